package dev.pangaea.regionnode.verify;

/** Lets what is on its way between two regions arrive, before they are looked at again. */
@FunctionalInterface
public interface Pause {
  void rest();
}

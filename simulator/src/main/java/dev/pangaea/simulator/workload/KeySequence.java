package dev.pangaea.simulator.workload;

/** An endless sequence of key indexes, each from zero to the key count. */
@FunctionalInterface
public interface KeySequence {
  long next();
}

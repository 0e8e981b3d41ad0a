package dev.pangaea.regionnode.scaling;

/**
 * Which kinds of scaling are suspended.
 *
 * @param scheduled kept and told; there are no scheduled actions
 */
public record Suspension(boolean in, boolean out, boolean scheduled) {
  public static final Suspension NONE = new Suspension(false, false, false);
}

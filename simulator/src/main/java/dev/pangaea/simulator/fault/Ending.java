package dev.pangaea.simulator.fault;

/**
 * The instant at which a fault ends the connection whatever is still under way, and whether by a
 * reset.
 */
public record Ending(long atNanos, boolean reset) {
  public static final Ending NEVER = new Ending(Segment.NEVER, false);

  Ending earlier(Ending other) {
    return other.atNanos < atNanos ? other : this;
  }
}

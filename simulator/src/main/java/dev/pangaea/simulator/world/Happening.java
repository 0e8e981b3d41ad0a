package dev.pangaea.simulator.world;

/**
 * Something that a scenario has planned for a moment: what a client asks for, or what goes wrong.
 */
public sealed interface Happening {
  long atMillis();

  /** What clients ask for. */
  enum Kind {
    PUT,
    PUT_IF,
    UPDATE,
    UPDATE_IF,
    DELETE,
    DELETE_IF,
    READ
  }

  /**
   * A client asks for something.
   *
   * @param knowing whether the condition, if there is one, is what the region holds just then
   * @param ofRival whether it is asked of the region's other node, if that is there
   */
  record Ask(long atMillis, int region, int key, Kind kind, boolean knowing, boolean ofRival)
      implements Happening {}

  /**
   * What one region sends to another is held until it heals. @param bothWays and what comes back
   */
  record Cut(long atMillis, int from, int to, long forMillis, boolean bothWays)
      implements Happening {}

  /** The next deliveries of a link meet a fate. */
  record Deliveries(long atMillis, int source, int target, DeliveryFate fate, int count)
      implements Happening {}

  /** A replicator's link starts anew, and knows nothing. */
  record RestartLink(long atMillis, int source, int target) implements Happening {}

  /** The next appends in a region meet a fate. */
  record Appends(long atMillis, int region, AppendFate fate, int count) implements Happening {}

  /** A region's log does not answer. */
  record LogAway(long atMillis, int region, long forMillis) implements Happening {}

  /**
   * The node that serves a region is killed, and started again.
   *
   * @param survivingPercent of what it had not flushed
   */
  record Crash(long atMillis, int region, long downMillis, int survivingPercent)
      implements Happening {}

  /**
   * The node that serves a region stands still, and another one takes over; then the old one goes
   * on as if nothing had happened, until it is stopped.
   */
  record TakeOver(long atMillis, int region, long pausedMillis, long zombieMillis)
      implements Happening {}

  /** A region's table gets an index, or loses its oldest one. */
  record Index(long atMillis, int region, boolean added) implements Happening {}

  /** The clock of a region's node is set. */
  record SetClock(long atMillis, int region, long byMillis) implements Happening {}
}

package dev.pangaea.simulator.world;

import dev.pangaea.conflict.resolve.ConflictPolicy;
import java.util.List;

/**
 * Something that a scenario has planned for a moment: what a client asks for, or what goes wrong.
 */
public sealed interface Happening {
  long atMillis();

  /** Something that a client asks for. */
  sealed interface OfClients extends Happening {
    int region();
  }

  /** What clients ask for. */
  enum Kind {
    PUT,
    PUT_IF,
    UPDATE,
    UPDATE_IF,
    DELETE,
    DELETE_IF,
    ADD_NUMBER,
    SET_NUMBER,
    REMOVE_NUMBER,
    ADD_ELEMENT,
    DELETE_ELEMENT,
    /** Only within transactions. */
    CHECK,
    READ
  }

  /**
   * A client asks for something.
   *
   * @param knowing whether the condition, if there is one, is what the region holds just then
   * @param ofRival whether it is asked of the region's other node, if that is there
   */
  record Ask(long atMillis, int region, int key, Kind kind, boolean knowing, boolean ofRival)
      implements OfClients {}

  /** One of what is asked for as one. */
  record Part(int key, Kind kind) {}

  /**
   * A client asks for several writes at once: all or nothing.
   *
   * @param parts no two of the same key
   * @param knowing whether their conditions are what the region holds just then
   * @param token whether it is asked again, as the same, until it is known what became of it
   */
  record Transact(
      long atMillis, int region, List<Part> parts, boolean knowing, boolean token, boolean ofRival)
      implements OfClients {
    public Transact {
      parts = List.copyOf(parts);
    }
  }

  /** A client asks for several items as they are at one moment. */
  record ReadTogether(long atMillis, int region, List<Integer> keys, boolean ofRival)
      implements OfClients {
    public ReadTogether {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A client asks for the loser of a conflict that the region's ledger holds.
   *
   * @param pick which of them, modulo how many there are
   * @param overwrite whatever the item is now
   */
  record Restore(long atMillis, int region, int pick, boolean overwrite, boolean ofRival)
      implements OfClients {}

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

  /** A node lets go of a partition and begins to lead it again. */
  record Reopen(long atMillis, int region, int partition) implements Happening {}

  /** A region's table gets an index, or loses its oldest one. */
  record Index(long atMillis, int region, boolean added) implements Happening {}

  /** A region hears of another conflict policy of the table. */
  record Switch(long atMillis, int region, ConflictPolicy policy) implements Happening {}

  /** A region's log loses what its own node needs no more, as if a long time had passed. */
  record Forget(long atMillis, int region) implements Happening {}

  /** A region is asked that another one hold the table too, or no longer. */
  record Replica(long atMillis, int by, int region, boolean added) implements Happening {}

  /** The clock of a region's node is set, wrongly. @param aheadMillis of the true time */
  record SetClock(long atMillis, int region, long aheadMillis) implements Happening {}

  /** The clock of a region's node runs too fast or too slow from now on. */
  record DriftClock(long atMillis, int region, long perMillion) implements Happening {}

  /** The clock of a region's node swings around its time from now on, forward first. */
  record SwingClock(long atMillis, int region, long byMillis, long periodMillis)
      implements Happening {}
}

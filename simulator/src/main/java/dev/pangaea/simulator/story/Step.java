package dev.pangaea.simulator.story;

import dev.pangaea.conflict.item.Item;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One thing that is done, or that is to be seen. */
public sealed interface Step {
  /** A region is asked to write. @param fails whether a condition is to turn it down */
  record Writes(String region, Write write, boolean fails) implements Step {}

  /** A region is asked to write all of it or nothing. */
  record Transacts(String region, List<Write> writes, boolean fails) implements Step {
    public Transacts {
      writes = List.copyOf(writes);
    }
  }

  /** What is at a key in a region. @param expected without its key; empty if nothing is there */
  record Reads(String region, Reading reading, String key, Optional<Item> expected)
      implements Step {}

  /** How something is read. */
  enum Reading {
    /** As the region holds it just then. */
    GET,
    /** Strongly consistent. */
    READ,
    /** Again and again until it is so, within a bound. */
    SEES
  }

  /** What one region sends to another is held from now on. @param bothWays and what comes back */
  record Cut(String from, String to, boolean bothWays) implements Step {}

  /** Every cut ends. */
  record Heal() implements Step {}

  /** All regions come to hold the same, within a bound. */
  record Converged() implements Step {}

  /** So many conflicts does the region know that knows most of them, since the story began. */
  record Conflicts(int count) implements Step {}

  /** A region's ledger holds this as the losing side of a conflict. @param item empty: a delete */
  record Lost(String key, Optional<Item> item) implements Step {}

  /** What only a world on a clock of its own can do, or show. */
  sealed interface OfWorlds extends Step {}

  /** The clock of a region's node is wrong by so much. */
  record Skew(String region, Duration ahead) implements OfWorlds {}

  /** All clocks stand still at the same time. */
  record StopClocks() implements OfWorlds {}

  /** All regions hold something of the very same time at the key, tombstones included. */
  record SameTime(String key) implements OfWorlds {}

  /** So much time passes. */
  record Pass(Duration duration) implements OfWorlds {}

  /** The region's node is killed, and all that its store had not flushed is gone. */
  record Crash(String region) implements OfWorlds {}

  record Restart(String region) implements OfWorlds {}

  /** The log keeps the region's next record, but its node does not hear of that. */
  record LoseAnswer(String region) implements OfWorlds {}

  /** The region's table gets an index; {@code drop} takes the oldest one away. */
  record Index(String region, boolean drop) implements OfWorlds {}
}

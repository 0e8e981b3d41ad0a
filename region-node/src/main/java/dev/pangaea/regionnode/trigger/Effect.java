package dev.pangaea.regionnode.trigger;

import java.util.List;

/** What is to be done for a shard. Each is answered once, by its number. */
public sealed interface Effect {
  /** A worker is to be called. @param attempt the first is 1 */
  record Call(long number, List<EventRecord> records, int attempt) implements Effect {
    public Call {
      records = List.copyOf(records);
    }
  }

  /** Records are given up: they are to be kept as dead letters, or dropped. */
  record GiveUp(long number, List<EventRecord> records, GivenUp reason, int attempts)
      implements Effect {
    public GiveUp {
      records = List.copyOf(records);
    }
  }
}

package dev.pangaea.replicator.consume.kafka;

import dev.pangaea.replicator.consume.Arrived;
import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.replicator.plan.LogPartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one stream of each log out of what several lanes read of it: each entry once, in order.
 * Each lane reads without gaps from a place at or before the stream's, so an entry is given when
 * the first lane brings it. Confined to one thread.
 */
final class LogMerge {
  private final Map<LogPartition, Place> places = new HashMap<>();

  /**
   * @param turn which call of {@link #read} it comes from: what was read before that is void
   * @param lost whether the place was reported lost, so that it is reported once
   */
  record Place(long turn, long next, boolean lost) {}

  /** Starts a stream; the turn that its entries are to bear. */
  long read(LogPartition log, long offset) {
    long turn = places.getOrDefault(log, new Place(0, 0, false)).turn() + 1;
    places.put(log, new Place(turn, offset, false));
    return turn;
  }

  /** Ends a stream; a later one of that log bears another turn. */
  void leave(LogPartition log) {
    places.computeIfPresent(log, (key, place) -> new Place(place.turn() + 1, -1, true));
  }

  /** Where each stream stands, for a lane that joins. */
  Map<LogPartition, Place> standing() {
    Map<LogPartition, Place> standing = new HashMap<>(places);
    standing.values().removeIf(place -> place.next() < 0);
    return standing;
  }

  /** What of it is new. */
  Optional<Arrived> accept(Arrived arrived, long turn) {
    Place place = places.get(arrived.log());
    if (place == null || place.turn() != turn || place.next() < 0) {
      return Optional.empty();
    }
    return switch (arrived) {
      case Arrived.Entries(LogPartition log, List<LogEntry> entries) -> {
        List<LogEntry> fresh =
            entries.stream().dropWhile(entry -> entry.offset() < place.next()).toList();
        if (fresh.isEmpty()) {
          yield Optional.empty();
        }
        places.put(log, new Place(turn, fresh.getLast().offset() + 1, place.lost()));
        yield Optional.of(new Arrived.Entries(log, fresh));
      }
      case Arrived.LostPlace lost -> {
        if (place.lost()) {
          yield Optional.empty();
        }
        places.put(lost.log(), new Place(turn, place.next(), true));
        yield Optional.of(lost);
      }
    };
  }
}

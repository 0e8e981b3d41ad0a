package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.LastWriterWins;
import dev.pangaea.conflict.resolve.Resolution;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.decide.WriteDecision;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Decides waiting requests one after the other, each on top of those before it, and puts what they
 * change into the body of one record. Nothing is folded here: a decision holds only once the record
 * counts.
 */
final class Assembler {
  /** A record is closed when it has reached one of these. */
  static final int CHANGES_MAX = 256;

  static final int BYTES_MAX = 1 << 20;

  private final RegionName region;
  private final HybridClock clock;
  private final PartitionState state;
  private final Predicate<Change> fits;
  private final Map<EncodedKey, ItemState> decided = new HashMap<>();

  Assembler(RegionName region, HybridClock clock, PartitionState state, Predicate<Change> fits) {
    this.region = region;
    this.clock = clock;
    this.state = state;
    this.fits = fits;
  }

  /** Takes as many writes off the queue as one record holds. */
  Assembly writes(Deque<Waiting<Request.Write>> queue, Now now) {
    decided.clear();
    List<Change> changes = new ArrayList<>();
    List<Completion> completions = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty() && changes.size() < CHANGES_MAX && bytes < BYTES_MAX) {
      Request.Write write = queue.remove().request();
      Optional<ItemState> current = current(write.command().key());
      current.ifPresent(item -> clock.observe(item.version().time()));
      WriteDecision decision =
          WriteDecision.decide(
              current, write.command(), new Version(clock.next(now.wallMillis()), region));
      completions.add(new Completion.OfWrite(write.listener(), decision.before()));
      if (decision.change().isPresent()) {
        Change change = decision.change().get();
        decided.put(change.key(), ItemState.of(change));
        changes.add(change);
        bytes += size(change);
      }
    }
    Optional<Body> body =
        changes.isEmpty() ? Optional.empty() : Optional.of(new Body.Writes(changes));
    return new Assembly(body, completions);
  }

  /** A delivery that starts where this partition stands. */
  Assembly delivery(Delivery delivery, Consumer<DeliveryOutcome> listener) {
    decided.clear();
    List<Arrival> arrivals = new ArrayList<>();
    Counting counting = new Counting();
    for (Change change : delivery.changes()) {
      if (!fits.test(change)) {
        arrivals.add(new Arrival(change, Standing.REFUSED));
        counting.refused++;
        continue;
      }
      Optional<ItemState> current = current(change.key());
      Resolution resolution = LastWriterWins.resolve(current, change);
      counting.count(resolution, current, change);
      clock.observe(change.version().time());
      Standings.of(resolution).ifPresent(standing -> arrivals.add(new Arrival(change, standing)));
      after(resolution).ifPresent(after -> decided.put(change.key(), after));
    }
    return new Assembly(
        Optional.of(new Body.Arrivals(delivery.to(), arrivals)),
        List.of(new Completion.OfDelivery(listener, delivery.to(), counting.tally())));
  }

  private Optional<ItemState> current(EncodedKey key) {
    ItemState recent = decided.get(key);
    return recent == null ? state.item(key) : Optional.of(recent);
  }

  private static Optional<ItemState> after(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Seen() -> Optional.empty();
      case Resolution.Merged(ItemState after) -> Optional.of(after);
      case Resolution.Newer(ItemState after) -> Optional.of(after);
      case Resolution.Conflict(ItemState after, ItemState loser, boolean incomingWon) ->
          Optional.of(after);
    };
  }

  private static long size(Change change) {
    int content =
        switch (change.content()) {
          case Content.Present(EncodedItem item) -> item.bytes().length();
          case Content.Deleted() -> 0;
        };
    return change.key().bytes().length() + content + 64;
  }

  /** Counts how a delivery's changes stood. */
  private static final class Counting {
    private int applied;
    private int newerHere;
    private int duplicates;
    private int conflictsWon;
    private int conflictsLost;
    private int refused;

    void count(Resolution resolution, Optional<ItemState> current, Change change) {
      switch (resolution) {
        case Resolution.Seen() -> {
          if (current.isPresent() && current.get().version().equals(change.version())) {
            duplicates++;
          } else {
            newerHere++;
          }
        }
        case Resolution.Merged(ItemState after) -> newerHere++;
        case Resolution.Newer(ItemState after) -> applied++;
        case Resolution.Conflict(ItemState after, ItemState loser, boolean incomingWon) -> {
          if (incomingWon) {
            conflictsWon++;
          } else {
            conflictsLost++;
          }
        }
      }
    }

    DeliveryOutcome.Tally tally() {
      return new DeliveryOutcome.Tally(
          applied, newerHere, duplicates, conflictsWon, conflictsLost, refused);
    }
  }
}

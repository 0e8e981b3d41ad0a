package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Join;
import dev.pangaea.conflict.resolve.Resolution;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.decide.CurrentItem;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.leader.decide.WriteDecision;
import dev.pangaea.regionnode.ledger.LedgerRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides waiting requests one after the other, each on top of those before it, and puts what they
 * change into the body of one record. Nothing is folded here: a decision holds only once the record
 * counts.
 */
final class Assembler {
  private static final Logger LOG = LoggerFactory.getLogger(Assembler.class);

  /** A record of writes is closed when it has reached this. */
  static final int BYTES_MAX = 1 << 20;

  /** So much is decided at once at most, whether or not it changes anything. */
  static final int DECISIONS_MAX = 1024;

  /** Of the items that are met. */
  static final int MET_BYTES_MAX = 16 << 20;

  private final RegionName region;
  private final HybridClock clock;
  private final PartitionState state;
  private final Predicate<Change> fits;
  private final long aheadMillisMax;
  private final int changesMax;
  private final Map<EncodedKey, CurrentItem> decided = new HashMap<>();
  private Set<EncodedKey> concerned = Set.of();

  /**
   * @param bounds a version further ahead of this region's clock is no clock's but a fault's: taken
   *     in, it would drag this region's own versions along, for ever
   */
  Assembler(
      RegionName region,
      HybridClock clock,
      PartitionState state,
      Predicate<Change> fits,
      LeaderBounds bounds) {
    this.region = region;
    this.clock = clock;
    this.state = state;
    this.fits = fits;
    this.aheadMillisMax = bounds.aheadMillis();
    this.changesMax = bounds.changes();
  }

  /** Whether the record that is under way looks at an item or changes it. */
  boolean decides(EncodedKey key) {
    return concerned.contains(key);
  }

  /** This region's versions are above all that. */
  void hasSeen(Context context) {
    context.seen().values().forEach(clock::observe);
  }

  /** Nothing is under way any more. */
  void settled() {
    concerned = Set.of();
    decided.clear();
  }

  /** Of what is under way only the keys are kept, since it may be so for long. */
  private Assembly assembled(
      Optional<Body> body, List<Completion> completions, List<Completion> refused) {
    concerned = body.isEmpty() ? Set.of() : Set.copyOf(decided.keySet());
    decided.clear();
    return new Assembly(body, completions, refused);
  }

  /**
   * Takes part in the transactions of as many of their records as one record here holds, and of at
   * least one: what they write gets its versions here.
   */
  Assembly parts(Iterator<PendingTransactions.Parts> left, Now now) {
    List<Change> changes = new ArrayList<>();
    long next = 0;
    long bytes = 0;
    long metBytes = 0;
    while (left.hasNext()) {
      PendingTransactions.Parts parts = left.next();
      for (Transaction.Write write : parts.writes()) {
        CurrentItem current = current(write.key());
        metBytes += ChangeSize.of(current.visible());
        bytes += ChangeSize.of(write, current.seen(), region);
      }
      boolean more = changes.size() + parts.writes().size() > DECISIONS_MAX;
      if (next > 0 && (more || bytes > BYTES_MAX || metBytes > MET_BYTES_MAX)) {
        break;
      }
      next = parts.next();
      parts.writes().forEach(write -> changes.add(part(write, now)));
    }
    return assembled(Optional.of(new Body.Part(next, changes)), List.of(), List.of());
  }

  private Change part(Transaction.Write write, Now now) {
    CurrentItem current = current(write.key());
    current.state().ifPresent(item -> clock.observe(item.version().time()));
    Version version = new Version(clock.next(now.wallMillis()), region);
    Change change =
        new Change(
            write.key(),
            version,
            current.seen().with(version),
            write.content(),
            write.stamps().drawn(version.time()));
    decided.put(write.key(), CurrentItem.of(Optional.of(ItemState.of(change))));
    return change;
  }

  /**
   * Takes as many writes off the line as one record holds; none if it fails. Those for what
   * transactions hold stay in the line.
   *
   * @param held is given the keys of those that stay
   */
  Assembly writes(WaitingLine<Request.Write> line, Locks locks, Set<EncodedKey> held, Now now) {
    List<Change> changes = new ArrayList<>();
    List<Completion> completions = new ArrayList<>();
    List<Completion> refused = new ArrayList<>();
    long bytes = 0;
    long metBytes = 0;
    Set<Request.Write> staying = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Request.Write write : line) {
      if (locks.holds(state.partition(), write.command().key())) {
        held.add(write.command().key());
        staying.add(write);
        continue;
      }
      metBytes += ChangeSize.of(current(write.command().key()).visible());
      Optional<WriteDecision> decision = decide(write.command(), now);
      if (decision.isEmpty()) {
        refused.add(Refusal.of(write));
        continue;
      }
      completions.add(new Completion.OfWrite(write.listener(), WriteOutcome.of(decision.get())));
      if (decision.get() instanceof WriteDecision.Changed(Change change, var before, var after)) {
        decided.put(change.key(), after);
        changes.add(change);
        bytes += ChangeSize.of(change);
      }
      if (changes.size() == changesMax
          || bytes >= BYTES_MAX
          || completions.size() == DECISIONS_MAX
          || metBytes >= MET_BYTES_MAX) {
        break;
      }
    }
    int taken = completions.size() + refused.size();
    if (staying.isEmpty()) {
      line.removeFirst(taken);
    } else if (taken > 0) {
      line.removeFirst(taken + staying.size(), staying);
    }
    Optional<Body> body =
        changes.isEmpty() ? Optional.empty() : Optional.of(new Body.Writes(changes));
    return assembled(body, completions, refused);
  }

  /**
   * A delivery that starts where this partition stands, or as much of what is left of it as one
   * record holds; the partition stays where it stands until all of it is decided.
   */
  Assembly delivery(
      Delivery delivery,
      Progress here,
      TakingIn taking,
      Consumer<DeliveryOutcome> listener,
      Now now) {
    List<Arrival> arrivals = new ArrayList<>();
    Tallying tallying = taking.tallying();
    long metBytes = 0;
    int taken = 0;
    for (Change change : taking.left(delivery.changes())) {
      if (taken == changesMax || metBytes >= MET_BYTES_MAX) {
        break;
      }
      taken++;
      Optional<ItemState> current = current(change.key()).state();
      if (!fits(change, now) && !hasSeen(current, change)) {
        if (!state.keptAside().holds(change)) {
          arrivals.add(new Arrival(change, Standing.REFUSED));
        }
        tallying.refused();
        continue;
      }
      metBytes += ChangeSize.of(current.flatMap(item -> item.content().visible()));
      Resolution resolution = Join.resolve(current, change);
      tallying.count(resolution, current, change);
      clock.observe(change.version().time());
      Standings.of(resolution).ifPresent(standing -> arrivals.add(new Arrival(change, standing)));
      after(resolution)
          .ifPresent(after -> decided.put(change.key(), CurrentItem.of(Optional.of(after))));
    }
    taking.decided(taken, delivery.changes());
    if (taking.isPartial()) {
      Optional<Body> part =
          arrivals.isEmpty() ? Optional.empty() : Optional.of(new Body.Arrivals(here, arrivals));
      return assembled(part, List.of(), List.of());
    }
    return assembled(
        Optional.of(new Body.Arrivals(delivery.to(), arrivals)),
        List.of(new Completion.OfDelivery(listener, delivery.to(), tallying.tally())),
        List.of());
  }

  /**
   * One of a conflict's writes again, as a new write: once, and only over what its asker knows of.
   *
   * @param restore for a conflict of which nothing speaks against that yet
   */
  Assembly restoration(Request.Restore restore, LedgerRow conflict, Now now) {
    EncodedKey key = state.key(conflict);
    CurrentItem current = current(key);
    Optional<RestoreOutcome> refusal = restore.request().refusal(conflict);
    if (refusal.isEmpty() && !restore.request().isExpected(current.state(), conflict)) {
      Optional<Version> met = current.state().map(ItemState::version);
      refusal = Optional.of(new RestoreOutcome.Changed(met));
    }
    if (refusal.isPresent()) {
      return assembled(Optional.empty(), List.of(restore.completion(refusal.get())), List.of());
    }
    current.state().ifPresent(item -> clock.observe(item.version().time()));
    Version version = new Version(clock.next(now.wallMillis()), region);
    Content content = restore.request().write(conflict).content();
    Change change = current.replaced(key, version, content);
    decided.put(key, CurrentItem.of(Optional.of(ItemState.of(change))));
    return assembled(
        Optional.of(new Body.Restoration(restore.request().conflict(), change)),
        List.of(restore.completion(new RestoreOutcome.Restored(version))),
        List.of());
  }

  RegionName region() {
    return region;
  }

  /** Deletes those of the items whose time is up, as they are now; empty if none is. */
  Optional<Assembly> expiries(List<EncodedKey> keys, ExpiryIndex expiring, Now now) {
    List<Change> changes = new ArrayList<>();
    for (EncodedKey key : keys) {
      CurrentItem current = current(key);
      if (current.shows(item -> expiring.isDue(item, now))) {
        current.state().ifPresent(item -> clock.observe(item.version().time()));
        Version version = new Version(clock.next(now.wallMillis()), region);
        Change change = current.expired(key, version, expiring.attribute(), expiring.keys());
        decided.put(key, CurrentItem.of(Optional.of(ItemState.of(change))));
        changes.add(change);
      }
    }
    if (changes.isEmpty()) {
      decided.clear();
      return Optional.empty();
    }
    return Optional.of(assembled(Optional.of(new Body.Writes(changes)), List.of(), List.of()));
  }

  /** Empty if this one command cannot be decided; it must not hold up those behind it. */
  private Optional<WriteDecision> decide(WriteCommand command, Now now) {
    CurrentItem current = current(command.key());
    current.state().ifPresent(state -> clock.observe(state.version().time()));
    Version version = new Version(clock.next(now.wallMillis()), region);
    try {
      return Optional.of(WriteDecision.decide(current, command, version));
    } catch (RuntimeException failure) {
      LOG.error("{}: a write could not be decided", state.partition(), failure);
      return Optional.empty();
    }
  }

  /** Changes that were kept aside and are taken in now. */
  Assembly released(List<Change> changes) {
    List<Arrival> arrivals = new ArrayList<>();
    for (Change change : changes) {
      clock.observe(change.version().time());
      Resolution resolution = Join.resolve(current(change.key()).state(), change);
      arrivals.add(new Arrival(change, Standings.of(resolution).orElse(Standing.MERGED)));
      after(resolution)
          .ifPresent(after -> decided.put(change.key(), CurrentItem.of(Optional.of(after))));
    }
    return assembled(Optional.of(new Body.Released(arrivals)), List.of(), List.of());
  }

  /** What was taken in before the clock was set back is not kept aside when it comes again. */
  private static boolean hasSeen(Optional<ItemState> current, Change change) {
    return current
        .map(ItemState::context)
        .filter(seen -> seen.merge(change.context()).equals(seen))
        .isPresent();
  }

  /** Whether it can be an item of this table, and does not come from too far ahead. */
  boolean fits(Change change, Now now) {
    long ahead = change.version().time().millis() - now.wallMillis();
    try {
      return ahead <= aheadMillisMax && fits.test(change);
    } catch (MalformedBytesException malformed) {
      return false;
    }
  }

  private CurrentItem current(EncodedKey key) {
    CurrentItem recent = decided.get(key);
    if (recent == null) {
      recent = CurrentItem.of(state.item(key), state.deletions().floor());
      decided.put(key, recent);
    }
    return recent;
  }

  private static Optional<ItemState> after(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Seen() -> Optional.empty();
      case Resolution.Merged(ItemState after) -> Optional.of(after);
      case Resolution.Newer(ItemState after) -> Optional.of(after);
      case Resolution.Conflict conflict -> Optional.of(conflict.after());
    };
  }
}

package dev.pangaea.simulator.check;

import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Join;
import dev.pangaea.conflict.resolve.Resolution;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.log.LogEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One partition's log, read as plainly as it can be said: which records count, what each left at
 * its keys, and what lost. Shares no rule with the product, but for the bytes of a record, and for
 * what becomes of stamped writes that meet: a region's log does not tell all that these had seen,
 * so that only the {@link Oracle} can judge it.
 */
public final class NaiveFold {
  /** A record that counts. */
  public record Counted(long offset, LogRecord record) {}

  /**
   * What is at a key since a record counts.
   *
   * @param local whether a client of the region asked for it, in so many words
   * @param loser what a conflict made invisible
   * @param expired whether the region has deleted it, since its time was up
   */
  public record Sight(
      long offset, ItemState state, boolean local, Optional<Version> loser, boolean expired) {
    /** What no expiry of this region left. */
    public Sight(long offset, ItemState state, boolean local, Optional<Version> loser) {
      this(offset, state, local, loser, false);
    }

    public Optional<EncodedItem> visible() {
      return Contents.visible(state.content());
    }
  }

  /** A conflict as this log decided it, with both writes as they were made. */
  public record Decision(ConflictAt at, EncodedKey key, ItemState winner, ItemState loser) {}

  private final List<Counted> counted = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final Map<ConflictAt, Version> restored = new LinkedHashMap<>();
  private final SortedMap<EncodedKey, List<Sight>> sights = new TreeMap<>();
  private final SortedMap<RegionName, Progress> progress = new TreeMap<>();
  private final SortedSet<EncodedKey> dropped = new TreeSet<>();
  private final NaiveStream stream = new NaiveStream();
  private Context floor = Context.EMPTY;
  private RecordId head = RecordId.GENESIS;
  private HybridTime clock = HybridTime.ZERO;
  private long next;
  private long afterHead;
  private long appendMillis;

  public static NaiveFold of(List<LogEntry> entries) {
    NaiveFold fold = new NaiveFold();
    entries.forEach(fold::take);
    return fold;
  }

  /** The next entry of the log; what it touches is told. */
  void take(LogEntry entry, Consumer<EncodedKey> touched) {
    take(entry);
    if (next == afterHead) {
      LogRecord record = counted.getLast().record();
      writes(record).forEach(change -> touched.accept(change.key()));
      if (record.body() instanceof Body.Arrivals(Progress to, List<Arrival> arrivals)) {
        arrivals.forEach(arrival -> touched.accept(arrival.change().key()));
      }
      if (record.body() instanceof Body.Released(List<Arrival> arrivals)) {
        arrivals.forEach(arrival -> touched.accept(arrival.change().key()));
      }
      if (record.body() instanceof Body.Dropped(Context above, List<Tombstone> tombstones)) {
        tombstones.forEach(tombstone -> touched.accept(tombstone.key()));
      }
    }
  }

  private void take(LogEntry entry) {
    next = entry.offset() + 1;
    Optional<LogRecord> decoded = decode(entry);
    if (decoded.isEmpty() || !decoded.get().previous().equals(head)) {
      return;
    }
    LogRecord record = decoded.get();
    if (record.id().equals(head)) {
      return;
    }
    head = record.id();
    afterHead = next;
    appendMillis = entry.appendMillis();
    clock = clock.max(record.clock());
    counted.add(new Counted(entry.offset(), record));
    if (record.body() instanceof Body.Restoration(ConflictAt conflict, Change change)) {
      restored.put(conflict, change.version());
      add(change, new Sight(entry.offset(), ItemState.of(change), false, Optional.empty()));
    } else {
      writes(record).forEach(change -> write(change, entry.offset()));
    }
    if (record.body() instanceof Body.Arrivals(Progress to, List<Arrival> arrivals)) {
      for (int index = 0; index < arrivals.size(); index++) {
        arrive(arrivals.get(index), new ConflictAt(entry.appendMillis(), entry.offset(), index));
      }
      progress.put(to.source(), to);
    }
    if (record.body() instanceof Body.Released(List<Arrival> arrivals)) {
      for (int index = 0; index < arrivals.size(); index++) {
        arrive(arrivals.get(index), new ConflictAt(entry.appendMillis(), entry.offset(), index));
      }
    }
    if (record.body() instanceof Body.Streaming(Optional<StreamWord> word)) {
      stream.turn(entry.offset(), word);
    }
    if (record.body() instanceof Body.Dropped(Context above, List<Tombstone> tombstones)) {
      tombstones.forEach(tombstone -> dropped.add(tombstone.key()));
      floor = above;
    }
  }

  /** The writes of the log's own region that a record holds. */
  public static List<Change> writes(LogRecord record) {
    return switch (record.body()) {
      case Body.Writes(List<Change> changes) -> changes;
      case Body.Part(long nextTransactions, List<Change> changes) -> changes;
      case Body.Restoration(ConflictAt conflict, Change change) -> List.of(change);
      case Body.Noop() -> List.of();
      case Body.Arrivals arrivals -> List.of();
      case Body.Copy copy -> List.of();
      case Body.Transactions transactions -> List.of();
      case Body.Told told -> List.of();
      case Body.Streaming streaming -> List.of();
      case Body.Dropped dropped -> List.of();
      case Body.Released released -> List.of();
    };
  }

  /** One past the last entry that was taken, counting or not. */
  public long next() {
    return next;
  }

  public List<Counted> counted() {
    return counted;
  }

  /** All that was at a key, one after the other. */
  public List<Sight> sights(EncodedKey key) {
    return sights.getOrDefault(key, List.of());
  }

  public SortedMap<EncodedKey, List<Sight>> sights() {
    return sights;
  }

  public SortedMap<EncodedKey, ItemState> items() {
    TreeMap<EncodedKey, ItemState> items = new TreeMap<>();
    sights.keySet().forEach(key -> item(key).ifPresent(state -> items.put(key, state)));
    return items;
  }

  /** What is at a key, unless nothing is or its tombstone was dropped. */
  public Optional<ItemState> item(EncodedKey key) {
    return sights(key).isEmpty() || dropped.contains(key)
        ? Optional.empty()
        : Optional.of(sights(key).getLast().state());
  }

  /** What all dropped tombstones had seen, as the log says it. */
  public Context floor() {
    return floor;
  }

  public SortedMap<RegionName, Progress> progress() {
    return progress;
  }

  public Position position() {
    return new Position(afterHead, head);
  }

  public HybridTime clock() {
    return clock;
  }

  /** All conflicts, in their order. */
  public List<Decision> decisions() {
    return decisions;
  }

  /** What the losers of conflicts were written again as, in the order of that. */
  public Map<ConflictAt, Version> restored() {
    return restored;
  }

  /** What streams tell of it. */
  public NaiveStream stream() {
    return stream;
  }

  public long conflicts() {
    return decisions.size();
  }

  private void write(Change change, long offset) {
    add(
        change,
        new Sight(
            offset, ItemState.of(change), !change.isExpiry(), Optional.empty(), change.isExpiry()));
  }

  private void arrive(Arrival arrival, ConflictAt at) {
    if (arrival.standing() != Arrival.Standing.REFUSED) {
      arrive(arrival.change(), at);
    }
  }

  private void arrive(Change change, ConflictAt at) {
    long offset = at.offset();
    Optional<ItemState> before = item(change.key());
    if (before.isEmpty()) {
      add(change, new Sight(offset, ItemState.of(change), false, Optional.empty()));
      return;
    }
    ItemState here = before.get();
    ItemState there = ItemState.of(change);
    if (!here.stamps().isNone() || !there.stamps().isNone()) {
      joined(Join.resolve(Optional.of(here), change), change, at);
      return;
    }
    Context both = here.context().merge(change.context());
    boolean hereHasSeen = here.context().covers(change.version());
    boolean thereHasSeen = change.context().covers(here.version());
    boolean higher = change.version().compareTo(here.version()) > 0;
    ItemState winner = hereHasSeen || !thereHasSeen && !higher ? here : there;
    ItemState loser = winner == here ? there : here;
    boolean conflict = !hereHasSeen && !thereHasSeen;
    if (conflict) {
      decisions.add(new Decision(at, change.key(), winner, loser));
    }
    add(
        change,
        new Sight(
            offset,
            new ItemState(winner.version(), both, winner.content()),
            false,
            conflict ? Optional.of(loser.version()) : Optional.empty()));
  }

  private void joined(Resolution resolution, Change change, ConflictAt at) {
    EncodedKey key = change.key();
    Sight sight =
        switch (resolution) {
          case Resolution.Seen() ->
              new Sight(at.offset(), sights(key).getLast().state(), false, Optional.empty());
          case Resolution.Merged(ItemState after) ->
              new Sight(at.offset(), after, false, Optional.empty());
          case Resolution.Newer(ItemState after) ->
              new Sight(at.offset(), after, false, Optional.empty());
          case Resolution.Conflict conflict -> {
            ItemState here = Contents.unstamped(conflict.here());
            ItemState there = Contents.unstamped(conflict.arrived());
            boolean arrivedIsAhead = arrivedIsAhead(conflict);
            ItemState loser = arrivedIsAhead ? here : there;
            decisions.add(new Decision(at, key, arrivedIsAhead ? there : here, loser));
            yield new Sight(at.offset(), conflict.after(), false, Optional.of(loser.version()));
          }
        };
    add(change, sight);
  }

  /** Whose item, of which version, is there from then on; of a mixture, the later one's. */
  private static boolean arrivedIsAhead(Resolution.Conflict conflict) {
    if (isSeenAlone(conflict.arrived(), conflict.after())) {
      return true;
    }
    return !isSeenAlone(conflict.here(), conflict.after())
        && conflict.arrived().version().compareTo(conflict.here().version()) > 0;
  }

  private static boolean isSeenAlone(ItemState one, ItemState after) {
    return one.version().equals(after.version()) && one.content().equals(after.content());
  }

  /**
   * @param change by which it came about
   */
  private void add(Change change, Sight sight) {
    EncodedKey key = change.key();
    Optional<EncodedItem> before = item(key).flatMap(state -> Contents.visible(state.content()));
    stream.see(appendMillis, change, before, sight);
    dropped.remove(key);
    sights.computeIfAbsent(key, unknown -> new ArrayList<>()).add(sight);
  }

  private static Optional<LogRecord> decode(LogEntry entry) {
    try {
      return Optional.of(LogRecordCodec.decode(entry.record()));
    } catch (MalformedBytesException foreign) {
      return Optional.empty();
    }
  }
}

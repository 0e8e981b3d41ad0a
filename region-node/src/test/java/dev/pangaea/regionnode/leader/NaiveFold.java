package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;

import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
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
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.store.StreamRow.Kind;
import dev.pangaea.regionnode.store.StreamSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The leader's fold again, as plainly as it can be said: a whole log from its first entry, nothing
 * cached, everything counted at the end.
 */
final class NaiveFold {
  /** A local write that counts, and what was visible before it. */
  record Counted(Change change, Optional<EncodedItem> before) {}

  /** What is visible at a key once the record at an offset counts. */
  private record Sight(long offset, EncodedKey key, Optional<EncodedItem> item) {}

  /** All that a store says of the partition, in one value. */
  record State(
      Map<EncodedKey, ItemState> items,
      Map<RegionName, Progress> progress,
      Applied applied,
      List<String> conflicts,
      List<StreamSpan> streams,
      List<StreamRow> streamed) {}

  private final TreeMap<EncodedKey, ItemState> items = new TreeMap<>();
  private final TreeMap<RegionName, Progress> progress = new TreeMap<>();
  private final Map<ConflictAt, String> conflicts = new LinkedHashMap<>();
  private final Map<ConflictAt, Version> restored = new HashMap<>();
  private final List<LogRecord> records = new ArrayList<>();
  private final List<Counted> writes = new ArrayList<>();
  private final List<Sight> sights = new ArrayList<>();
  private final List<StreamSpan> streams = new ArrayList<>();
  private final List<StreamRow> streamed = new ArrayList<>();
  private Position position = Position.START;
  private HybridTime clock = HybridTime.ZERO;
  private long nextTransactions;

  static NaiveFold of(List<LogEntry> entries) {
    NaiveFold fold = new NaiveFold();
    entries.forEach(fold::entry);
    return fold;
  }

  /** The records that count, in their order. */
  List<LogRecord> records() {
    return records;
  }

  /** The local writes that count, in their order. */
  List<Counted> writes() {
    return writes;
  }

  /**
   * All that was visible at a key, one after the other, from when all before the first offset
   * counted until all before the second did.
   */
  List<Optional<EncodedItem>> visible(EncodedKey key, long from, long to) {
    List<Optional<EncodedItem>> visible = new ArrayList<>(List.of(Optional.empty()));
    for (Sight sight : sights) {
      if (sight.key.equals(key) && sight.offset < to) {
        if (sight.offset < from) {
          visible.clear();
        }
        visible.add(sight.item);
      }
    }
    return visible;
  }

  State state() {
    long present = 0;
    long bytes = 0;
    for (Map.Entry<EncodedKey, ItemState> entry : items.entrySet()) {
      if (entry.getValue().content() instanceof Content.Present(EncodedItem item)) {
        present++;
        bytes += entry.getKey().bytes().length() + item.bytes().length();
      }
    }
    List<String> decided =
        conflicts.entrySet().stream()
            .map(each -> each.getValue() + Optional.ofNullable(restored.get(each.getKey())))
            .toList();
    return new State(
        items,
        progress,
        new Applied(position, clock, present, bytes, conflicts.size(), nextTransactions),
        decided,
        streams.stream().sorted(Comparator.comparing(each -> each.word().sinceMillis())).toList(),
        streamed);
  }

  /** What a store holds, to be compared with {@link #state}. */
  static State of(Store store, RegionName... sources) {
    return of(store, PARTITION, sources);
  }

  static State of(Store store, PartitionId partition, RegionName... sources) {
    TreeMap<EncodedKey, ItemState> items = new TreeMap<>();
    store.scan(partition, items::put);
    TreeMap<RegionName, Progress> progress = new TreeMap<>();
    for (RegionName source : sources) {
      store.progress(partition, source).ifPresent(there -> progress.put(source, there));
    }
    List<String> conflicts =
        Ledgered.rows(store, partition).stream()
            .map(
                row ->
                    said(
                        row.id().at(),
                        row.key(LeaderNode.LABEL),
                        row.outcome(),
                        row.winner(),
                        row.loser(),
                        row.restoredAs()))
            .toList();
    List<StreamRow> streamed = new ArrayList<>();
    store.streams().visit(partition, StreamPosition.START, streamed::add);
    return new State(
        items,
        progress,
        store.applied(partition),
        conflicts,
        store.streams().spans(partition),
        streamed);
  }

  private static String said(
      ConflictAt at,
      EncodedKey key,
      String outcome,
      ItemState winner,
      ItemState loser,
      Optional<Version> restored) {
    return said(at, key, outcome, winner, loser) + restored;
  }

  private static String said(
      ConflictAt at, EncodedKey key, String outcome, ItemState winner, ItemState loser) {
    return "%s of %s: %s, %s over %s, restored ".formatted(at, key, outcome, winner, loser);
  }

  private void entry(LogEntry entry) {
    LogRecord record;
    try {
      record = LogRecordCodec.decode(entry.record());
    } catch (MalformedBytesException foreign) {
      return;
    }
    if (!record.previous().equals(position.head()) || record.id().equals(position.head())) {
      return;
    }
    records.add(record);
    switch (record.body()) {
      case Body.Noop() -> {}
      case Body.Copy copy -> {}
      case Body.Told told -> {}
      case Body.Streaming(Optional<StreamWord> word) -> streaming(word, entry);
      case Body.Released(List<Arrival> arrivals) -> {
        for (int index = 0; index < arrivals.size(); index++) {
          arrival(arrivals.get(index), entry, index);
        }
      }
      case Body.Dropped(Context above, List<Tombstone> tombstones) ->
          tombstones.forEach(tombstone -> items.remove(tombstone.key()));
      case Body.Writes(List<Change> changes) -> changes.forEach(change -> write(change, entry));
      case Body.Part(long next, List<Change> changes) -> {
        changes.forEach(change -> write(change, entry));
        nextTransactions = next;
      }
      case Body.Restoration(ConflictAt conflict, Change change) -> {
        write(change, entry);
        restored.put(conflict, change.version());
      }
      case Body.Transactions transactions -> {}
      case Body.Arrivals(Progress to, List<Arrival> arrivals) -> {
        for (int index = 0; index < arrivals.size(); index++) {
          arrival(arrivals.get(index), entry, index);
        }
        progress.put(to.source(), to);
      }
    }
    position = new Position(entry.offset() + 1, record.id());
    clock = clock.max(record.clock());
  }

  private void write(Change change, LogEntry entry) {
    Optional<EncodedItem> before = visible(change.key());
    writes.add(new Counted(change, before));
    items.put(change.key(), ItemState.of(change));
    sights.add(new Sight(entry.offset(), change.key(), visible(change.key())));
    told(change, before, entry);
  }

  private void streaming(Optional<StreamWord> word, LogEntry entry) {
    Optional<StreamSpan> now = openStream();
    if (now.map(StreamSpan::word).equals(word)) {
      return;
    }
    StreamPosition at = new StreamPosition(entry.offset(), 0);
    now.ifPresent(span -> streams.set(streams.size() - 1, span.ended(at, entry.appendMillis())));
    List<String> keys = List.of("pk", "sk");
    word.ifPresent(
        next ->
            streams.add(
                new StreamSpan(next, "orders", keys, at, entry.appendMillis(), Optional.empty())));
  }

  private Optional<StreamSpan> openStream() {
    return streams.isEmpty()
        ? Optional.empty()
        : Optional.of(streams.getLast()).filter(StreamSpan::isOpen);
  }

  private void told(Change change, Optional<EncodedItem> before, LogEntry entry) {
    EncodedKey key = change.key();
    Optional<EncodedItem> after = visible(key);
    Optional<StreamSpan> stream = openStream();
    if (stream.isEmpty() || before.equals(after)) {
      return;
    }
    int index =
        (int) streamed.stream().filter(row -> row.position().offset() == entry.offset()).count();
    String view = stream.get().word().view().name();
    streamed.add(
        new StreamRow(
            new StreamPosition(entry.offset(), index),
            entry.appendMillis(),
            before.isEmpty() ? Kind.INSERT : after.isEmpty() ? Kind.REMOVE : Kind.MODIFY,
            key,
            change.version(),
            after.isEmpty() && items.get(key).isExpiry(),
            before.filter(item -> view.contains("OLD")),
            after.filter(item -> view.contains("NEW"))));
  }

  Optional<EncodedItem> visible(EncodedKey key) {
    ItemState state = items.get(key);
    return state != null && state.content() instanceof Content.Present(EncodedItem item)
        ? Optional.of(item)
        : Optional.empty();
  }

  private void arrival(Arrival arrival, LogEntry entry, int index) {
    if (arrival.standing() == Arrival.Standing.REFUSED) {
      return;
    }
    EncodedKey key = arrival.change().key();
    Optional<EncodedItem> before = visible(key);
    switch (Join.resolve(Optional.ofNullable(items.get(key)), arrival.change())) {
      case Resolution.Seen() -> throw new AssertionError("a change that was seen is logged");
      case Resolution.Merged(ItemState after) -> items.put(key, after);
      case Resolution.Newer(ItemState after) -> items.put(key, after);
      case Resolution.Conflict conflict -> {
        ItemState here = items.put(key, conflict.after());
        ItemState there = ItemState.of(arrival.change());
        boolean won = there.version().compareTo(here.version()) > 0;
        ConflictAt at = new ConflictAt(entry.appendMillis(), entry.offset(), index);
        conflicts.put(
            at,
            said(
                at,
                key,
                won ? "ARRIVED_WON" : "ARRIVED_LOST",
                won ? there : here,
                won ? here : there));
      }
    }
    sights.add(new Sight(entry.offset(), key, visible(key)));
    told(arrival.change(), before, entry);
  }
}

package dev.pangaea.regionnode.stream;

import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.store.StreamRows;
import dev.pangaea.regionnode.store.StreamSpan;
import dev.pangaea.regionnode.stream.StreamDescription.Shard;
import dev.pangaea.regionnode.stream.StreamDescription.Status;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams that this region's store holds, with what the catalog says of their tables. */
public final class RegionStreams implements StreamReader {
  private static final Logger LOG = LoggerFactory.getLogger(RegionStreams.class);

  private final RegionName region;
  private final Tables tables;
  private final Store store;
  private final StreamRows rows;
  private final Map<PartitionId, CopyOnWriteArrayList<Runnable>> watches =
      new ConcurrentHashMap<>();

  public RegionStreams(RegionName region, Tables tables, Store store) {
    this.region = region;
    this.tables = tables;
    this.store = store;
    this.rows = store.streams();
  }

  /** A partition has come further, and that can be read. */
  public void moved(PartitionId partition) {
    List<Runnable> told = watches.get(partition);
    if (told != null) {
      told.forEach(listener -> tell(listener, partition));
    }
  }

  /** A listener that fails harms neither the others nor the partition. */
  private static void tell(Runnable listener, PartitionId partition) {
    try {
      listener.run();
    } catch (RuntimeException failure) {
      LOG.error("a listener to {} failed", partition, failure);
    }
  }

  @Override
  public List<StreamDescription> streams() {
    SortedMap<StreamId, List<Found>> found = found(span -> true);
    for (String name : tables.names()) {
      tables
          .table(name)
          .flatMap(RegionStreams::wanted)
          .ifPresent(id -> found.computeIfAbsent(id, unheard -> List.of()));
    }
    return described(found);
  }

  private SortedMap<StreamId, List<Found>> found(Predicate<StreamSpan> wanted) {
    SortedMap<StreamId, List<Found>> found = new TreeMap<>();
    rows.spans()
        .forEach(
            (partition, spans) -> add(partition, spans.stream().filter(wanted).toList(), found));
    return found;
  }

  private static void add(
      PartitionId partition, List<StreamSpan> spans, SortedMap<StreamId, List<Found>> found) {
    for (StreamSpan span : spans) {
      found
          .computeIfAbsent(id(partition, span), first -> new ArrayList<>())
          .add(new Found(partition.partition(), span));
    }
  }

  private List<StreamDescription> described(SortedMap<StreamId, List<Found>> found) {
    List<StreamDescription> streams = new ArrayList<>();
    found.forEach((id, shards) -> describe(id, shards).ifPresent(streams::add));
    return streams;
  }

  /** Those of a table that is here: found without a look at others. */
  private List<StreamDescription> streams(TableView table) {
    SortedMap<StreamId, List<Found>> found = new TreeMap<>();
    for (int index = 0; index < table.partitions(); index++) {
      PartitionId partition = new PartitionId(table.storeNumber(), index);
      add(partition, rows.spans(partition), found);
    }
    wanted(table).ifPresent(id -> found.computeIfAbsent(id, unheard -> List.of()));
    return described(found);
  }

  @Override
  public Optional<StreamDescription> stream(String table, String label) {
    return tables
        .table(table)
        .flatMap(view -> named(table, label, streams(view)))
        .or(() -> named(table, label, described(found(span -> span.table().equals(table)))));
  }

  private static Optional<StreamDescription> named(
      String table, String label, List<StreamDescription> streams) {
    return streams.stream()
        .filter(stream -> stream.id().table().equals(table) && stream.id().label().equals(label))
        .findFirst();
  }

  @Override
  public Optional<StreamDescription> current(String table) {
    Optional<StreamId> wanted = tables.table(table).flatMap(RegionStreams::wanted);
    return wanted.flatMap(id -> stream(table, id.label()));
  }

  @Override
  public Optional<StreamPosition> oldest(ShardId shard) {
    return span(shard).map(span -> oldest(shard, span));
  }

  @Override
  public Optional<StreamPosition> latest(ShardId shard) {
    StreamPosition now = reached(shard);
    return span(shard).map(span -> behind(span, now));
  }

  @Override
  public ShardRead read(ShardId shard, StreamPosition from, int recordsMax, long bytesMax) {
    StreamPosition reached = reached(shard);
    Optional<StreamSpan> found = span(shard);
    if (found.isEmpty()) {
      return new ShardRead.NotFound();
    }
    StreamSpan span = found.get();
    StreamPosition start = from.max(span.from());
    StreamPosition behind = behind(span, reached);
    Reading reading = new Reading(shard, span, behind, recordsMax, bytesMax);
    rows.visit(shard.place(), start, reading::take);
    if (start.compareTo(oldest(shard, span)) < 0) {
      return new ShardRead.Trimmed();
    }
    StreamPosition next = reading.full ? reading.next : behind.max(start);
    boolean atEnd = span.end().filter(end -> next.compareTo(end.position()) >= 0).isPresent();
    return new ShardRead.Page(reading.records, next, atEnd);
  }

  @Override
  public Watch watch(ShardId shard, Runnable listener) {
    PartitionId partition = shard.place();
    Runnable own = () -> listener.run();
    watches.compute(
        partition,
        (place, there) -> {
          CopyOnWriteArrayList<Runnable> all = there == null ? new CopyOnWriteArrayList<>() : there;
          all.add(own);
          return all;
        });
    return () ->
        watches.computeIfPresent(
            partition,
            (place, all) -> {
              all.remove(own);
              return all.isEmpty() ? null : all;
            });
  }

  /** What a partition's log says of a stream. */
  private record Found(int partition, StreamSpan span) {}

  private static StreamId id(PartitionId partition, StreamSpan span) {
    return new StreamId(span.table(), partition.table(), span.word().sinceMillis());
  }

  /** The stream that a table's settings want. */
  private static Optional<StreamId> wanted(TableView table) {
    return word(table)
        .map(word -> new StreamId(table.name(), table.storeNumber(), word.sinceMillis()));
  }

  private static Optional<StreamWord> word(TableView table) {
    if (table.status() == TableStatus.DELETING) {
      return Optional.empty();
    }
    return table
        .settings()
        .streamViewType()
        .map(view -> new StreamWord(table.history().streamMillis(), StreamView.valueOf(view)));
  }

  /** Empty if its table has changed in between. */
  private Optional<StreamDescription> describe(StreamId id, List<Found> found) {
    Optional<TableView> table =
        tables.table(id.table()).filter(view -> wanted(view).equals(Optional.of(id)));
    List<Shard> shards =
        found.stream().map(each -> shard(new ShardId(id, each.partition()), each.span())).toList();
    boolean open = found.stream().anyMatch(each -> each.span().isOpen());
    if (table.isPresent()) {
      long told = found.stream().filter(each -> each.span().isOpen()).count();
      Status status = told < table.get().partitions() ? Status.ENABLING : Status.ENABLED;
      List<String> keys = table.get().settings().keySchema().names();
      StreamView view = word(table.get()).orElseThrow().view();
      return Optional.of(new StreamDescription(id, view, keys, status, shards));
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    StreamSpan any = found.getFirst().span();
    Status status = open ? Status.DISABLING : Status.DISABLED;
    return Optional.of(new StreamDescription(id, any.word().view(), any.keys(), status, shards));
  }

  private static Shard shard(ShardId id, StreamSpan span) {
    return new Shard(id, span.from(), span.end().map(StreamSpan.End::position));
  }

  private Optional<StreamSpan> span(ShardId shard) {
    return rows.span(shard.place(), shard.stream().sinceMillis())
        .filter(span -> span.table().equals(shard.stream().table()));
  }

  private StreamPosition oldest(ShardId shard, StreamSpan span) {
    StreamPosition oldest = rows.trimmed(shard.place()).max(span.from());
    return span.end().filter(end -> end.position().compareTo(oldest) < 0).isPresent()
        ? span.end().get().position()
        : oldest;
  }

  /** Behind all that the store holds of a partition; what is read after this holds so much. */
  private StreamPosition reached(ShardId shard) {
    return StreamPosition.ofRecord(store.applied(shard.place()).position().nextOffset());
  }

  /** A stream that has ended is no longer than that, however far its partition has come. */
  private static StreamPosition behind(StreamSpan span, StreamPosition reached) {
    return span.end().map(StreamSpan.End::position).orElse(reached);
  }

  /** A page that is being read; what has come since the read began is for the next one. */
  private final class Reading {
    private final ShardId shard;
    private final StreamSpan span;
    private final StreamPosition behind;
    private final int recordsMax;
    private final long bytesMax;
    private final List<StreamRecord> records = new ArrayList<>();
    private StreamPosition next = StreamPosition.START;
    private long bytes;
    private boolean full;

    Reading(ShardId shard, StreamSpan span, StreamPosition behind, int recordsMax, long bytesMax) {
      this.shard = shard;
      this.span = span;
      this.behind = behind;
      this.recordsMax = recordsMax;
      this.bytesMax = bytesMax;
    }

    boolean take(StreamRow row) {
      if (row.position().compareTo(behind) >= 0) {
        return false;
      }
      StreamRecord record = StreamRecords.of(region, shard, span, row);
      full = records.size() == recordsMax;
      full |= !records.isEmpty() && bytes + record.sizeBytes() > bytesMax;
      if (full) {
        return false;
      }
      records.add(record);
      bytes += record.sizeBytes();
      next = row.position().next();
      return true;
    }
  }
}

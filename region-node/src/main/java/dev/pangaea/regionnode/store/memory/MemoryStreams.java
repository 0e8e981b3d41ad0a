package dev.pangaea.regionnode.store.memory;

import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.store.StreamRows;
import dev.pangaea.regionnode.store.StreamSpan;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Streams of all partitions. */
final class MemoryStreams implements StreamRows {
  private static final class OfPartition {
    private final TreeMap<Long, StreamSpan> spans = new TreeMap<>();
    private final TreeMap<StreamPosition, StreamRow> rows = new TreeMap<>();
    private StreamPosition trimmed = StreamPosition.START;

    OfPartition copy() {
      OfPartition copy = new OfPartition();
      copy.spans.putAll(spans);
      copy.rows.putAll(rows);
      copy.trimmed = trimmed;
      return copy;
    }
  }

  private final TreeMap<PartitionId, OfPartition> partitions = new TreeMap<>();

  @Override
  public synchronized SortedMap<PartitionId, List<StreamSpan>> spans() {
    TreeMap<PartitionId, List<StreamSpan>> spans = new TreeMap<>();
    partitions.forEach(
        (partition, held) -> {
          if (!held.spans.isEmpty()) {
            spans.put(partition, List.copyOf(held.spans.values()));
          }
        });
    return spans;
  }

  @Override
  public synchronized List<StreamSpan> spans(PartitionId partition) {
    return List.copyOf(at(partition).spans.values());
  }

  @Override
  public synchronized Optional<StreamSpan> span(PartitionId partition, long sinceMillis) {
    return Optional.ofNullable(at(partition).spans.get(sinceMillis));
  }

  @Override
  public synchronized StreamPosition trimmed(PartitionId partition) {
    return at(partition).trimmed;
  }

  @Override
  public void visit(PartitionId partition, StreamPosition from, Predicate<StreamRow> visitor) {
    List<StreamRow> now;
    synchronized (this) {
      now = List.copyOf(at(partition).rows.tailMap(from).values());
    }
    for (StreamRow row : now) {
      if (!visitor.test(row)) {
        return;
      }
    }
  }

  synchronized void apply(StoreBatch.OfStreams entry) {
    OfPartition held = partitions.computeIfAbsent(entry.partition(), unknown -> new OfPartition());
    switch (entry) {
      case Entry.PutStreamSpan put -> held.spans.put(put.span().word().sinceMillis(), put.span());
      case Entry.DeleteStreamSpan delete -> held.spans.remove(delete.sinceMillis());
      case Entry.PutStreamRow put -> held.rows.put(put.row().position(), put.row());
      case Entry.TrimStream trim -> {
        held.rows.subMap(trim.from(), trim.before()).clear();
        held.trimmed = trim.before();
      }
      case Entry.ForgetStreamTrim _ -> held.trimmed = StreamPosition.START;
    }
  }

  synchronized MemoryStreams copy() {
    MemoryStreams copy = new MemoryStreams();
    partitions.forEach((partition, held) -> copy.partitions.put(partition, held.copy()));
    return copy;
  }

  private OfPartition at(PartitionId partition) {
    OfPartition held = partitions.get(partition);
    return held == null ? new OfPartition() : held;
  }
}

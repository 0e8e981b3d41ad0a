package dev.pangaea.regionnode.store.rocksdb;

import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.store.StreamRows;
import dev.pangaea.regionnode.store.StreamSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Streams, read from rows. */
final class RocksStreams implements StreamRows {
  private final RocksFolder folder;

  RocksStreams(RocksFolder folder) {
    this.folder = folder;
  }

  @Override
  public SortedMap<PartitionId, List<StreamSpan>> spans() {
    return spans(
        RowKeys.streams(RowKeys.STREAM_SPAN), RowKeys.streams((byte) (RowKeys.STREAM_SPAN + 1)));
  }

  @Override
  public List<StreamSpan> spans(PartitionId partition) {
    PartitionId next = new PartitionId(partition.table(), partition.partition() + 1);
    return spans(RowKeys.streamSpans(partition), RowKeys.streamSpans(next))
        .getOrDefault(partition, List.of());
  }

  private TreeMap<PartitionId, List<StreamSpan>> spans(byte[] from, byte[] to) {
    TreeMap<PartitionId, List<StreamSpan>> spans = new TreeMap<>();
    folder.visit(
        from,
        to,
        (rowKey, value) ->
            spans
                .computeIfAbsent(RowKeys.streamPartition(rowKey), first -> new ArrayList<>())
                .add(RocksStore.decode(value, StreamCodec::span)));
    return spans;
  }

  @Override
  public Optional<StreamSpan> span(PartitionId partition, long sinceMillis) {
    return Optional.ofNullable(folder.get(RowKeys.streamSpan(partition, sinceMillis)))
        .map(value -> RocksStore.decode(value, StreamCodec::span));
  }

  @Override
  public StreamPosition trimmed(PartitionId partition) {
    return Optional.ofNullable(folder.get(RowKeys.streamTrim(partition)))
        .map(value -> RocksStore.decode(value, StreamCodec::position))
        .orElse(StreamPosition.START);
  }

  @Override
  public void visit(PartitionId partition, StreamPosition from, Predicate<StreamRow> visitor) {
    folder.visit(
        RowKeys.streamRow(partition, from),
        RowKeys.streamRows(partition, (byte) (RowKeys.STREAM_ROW + 1)),
        (rowKey, value) ->
            visitor.test(RocksStore.decode(value, read -> StreamCodec.row(rowKey, read))));
  }
}

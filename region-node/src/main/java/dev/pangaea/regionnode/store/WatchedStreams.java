package dev.pangaea.regionnode.store;

import dev.pangaea.regionnode.store.StoreBatch.Entry;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Holds in memory which streams there are: few and small, but looked for with each request that
 * names one. One thread commits, any may ask.
 */
final class WatchedStreams implements StreamRows {
  private final StreamRows rows;
  private final ConcurrentSkipListMap<PartitionId, List<StreamSpan>> spans;

  WatchedStreams(StreamRows rows) {
    this.rows = rows;
    this.spans = new ConcurrentSkipListMap<>(rows.spans());
  }

  /** Right after the commit, and before it is told how far the partition has come. */
  void committed(Entry entry) {
    if (entry instanceof Entry.PutStreamSpan(PartitionId partition, StreamSpan span)) {
      replace(partition, span.word().sinceMillis(), Optional.of(span));
    } else if (entry instanceof Entry.DeleteStreamSpan(PartitionId partition, long sinceMillis)) {
      replace(partition, sinceMillis, Optional.empty());
    }
  }

  private void replace(PartitionId partition, long sinceMillis, Optional<StreamSpan> span) {
    List<StreamSpan> others =
        spans(partition).stream().filter(each -> each.word().sinceMillis() != sinceMillis).toList();
    List<StreamSpan> now =
        Stream.concat(others.stream(), span.stream())
            .sorted(
                (one, other) -> Long.compare(one.word().sinceMillis(), other.word().sinceMillis()))
            .toList();
    if (now.isEmpty()) {
      spans.remove(partition);
    } else {
      spans.put(partition, now);
    }
  }

  @Override
  public SortedMap<PartitionId, List<StreamSpan>> spans() {
    return Collections.unmodifiableSortedMap(spans);
  }

  @Override
  public List<StreamSpan> spans(PartitionId partition) {
    return spans.getOrDefault(partition, List.of());
  }

  @Override
  public Optional<StreamSpan> span(PartitionId partition, long sinceMillis) {
    return spans(partition).stream()
        .filter(span -> span.word().sinceMillis() == sinceMillis)
        .findFirst();
  }

  @Override
  public StreamPosition trimmed(PartitionId partition) {
    return rows.trimmed(partition);
  }

  @Override
  public void visit(PartitionId partition, StreamPosition from, Predicate<StreamRow> visitor) {
    rows.visit(partition, from, visitor);
  }
}

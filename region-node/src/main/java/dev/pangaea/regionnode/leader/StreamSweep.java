package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.store.StreamRows;
import dev.pangaea.regionnode.store.StreamSpan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes what is old from streams: one partition at a time, then it rests. Rows lie in the order
 * of their time, so where the old ones end is found by halving, and they go as one range. Age is
 * told by the logs' time, and by the node's own clock where that is behind: neither of them alone
 * can make a row old. Confined to the loop's thread.
 */
final class StreamSweep {
  static final Duration RETENTION = Duration.ofHours(24);
  private static final long REST_NANOS = Duration.ofMinutes(1).toNanos();

  private final Store store;
  private final StreamRows streams;
  private final ArrayDeque<Map.Entry<PartitionId, List<StreamSpan>>> left = new ArrayDeque<>();
  private Optional<Long> restedUntilNanos = Optional.empty();
  private long logMillis;

  StreamSweep(Store store) {
    this.store = store;
    this.streams = store.streams();
  }

  /** A record was appended at this time. */
  void heard(long appendMillis) {
    logMillis = Math.max(logMillis, appendMillis);
  }

  /** Time has passed: looks at one partition. */
  void tick(Now now, StoreBatch batch) {
    if (left.isEmpty()) {
      if (restedUntilNanos.isPresent() && now.nanos() - restedUntilNanos.get() < 0) {
        return;
      }
      left.addAll(streams.spans().entrySet());
    }
    Map.Entry<PartitionId, List<StreamSpan>> next = left.poll();
    if (next != null) {
      long youngFromMillis = Math.min(logMillis, now.wallMillis()) - RETENTION.toMillis();
      sweep(next.getKey(), next.getValue(), youngFromMillis, batch);
    }
    if (left.isEmpty()) {
      restedUntilNanos = Optional.of(now.nanos() + REST_NANOS);
    }
  }

  /**
   * The streams of a table end where its partitions are now, and no earlier than its rows. That
   * these are as far as they were is said once more, so that whoever follows a stream looks.
   */
  void end(int table, Now now, StoreBatch batch) {
    streams
        .spans()
        .subMap(new PartitionId(table, 0), new PartitionId(table + 1, 0))
        .forEach(
            (partition, spans) -> {
              StreamSpan last = spans.getLast();
              if (last.isOpen()) {
                Applied applied = store.applied(partition);
                StreamPosition end = StreamPosition.ofRecord(applied.position().nextOffset());
                StreamSpan ended = last.ended(end, Math.max(logMillis, now.wallMillis()));
                batch.add(new Entry.PutStreamSpan(partition, ended));
                batch.add(new Entry.PutApplied(partition, applied));
              }
            });
  }

  private void sweep(
      PartitionId partition, List<StreamSpan> spans, long youngFromMillis, StoreBatch batch) {
    StreamPosition trimmed = streams.trimmed(partition);
    long young = firstYoung(partition, trimmed.offset(), end(partition, spans), youngFromMillis);
    boolean trims = young > trimmed.offset();
    if (trims) {
      batch.add(new Entry.TrimStream(partition, trimmed, StreamPosition.ofRecord(young)));
    }
    boolean all = true;
    for (StreamSpan span : spans) {
      boolean old =
          span.end()
              .filter(end -> end.millis() < youngFromMillis)
              .filter(
                  end ->
                      !holdsRows(partition, StreamPosition.ofRecord(young).max(span.from()), end))
              .isPresent();
      all &= old;
      if (old) {
        batch.add(new Entry.DeleteStreamSpan(partition, span.word().sinceMillis()));
      }
    }
    if (all) {
      batch.add(new Entry.ForgetStreamTrim(partition));
    }
  }

  /** Whether there are rows from a position on; a stream is told of as long as there are. */
  private boolean holdsRows(PartitionId partition, StreamPosition from, StreamSpan.End end) {
    return first(partition, from)
        .filter(row -> row.position().compareTo(end.position()) < 0)
        .isPresent();
  }

  /** An offset behind all rows. */
  private long end(PartitionId partition, List<StreamSpan> spans) {
    return spans
        .getLast()
        .end()
        .map(end -> end.position().offset())
        .orElseGet(() -> store.applied(partition).position().nextOffset());
  }

  /** The first offset from which on there is no old row. */
  private long firstYoung(PartitionId partition, long from, long to, long youngFromMillis) {
    long low = from;
    long high = Math.max(from, to);
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (isOld(partition, middle, youngFromMillis)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isOld(PartitionId partition, long offset, long youngFromMillis) {
    return first(partition, StreamPosition.ofRecord(offset))
        .filter(row -> row.appendMillis() < youngFromMillis)
        .isPresent();
  }

  private Optional<StreamRow> first(PartitionId partition, StreamPosition from) {
    StreamRow[] first = new StreamRow[1];
    streams.visit(
        partition,
        from,
        row -> {
          first[0] = row;
          return false;
        });
    return Optional.ofNullable(first[0]);
  }
}

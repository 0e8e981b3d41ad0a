package dev.pangaea.replicator.lag;

import dev.pangaea.conflict.change.Intake;
import dev.pangaea.replicator.plan.Halt;
import dev.pangaea.replicator.plan.PartitionStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the partitions of one table have come on one link. Written by the link's loop, read by
 * any thread.
 */
final class TableProgress {
  private final Map<Integer, Partition> partitions = new ConcurrentHashMap<>();

  /**
   * @param appendMillis when the last record taken in was appended; until one is, when the
   *     partition was first heard of
   * @param nextOffset where the region stands
   * @param end one past the log's last entry, when last heard
   */
  private record Partition(
      long appendMillis, long nextOffset, Optional<End> end, Optional<Halt> halt) {
    Partition at(Intake standing, Optional<Halt> haltNow) {
      long append = standing.progress().watermark().appendMillis();
      long next = standing.progress().position().nextOffset();
      return new Partition(append > 0 ? append : appendMillis, next, end, haltNow);
    }
  }

  private record End(long offset, long knownMillis) {}

  void standing(PartitionStatus status, long nowMillis) {
    int partition = status.standing().partition();
    partitions.putIfAbsent(partition, new Partition(nowMillis, 0, Optional.empty(), status.halt()));
    partitions.computeIfPresent(
        partition, (number, before) -> before.at(status.standing(), status.halt()));
  }

  void taken(Intake standing) {
    partitions.computeIfPresent(
        standing.partition(), (number, before) -> before.at(standing, before.halt()));
  }

  void end(int partition, long offset, long nowMillis) {
    Optional<End> end = Optional.of(new End(offset, nowMillis));
    partitions.computeIfPresent(
        partition,
        (number, before) ->
            new Partition(before.appendMillis(), before.nextOffset(), end, before.halt()));
  }

  void gone(int partition) {
    partitions.remove(partition);
  }

  boolean isEmpty() {
    return partitions.isEmpty();
  }

  int count() {
    return partitions.size();
  }

  /** The age of the oldest watermark: all that was written before it is taken in. */
  long stalenessMillis(long nowMillis) {
    long oldest =
        partitions.values().stream().mapToLong(Partition::appendMillis).min().orElse(nowMillis);
    return Math.max(0, nowMillis - oldest);
  }

  /** Entries of the source's log that the region has not taken in, as far as the log is known. */
  long backlog() {
    return partitions.values().stream()
        .mapToLong(
            partition ->
                partition.end().map(end -> end.offset() - partition.nextOffset()).orElse(0L))
        .map(entries -> Math.max(0, entries))
        .sum();
  }

  /** Up to which entry the region has taken in the source's logs, over all partitions. */
  long takenInEntries() {
    return partitions.values().stream().mapToLong(Partition::nextOffset).sum();
  }

  /** How old the oldest knowledge of the log's end is; empty while some end is not known at all. */
  OptionalLong backlogAgeMillis(long nowMillis) {
    List<Optional<End>> ends = partitions.values().stream().map(Partition::end).toList();
    if (ends.isEmpty() || ends.stream().anyMatch(Optional::isEmpty)) {
      return OptionalLong.empty();
    }
    long oldest = ends.stream().mapToLong(end -> end.orElseThrow().knownMillis()).min().orElse(0);
    return OptionalLong.of(Math.max(0, nowMillis - oldest));
  }

  List<Halt> halts() {
    return partitions.values().stream().flatMap(each -> each.halt().stream()).sorted().toList();
  }
}

package dev.pangaea.regionnode.leader;

import static java.util.stream.Collectors.toSet;

import dev.pangaea.regionnode.store.PartitionId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which partitions have led since they were opened, so that the store holds all of theirs that was
 * ever acknowledged. Any thread may ask.
 */
final class CaughtUp {
  private final Map<PartitionId, Boolean> open = new ConcurrentHashMap<>();
  private volatile Optional<Set<Integer>> tables = Optional.empty();

  /** Returns what is to be run once the partition leads. */
  Runnable opened(PartitionId partition) {
    open.put(partition, false);
    return () -> open.computeIfPresent(partition, (same, before) -> true);
  }

  void closed(PartitionId partition) {
    open.remove(partition);
  }

  /** The numbers of the tables that there are. */
  void tables(Set<Integer> living) {
    tables = Optional.of(Set.copyOf(living));
  }

  boolean with(PartitionId partition) {
    return partition.equals(PartitionId.CONFLICTS)
        ? withAll()
        : open.getOrDefault(partition, false);
  }

  /** The ledger follows from all tables: it is as far as the last of them. */
  private boolean withAll() {
    Set<Integer> opened = open.keySet().stream().map(PartitionId::table).collect(toSet());
    return tables.isPresent() && opened.containsAll(tables.get()) && !open.containsValue(false);
  }
}

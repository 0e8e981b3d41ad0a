package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.RefusedChange;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which changes of a partition are kept aside, and where. Their contents are in the store only.
 * Confined to the leader's thread.
 */
final class KeptAside {
  private final PartitionId partition;
  private final Store store;
  private final TreeMap<At, Held> each = new TreeMap<>();
  private final Map<EncodedKey, Integer> keys = new HashMap<>();
  private final TreeMap<RegionName, TreeMap<HybridTime, Integer>> times = new TreeMap<>();

  private long released;

  /** Its place in this region's log. */
  record At(long offset, int index) implements Comparable<At> {
    private static final Comparator<At> ORDER =
        Comparator.comparingLong(At::offset).thenComparingInt(At::index);

    @Override
    public int compareTo(At other) {
      return ORDER.compare(this, other);
    }
  }

  /** Which write it is. */
  record Held(EncodedKey key, Version version) {
    static Held of(Change change) {
      return new Held(change.key(), change.version());
    }
  }

  KeptAside(PartitionId partition, Store store) {
    this.partition = partition;
    this.store = store;
    store.refused(partition, this::add);
  }

  /** How many are kept aside no longer since the partition was opened. */
  long released() {
    return released;
  }

  int size() {
    return each.size();
  }

  boolean holds(EncodedKey key) {
    return keys.containsKey(key);
  }

  /** Whether just this write is. */
  boolean holds(Change change) {
    return holds(change.key()) && each.containsValue(Held.of(change));
  }

  /** Those of the changes that are kept aside. */
  List<Change> among(List<Change> changes) {
    Set<Held> wanted = new HashSet<>();
    changes.stream().filter(change -> holds(change.key())).map(Held::of).forEach(wanted::add);
    if (wanted.isEmpty()) {
      return List.of();
    }
    Set<Held> found = new HashSet<>(each.values());
    found.retainAll(wanted);
    return changes.stream().filter(change -> found.contains(Held.of(change))).toList();
  }

  /** The lowest time of those that a region wrote. */
  Optional<HybridTime> lowest(RegionName writer) {
    return Optional.ofNullable(times.get(writer)).map(TreeMap::firstKey);
  }

  /** Some of them, oldest first. @param after the last one seen; empty for the beginning */
  List<Map.Entry<At, Held>> some(Optional<At> after, int most) {
    return after.map(seen -> each.tailMap(seen, false)).orElse(each).entrySet().stream()
        .limit(most)
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Whole, as the store has it; the step under way must not have changed it. */
  Optional<RefusedChange> read(At at) {
    return store.refused(partition, at.offset(), at.index());
  }

  void put(RefusedChange refused, StoreBatch batch) {
    add(refused);
    batch.add(new StoreBatch.Entry.PutRefused(partition, refused));
  }

  /** It is kept aside no longer, however often it came. False if it was not. */
  boolean remove(Change change, StoreBatch batch) {
    Held held = Held.of(change);
    List<At> places =
        holds(change.key())
            ? each.entrySet().stream()
                .filter(entry -> entry.getValue().equals(held))
                .map(Map.Entry::getKey)
                .toList()
            : List.of();
    released += places.size();
    for (At at : places) {
      each.remove(at);
      keys.computeIfPresent(held.key(), (key, count) -> count == 1 ? null : count - 1);
      times.computeIfPresent(
          held.version().region(),
          (writer, counts) -> {
            counts.computeIfPresent(
                held.version().time(), (time, count) -> count == 1 ? null : count - 1);
            return counts.isEmpty() ? null : counts;
          });
      batch.add(new StoreBatch.Entry.DeleteRefused(partition, at.offset(), at.index()));
    }
    return !places.isEmpty();
  }

  private void add(RefusedChange refused) {
    Version version = refused.change().version();
    each.put(new At(refused.offset(), refused.index()), Held.of(refused.change()));
    keys.merge(refused.change().key(), 1, Integer::sum);
    times
        .computeIfAbsent(version.region(), writer -> new TreeMap<>())
        .merge(version.time(), 1, Integer::sum);
  }
}

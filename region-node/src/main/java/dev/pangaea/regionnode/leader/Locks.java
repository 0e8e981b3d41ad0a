package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The places that transactions hold: nobody else changes an item there, and nobody reads several
 * items of which one is held. Whoever is held up says what it waits for, and comes before the next
 * transaction. Confined to the loop's thread.
 */
final class Locks {
  private final Map<Place, Integer> held = new HashMap<>();
  private final Map<PartitionId, Set<EncodedKey>> awaited = new HashMap<>();
  private final Set<PartitionId> released = new HashSet<>();

  boolean isEmpty() {
    return held.isEmpty();
  }

  boolean holds(Place place) {
    return held.containsKey(place);
  }

  boolean holds(PartitionId partition, EncodedKey key) {
    return !held.isEmpty() && held.containsKey(new Place(partition, key));
  }

  /** Whether a place can be taken: nobody holds it, and no request waited for it first. */
  boolean free(Place place) {
    return !held.containsKey(place)
        && (awaited.isEmpty()
            || !awaited.getOrDefault(place.partition(), Set.of()).contains(place.key()));
  }

  /** A place may be held several times, and is free once each holder has let go. */
  void lock(Collection<Place> places) {
    places.forEach(place -> held.merge(place, 1, Integer::sum));
  }

  void unlock(Collection<Place> places) {
    for (Place place : places) {
      held.computeIfPresent(place, (same, holders) -> holders == 1 ? null : holders - 1);
      if (awaited.containsKey(place.partition())) {
        released.add(place.partition());
      }
    }
  }

  /** What requests of a partition are held up for now, instead of what they were before. */
  void awaits(PartitionId partition, Set<EncodedKey> keys) {
    if (!keys.isEmpty()) {
      awaited.put(partition, Set.copyOf(keys));
    } else if (!awaited.isEmpty()) {
      awaited.remove(partition);
    }
  }

  /** The partitions in which somebody waited for what is free now, each named once. */
  Set<PartitionId> released() {
    if (released.isEmpty()) {
      return Set.of();
    }
    Set<PartitionId> now = Set.copyOf(released);
    released.clear();
    return now;
  }
}

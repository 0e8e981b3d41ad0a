package dev.pangaea.regionnode.leader;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The places that waiting transactions want, each by one or more in the order in which these came:
 * nobody takes a place that one before wants. Kept from step to step, so that whoever goes on
 * waiting for the same costs one look.
 */
final class WantedPlaces {
  private final Locks locks;
  private final Map<Place, TreeSet<Transacting>> wanted = new HashMap<>();

  /** Of each that wants its places, the one that it was found to wait for. */
  private final Map<Transacting, Place> obstacles = new HashMap<>();

  WantedPlaces(Locks locks) {
    this.locks = locks;
  }

  /** Whether it waits for what it was found to wait for before. */
  boolean stillHoldUp(Transacting transacting) {
    Place obstacle = obstacles.get(transacting);
    return obstacle != null && isBlocked(obstacle, transacting);
  }

  /** Whether it cannot have its places now, all of which it wants from then on. */
  boolean holdUp(Transacting transacting) {
    Optional<Place> obstacle =
        transacting.places().stream().filter(place -> isBlocked(place, transacting)).findFirst();
    if (obstacle.isPresent() && obstacles.put(transacting, obstacle.get()) == null) {
      for (Place place : transacting.places()) {
        wanted.computeIfAbsent(place, first -> new TreeSet<>(Transacting.ARRIVAL)).add(transacting);
      }
    }
    return obstacle.isPresent();
  }

  /** It wants nothing for now. */
  void letGo(Transacting transacting) {
    if (obstacles.remove(transacting) != null) {
      for (Place place : transacting.places()) {
        wanted.computeIfPresent(
            place, (same, all) -> all.remove(transacting) && all.isEmpty() ? null : all);
      }
    }
  }

  private boolean isBlocked(Place place, Transacting transacting) {
    if (!locks.free(place)) {
      return true;
    }
    TreeSet<Transacting> all = wanted.get(place);
    return all != null && Transacting.ARRIVAL.compare(all.first(), transacting) < 0;
  }
}

package dev.pangaea.regionnode.api.item;

import dev.pangaea.regionnode.api.capacity.Throttling;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.throughput.Resource;
import dev.pangaea.regionnode.throughput.TableThroughput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one attempt to read items of a table one by one takes: it goes on while there are units, and
 * is charged when it is not given up. Confined to one thread.
 */
public final class BatchCharge {
  private final Identity identity;
  private final Optional<TableThroughput> throughput;
  private final double left;
  private final List<Used> used = new ArrayList<>();
  private double units;
  private Optional<Failure> turnedAway = Optional.empty();

  private record Used(Place place, double units) {}

  /**
   * @param throughput empty where nothing is metered, and all is admitted
   */
  BatchCharge(Identity identity, Optional<TableThroughput> throughput) {
    this.identity = identity;
    this.throughput = throughput;
    this.left = throughput.map(TableThroughput::readsLeft).orElse(Double.POSITIVE_INFINITY);
  }

  /** Whether one more item may be read. */
  public boolean admits() {
    if (units < left) {
      return true;
    }
    if (turnedAway.isEmpty()) {
      turnedAway = throughput.map(of -> Throttling.failure(identity, of.table(), of.turnedAway()));
    }
    return false;
  }

  /** An item was read, or that there is none. */
  public void add(Place place, double more) {
    used.add(new Used(place, more));
    units += more;
  }

  public double units() {
    return units;
  }

  /** Why not all could be read. */
  public Optional<Failure> turnedAway() {
    return turnedAway;
  }

  /** The attempt stands. */
  public void settle() {
    throughput.ifPresent(this::settle);
  }

  private void settle(TableThroughput counted) {
    counted.take(Resource.TABLE_READ, units);
    for (Used each : used) {
      Place place = each.place();
      counted.usage().read(place.partition().partition(), place.key(), each.units());
    }
  }
}

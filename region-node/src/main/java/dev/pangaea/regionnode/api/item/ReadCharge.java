package dev.pangaea.regionnode.api.item;

import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.throughput.Resource;
import dev.pangaea.regionnode.throughput.TableThroughput;
import dev.pangaea.regionnode.throughput.UnitKind;
import java.util.Optional;

/**
 * What a read that was admitted is charged, once it is known.
 *
 * @param throughput empty where nothing is metered
 * @param index the global index that is read
 * @param taken what it was admitted with
 */
public record ReadCharge(
    Optional<TableThroughput> throughput, Optional<String> index, double taken) {
  /**
   * It read an item, rows of a partition key, or rows of many.
   *
   * @param place where the item is, or others of the same partition key, if it is of one
   */
  public void settle(Optional<Place> place, double units) {
    throughput.ifPresent(counted -> settle(counted, place, units));
  }

  private void settle(TableThroughput counted, Optional<Place> place, double units) {
    Resource resource = new Resource(index, UnitKind.READ);
    counted.take(resource, units - taken);
    if (index.isPresent()) {
      counted.usage().index(resource, units);
    } else if (place.isPresent()) {
      Place of = place.get();
      counted.usage().read(of.partition().partition(), of.key(), units);
    } else {
      counted.usage().readAcross(units);
    }
  }
}

package dev.pangaea.regionnode.table;

import dev.pangaea.regionnode.store.PartitionId;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbers that this region's tables have in its store. None is given twice, though the catalog
 * may never come to know what it was given for. Confined to the lifecycle's thread.
 */
final class StoreNumbers {
  private static final Logger LOG = LoggerFactory.getLogger(StoreNumbers.class);

  private final Catalog catalog;
  private int last = PartitionId.CATALOG_TABLE;
  private Set<Integer> alarmed = Set.of();

  StoreNumbers(Catalog catalog) {
    this.catalog = catalog;
  }

  int next() {
    last = 1 + Math.max(last, highest());
    return last;
  }

  /** Whether the catalog knows by this number alone which ones have been given. */
  boolean isHighest(int number) {
    return number >= highest();
  }

  private int highest() {
    return catalog.groups().values().stream()
        .flatMap(group -> group.own().stream())
        .mapToInt(CatalogEntry::storeNumber)
        .max()
        .orElse(PartitionId.CATALOG_TABLE);
  }

  /**
   * Numbers that more than one table has, which must never be: to open one would serve the items of
   * another, and to remove one would drop them. Raises an alarm at each that is new.
   */
  Set<Integer> shared() {
    TreeSet<Integer> seen = new TreeSet<>();
    TreeSet<Integer> shared = new TreeSet<>();
    for (Group group : catalog.groups().values()) {
      group
          .ownLiving()
          .map(CatalogEntry::storeNumber)
          .filter(number -> !seen.add(number))
          .ifPresent(shared::add);
    }
    shared.stream().filter(number -> !alarmed.contains(number)).forEach(this::alarm);
    alarmed = Set.copyOf(shared);
    return alarmed;
  }

  private void alarm(int number) {
    LOG.error(
        "{}: tables {} have one number, {}, in the store; none of them is opened or removed",
        catalog.self(),
        catalog.groups().values().stream()
            .flatMap(group -> group.ownLiving().stream())
            .filter(own -> own.storeNumber() == number)
            .map(CatalogEntry::table)
            .toList(),
        number);
  }
}

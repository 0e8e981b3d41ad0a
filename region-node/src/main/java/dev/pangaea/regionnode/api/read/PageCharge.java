package dev.pangaea.regionnode.api.read;

import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.item.ReadCharge;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.table.IndexSettings;
import java.util.Optional;

/**
 * What a page is charged once it is read.
 *
 * @param place where items of its partition key are, if it is of one of the table
 */
record PageCharge(ReadCharge charge, Optional<Place> place) {
  /** Admits a page, or refuses it. */
  static PageCharge of(
      ItemAccess items, ReadTarget target, ReadRequest read, Optional<Place> place) {
    Optional<String> index =
        target.isGlobal() ? target.index().map(IndexSettings::name) : Optional.empty();
    return new PageCharge(items.charges().read(target.table(), index, read.consistent()), place);
  }

  /** Rows of local indexes, and what is fetched for them, are the table's to pay. */
  void settle(ReadCapacity used) {
    charge.settle(place, used.tableUnits() + used.indexUnits());
  }
}

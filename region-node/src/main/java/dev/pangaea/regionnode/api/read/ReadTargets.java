package dev.pangaea.regionnode.api.read;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.TableView;
import java.util.Optional;

/** Finds the table or index that a request wants to read. */
final class ReadTargets {
  private ReadTargets() {}

  static ReadTarget find(ItemAccess items, ReadRequest read) {
    TableView table = items.table(read.table());
    Optional<IndexSettings> index = read.index().map(name -> index(table, name));
    ReadTarget target = new ReadTarget(table, index);
    if (read.consistent() && target.isGlobal()) {
      throw Failure.validation("Consistent reads are not supported on global secondary indexes")
          .refused();
    }
    return target;
  }

  private static IndexSettings index(TableView table, String name) {
    for (IndexSettings index : table.settings().indexes()) {
      if (index.name().equals(name)) {
        return switch (index.status()) {
          case ACTIVE, UPDATING -> index;
          case CREATING ->
              throw Failure.validation(
                      "Cannot read from backfilling global secondary index: " + name)
                  .refused();
          case DELETING -> throw unknown(name);
        };
      }
    }
    throw unknown(name);
  }

  private static RuntimeException unknown(String name) {
    return Failure.validation("The table does not have the specified index: " + name).refused();
  }
}

package dev.pangaea.regionnode.api.read;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.TableView;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds the table or index that a request wants to read. */
final class ReadTargets {
  private ReadTargets() {}

  static ReadTarget find(ItemAccess items, ReadRequest read) {
    return find(
        items,
        read.table(),
        read.index(),
        read.consistent(),
        name -> "The table does not have the specified index: " + name,
        "Consistent reads are not supported on global secondary indexes");
  }

  /** The same for a statement, which is refused in other words. */
  static ReadTarget find(ItemAccess items, Selection selection) {
    return find(
        items,
        selection.statement().table(),
        selection.statement().index(),
        selection.consistent(),
        name -> "The table does not have the specified index",
        "Strongly consistent read is not supported on Global Secondary Indexes");
  }

  private static ReadTarget find(
      ItemAccess items,
      String tableName,
      Optional<String> indexName,
      boolean consistent,
      UnaryOperator<String> unknown,
      String inconsistent) {
    TableView table = items.table(tableName);
    Optional<IndexSettings> index = indexName.map(name -> index(table, name, unknown));
    ReadTarget target = new ReadTarget(table, index);
    if (consistent && target.isGlobal()) {
      throw Failure.validation(inconsistent).refused();
    }
    return target;
  }

  private static IndexSettings index(TableView table, String name, UnaryOperator<String> unknown) {
    for (IndexSettings index : table.settings().indexes()) {
      if (index.name().equals(name)) {
        return switch (index.status()) {
          case ACTIVE, UPDATING -> index;
          case CREATING ->
              throw Failure.validation(
                      "Cannot read from backfilling global secondary index: " + name)
                  .refused();
          case DELETING -> throw Failure.validation(unknown.apply(name)).refused();
        };
      }
    }
    throw Failure.validation(unknown.apply(name)).refused();
  }
}

package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.util.List;
import java.util.Optional;

/** Looks tables up; refuses while it is not known which tables there are. */
final class TableLookup {
  private final Tables tables;

  TableLookup(Tables tables) {
    this.tables = tables;
  }

  /** The table of a plain name; the request is refused if there is none. */
  TableView existing(String name) {
    return find(name, TableReplies.notFound(name));
  }

  /**
   * The table of a plain name.
   *
   * @param missing what a request is refused with if there is none
   */
  TableView find(String name, Failure missing) {
    Optional<TableView> table = tables.table(name);
    if (table.isEmpty()) {
      throw (tables.known() ? missing : WriteFailures.UNAVAILABLE).refused();
    }
    return table.get();
  }

  /** The names of all tables in order. */
  List<String> names() {
    if (!tables.known()) {
      throw WriteFailures.UNAVAILABLE.refused();
    }
    return tables.names();
  }
}

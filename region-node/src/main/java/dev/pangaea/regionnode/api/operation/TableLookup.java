package dev.pangaea.regionnode.api.operation;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.util.List;
import java.util.Optional;

/** Looks tables up; refuses while it is not known which tables there are. */
public final class TableLookup {
  private final Tables tables;

  public TableLookup(Tables tables) {
    this.tables = tables;
  }

  /** The table of a plain name; the request is refused if there is none. */
  public TableView existing(String name) {
    return find(name, notFound(name));
  }

  /**
   * The table of a plain name.
   *
   * @param missing what a request is refused with if there is none
   */
  public TableView find(String name, Failure missing) {
    boolean known = tables.known();
    Optional<TableView> table = tables.table(name);
    if (table.isEmpty()) {
      throw (known ? missing : OperationFailures.UNAVAILABLE).refused();
    }
    return table.get();
  }

  /** The names of all tables in order. */
  public List<String> names() {
    if (!tables.known()) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
    return tables.names();
  }

  public static Failure notFound(String name) {
    return Failure.of(
        ErrorKind.RESOURCE_NOT_FOUND,
        "Requested resource not found: Table: " + name + " not found");
  }
}

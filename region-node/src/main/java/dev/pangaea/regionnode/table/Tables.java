package dev.pangaea.regionnode.table;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The tables of a region. Any thread may call; reading does not block, and sees the catalog as it
 * is applied now. Stages complete within a bound of seconds, on any thread.
 */
public interface Tables {
  /**
   * Whether the whole catalog is known, so that a table that is not found is not there. Not before
   * the catalog's log was read to its end once after the start. To be asked before a table is
   * looked for: what was not found may have become known meanwhile.
   */
  boolean known();

  /** The table of a name; the conflict ledger among them. */
  Optional<TableView> table(String name);

  /** The names of all tables that applications have made, in order. */
  List<String> names();

  /**
   * @param warm what the table is to serve at once; less than its capacity brings means nothing
   */
  CompletionStage<TableOutcome> create(String name, TableSettings settings, WarmThroughput warm);

  default CompletionStage<TableOutcome> create(String name, TableSettings settings) {
    return create(name, settings, WarmThroughput.NONE);
  }

  CompletionStage<TableOutcome> delete(String name);

  CompletionStage<TableOutcome> updateReplicas(String name, ReplicaUpdate update);

  CompletionStage<TableOutcome> change(String name, TableChange change);
}

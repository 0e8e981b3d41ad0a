package dev.pangaea.regionnode.table;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The tables of a region. Any thread may call; reading does not block, and sees the catalog as it
 * is applied now. Stages complete within a bound of seconds, on any thread.
 */
public interface Tables {
  Optional<TableView> table(String name);

  /** The names of all tables in order. */
  List<String> names();

  CompletionStage<TableOutcome> create(String name, TableSettings settings);

  CompletionStage<TableOutcome> delete(String name);

  CompletionStage<TableOutcome> updateReplicas(String name, ReplicaUpdate update);

  CompletionStage<TableOutcome> protect(String name, boolean deletionProtected);
}

package dev.pangaea.regionnode.table;

import dev.pangaea.regionnode.scaling.ScalingActivity;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The tables whose capacity is scaled. Any thread may call. */
public interface ScaledTables {
  /** Those of which anything is scaled or was, as they are now. */
  List<TableView> scaled();

  /**
   * Changes capacities of a table, as an application would, and keeps what was done with the table.
   *
   * @param tableId another table of this name is left alone
   * @param steps of different capacities; one that starts from other units than there are now is
   *     left out, and not kept
   */
  CompletionStage<TableOutcome> scale(String name, String tableId, List<ScalingActivity> steps);
}

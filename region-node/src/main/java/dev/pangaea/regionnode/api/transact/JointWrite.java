package dev.pangaea.regionnode.api.transact;

import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;

/** A write or a check that is to come about together with others. */
public interface JointWrite {
  /** The table as the request names it. */
  String table();

  /** The command, if it fits the table; else it is refused. */
  WriteCommand command(TableView found);

  /** Whether to tell the item on which the condition failed. */
  boolean oldOnFailure();

  /** Whether a condition that fails tells that the item is there already. */
  boolean inserts();
}

package dev.pangaea.simulator.world;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.table.ReplicaUpdate;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.function.Consumer;

/** How a node's process comes to serve the world's table. */
interface ServedTable {
  void begin();

  /** The process is gone. */
  void end();

  /** The number of the table in the node's store; empty while it serves none. */
  OptionalInt number();

  /** Where it stands in a source's logs, as it tells a replicator. */
  List<Intake> intakes(RegionName source);

  void deliver(List<Delivery> deliveries, Consumer<List<DeliveryOutcome>> listener);

  /** A replicator cannot follow logs from where this node stands in them. */
  void stuck(List<Intake> intakes);

  /** Somebody asks for the table here, and has it nowhere else. */
  void create();

  /** Somebody asks for a change of the regions that hold it. */
  void update(ReplicaUpdate update);

  /**
   * What is still to come about here of what was asked for; empty if nothing is.
   *
   * @param holders the regions that hold the table
   */
  String unsettled(SortedSet<RegionName> holders);

  /** Lets go of a partition and begins to lead it again. */
  void reopen(int partition);
}

package dev.pangaea.regionnode.throughput;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.table.Tables;

/**
 * Charges tables for what comes from other regions. It is never turned away, whatever a table has
 * left: this region's own writes are, until it is made up for. Each write counts as what it leaves;
 * rows of indexes are not counted.
 */
public final class ReplicatedWrites {
  private final Throughputs throughputs;
  private final Tables tables;

  public ReplicatedWrites(Throughputs throughputs, Tables tables) {
    this.throughputs = throughputs;
    this.tables = tables;
  }

  /** A delivery was taken in. */
  public void taken(PartitionId partition, Delivery delivery) {
    if (delivery.changes().isEmpty()) {
      return;
    }
    tables
        .table(delivery.table())
        .filter(table -> table.storeNumber() == partition.table())
        .flatMap(throughputs::of)
        .ifPresent(
            throughput -> {
              for (Change change : delivery.changes()) {
                double units = Units.write(change.content().visible());
                throughput.take(Resource.TABLE_WRITE, units);
                throughput.usage().written(partition.partition(), change.key(), units);
              }
            });
  }
}

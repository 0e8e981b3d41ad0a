package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.function.Predicate;

/**
 * A partition to be led.
 *
 * @param label what the ledger is to call its table
 * @param fits whether a change of another region can be an item of this table
 * @param indexes what its items are to be found by, beside their keys
 * @param replicated whether other regions wait for its clock
 * @param sealed whether it takes no writes of its own region, but all else
 * @param onLeading called on the loop's thread each time that the leader begins to lead
 */
public record PartitionOpening(
    PartitionId partition,
    PartitionLog log,
    TableLabel label,
    Predicate<Change> fits,
    KeptIndexes indexes,
    boolean replicated,
    boolean sealed,
    Runnable onLeading) {
  /** One of no application's table. */
  public PartitionOpening(
      PartitionId partition,
      PartitionLog log,
      Predicate<Change> fits,
      boolean replicated,
      Runnable onLeading) {
    this(partition, log, TableLabel.NAMELESS, fits, KeptIndexes.NONE, replicated, false, onLeading);
  }

  /** The same, with something else to call first when the leader begins to lead. */
  PartitionOpening telling(Runnable first) {
    return new PartitionOpening(
        partition,
        log,
        label,
        fits,
        indexes,
        replicated,
        sealed,
        () -> {
          first.run();
          onLeading.run();
        });
  }
}

package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where writes go. Any thread may call; no call blocks. A listener is called exactly once, within a
 * bound of seconds, on the leader's thread or the caller's, and must not block.
 */
public interface Leaders {
  void write(PartitionId partition, WriteCommand command, Consumer<WriteOutcome> listener);

  /** Writes several items together, or none of them. */
  void transact(TransactionRequest transaction, Consumer<TransactionOutcome> listener);

  /**
   * Reads several items as they are at one moment: of a transaction it sees all or nothing, and
   * every write that was acknowledged before.
   */
  void readTogether(List<Place> places, Consumer<ReadOutcome> listener);

  /** Writes one of a conflict's two writes again, once. */
  void restore(PartitionId partition, RestoreRequest request, Consumer<RestoreOutcome> listener);

  /** Takes in what a replicator brings. */
  void deliver(PartitionId partition, Delivery delivery, Consumer<DeliveryOutcome> listener);

  /**
   * Whether the store holds every acknowledged write of the partition, so that a read of it is a
   * strongly consistent one. True from the moment that the partition is first led here: until then
   * the log may hold what the store does not.
   */
  boolean holdsAllAcknowledged(PartitionId partition);
}

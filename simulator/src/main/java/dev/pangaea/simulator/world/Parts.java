package dev.pangaea.simulator.world;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.regionnode.causal.Waits;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.leader.Roll;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.replicator.plan.LogEntry;
import java.util.List;

/**
 * What a world puts between the real parts: nothing. A test that wants to know whether the checks
 * would notice a part that is built wrongly puts something there that makes it look so.
 */
public interface Parts {
  Parts REAL = new Parts() {};

  /** A node's log, as its leaders see it. */
  default PartitionLog log(PartitionLog log) {
    return log;
  }

  /** A node's store, as its leaders and readers see it. */
  default Store store(Store store) {
    return store;
  }

  /** What a replicator reads of a log of the source. */
  default List<LogEntry> fetched(List<LogEntry> entries) {
    return entries;
  }

  /**
   * What a node is handed as a delivery.
   *
   * @param store the node's own
   */
  default Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
    return delivery;
  }

  /** Whom a node waits for before it drops tombstones. */
  default Roll roll(Roll roll) {
    return roll;
  }

  /** What somebody waits for who is to come after a write. */
  default List<Waits.Need> after(List<Waits.Need> needs) {
    return needs;
  }

  /**
   * From where a node takes in a log that its catalog tells of.
   *
   * @param log all that is in it now
   */
  default Position beginning(Position told, List<dev.pangaea.regionnode.log.LogEntry> log) {
    return told;
  }

  /** Where a log of the source begins, as a replicator is told. */
  default long start(long offset) {
    return offset;
  }

  /**
   * How far ahead of its clock a write may be that a node takes in at once.
   *
   * @param millis what it is told
   */
  default long aheadMillis(long millis) {
    return millis;
  }

  /** Whether a strongly consistent read may be answered from the store. */
  default boolean readable(Leaders leaders, PartitionId partition) {
    return leaders.holdsAllAcknowledged(partition);
  }
}

package dev.pangaea.simulator.world;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import java.util.List;

/** Worlds in which it looks as if items expired wrongly. */
final class ExpiryMutants {
  private ExpiryMutants() {}

  /** Takes an expiry for a deletion at its own version, which beats what was extended meanwhile. */
  static final class Overbearing implements Parts {
    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      List<Change> changes =
          delivery.changes().stream()
              .map(
                  change ->
                      change.isExpiry()
                          ? new Change(
                              change.key(), change.version(), change.context(), change.content())
                          : change)
              .toList();
      return new Delivery(
          delivery.table(),
          delivery.partition(),
          delivery.from(),
          delivery.to(),
          changes,
          delivery.floor(),
          delivery.told());
    }
  }

  /** Does not find what expires. */
  static final class Blind implements Parts {
    @Override
    public Store store(Store store) {
      return new ForwardingStore(store) {
        @Override
        public void commit(StoreBatch batch) {
          StoreBatch changed = new StoreBatch();
          batch.entries().stream()
              .filter(
                  entry ->
                      !(entry instanceof Entry.PutIndexRow row
                          && row.index() == WorldIndexes.EXPIRY))
              .forEach(changed::add);
          store.commit(changed);
        }
      };
    }
  }
}

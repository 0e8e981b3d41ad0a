package dev.pangaea.simulator.world;

import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;

/** Worlds in which it looks as if items expired wrongly. */
final class ExpiryMutants {
  private ExpiryMutants() {}

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

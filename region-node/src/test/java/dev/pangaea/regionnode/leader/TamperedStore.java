package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreFailedException;

/** A store that fails its leader in one way. */
class TamperedStore extends ForwardingStore {
  private volatile boolean fails;

  TamperedStore(Store store) {
    super(store);
  }

  /** Takes each batch only when the next one comes, as if nobody waited for it. */
  static TamperedStore late(Store store) {
    StoreBatch late = new StoreBatch();
    return new TamperedStore(store) {
      @Override
      public void commit(StoreBatch batch) {
        store.commit(late);
        late.clear();
        late.addAll(batch);
      }
    };
  }

  /** Never takes a row out of an index. */
  static TamperedStore forgetful(Store store) {
    return new TamperedStore(store) {
      @Override
      public void commit(StoreBatch batch) {
        StoreBatch kept = new StoreBatch();
        batch.entries().stream()
            .filter(entry -> !(entry instanceof StoreBatch.Entry.DeleteIndexRow))
            .forEach(kept::add);
        store.commit(kept);
      }
    };
  }

  /** Takes no more batches. */
  void failNow() {
    fails = true;
  }

  @Override
  public void commit(StoreBatch batch) {
    if (fails) {
      throw new StoreFailedException("a store that fails on purpose", null);
    }
    super.commit(batch);
  }
}

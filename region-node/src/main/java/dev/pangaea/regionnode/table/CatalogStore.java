package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;

/**
 * A store that keeps the catalog in step: an entry is known as soon as its batch is committed,
 * before anybody is answered.
 */
public final class CatalogStore extends ForwardingStore {
  private final Catalog catalog;
  private volatile Runnable onChange = () -> {};

  public CatalogStore(Store store, Catalog catalog) {
    super(store);
    this.catalog = catalog;
    catalog.load(store);
  }

  /**
   * Called after each batch that changes the catalog, on the committing thread: it must not block.
   */
  public void onChange(Runnable listener) {
    onChange = listener;
  }

  @Override
  public void commit(StoreBatch batch) {
    super.commit(batch);
    boolean changed = false;
    for (StoreBatch.Entry entry : batch.entries()) {
      if (entry
              instanceof
              StoreBatch.Entry.PutItem(PartitionId partition, EncodedKey key, ItemState state)
          && partition.equals(PartitionId.CATALOG)) {
        catalog.put(key, state);
        changed = true;
      }
    }
    if (changed) {
      onChange.run();
    }
  }
}

package dev.pangaea.simulator.world;

import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.util.ArrayDeque;
import java.util.List;

/**
 * A node's store on its disk: what is flushed outlives a crash, and so does any number of the
 * batches after that, but never one without those before it.
 */
final class CrashableStore {
  private final MemoryStore flushed;
  private final ArrayDeque<List<StoreBatch.Entry>> unflushed = new ArrayDeque<>();

  CrashableStore() {
    this(new MemoryStore());
  }

  private CrashableStore(MemoryStore flushed) {
    this.flushed = flushed;
  }

  /** Opens it: what is committed there is taken note of here. */
  Store open() {
    MemoryStore live = flushed.copy();
    return new ForwardingStore(live) {
      @Override
      public void commit(StoreBatch batch) {
        unflushed.add(List.copyOf(batch.entries()));
        live.commit(batch);
      }

      @Override
      public void flush() {
        CrashableStore.this.flush();
        live.flush();
      }

      /** Not before all that was committed to it is flushed. */
      @Override
      public void drop(int table) {
        CrashableStore.this.flush();
        flushed.drop(table);
        live.drop(table);
      }
    };
  }

  /** How far the log of a partition is applied, whatever crashes. */
  long flushedUpTo(PartitionId partition) {
    return flushed.applied(partition).position().nextOffset();
  }

  void flush() {
    survive(unflushed.size());
  }

  /** How many batches a crash may take. */
  int atRisk() {
    return unflushed.size();
  }

  /** The process is gone: so many of the batches at risk are still there. */
  void crash(int surviving) {
    survive(surviving);
    unflushed.clear();
  }

  private void survive(int batches) {
    for (int left = batches; left > 0; left--) {
      StoreBatch batch = new StoreBatch();
      unflushed.remove().forEach(batch::add);
      flushed.commit(batch);
    }
  }
}

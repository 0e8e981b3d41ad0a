package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.backup.files.FileSeal;
import dev.pangaea.regionnode.backup.files.Folders;
import dev.pangaea.regionnode.backup.files.Row;
import dev.pangaea.regionnode.backup.files.RowsReader;
import dev.pangaea.regionnode.leader.PastFold;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table as it was at an instant: a snapshot from before, with what the logs say from there on
 * folded into a store of its own, which goes when this is closed.
 */
final class PastTable implements TableImage {
  private static final int BATCH_ENTRIES_MAX = 1024;
  private static final long BATCH_BYTES_MAX = 8 << 20;

  private final Snapshot snapshot;
  private final Path folder;
  private final Store store;
  private final List<PendingWrites> pending;

  /**
   * @param folder where the store is, for it alone
   */
  PastTable(Snapshot snapshot, Path folder, Store store) {
    this.snapshot = snapshot;
    this.folder = folder;
    this.store = store;
    this.pending =
        IntStream.range(0, snapshot.table().partitions())
            .mapToObj(partition -> new PendingWrites())
            .toList();
  }

  /**
   * Brings it to the instant. Blocks for as long as it takes.
   *
   * @param from where the snapshot's files are
   * @param log the table's
   * @param transactions the region's log of transactions
   */
  void bring(
      Path from,
      RegionLog logs,
      String log,
      String transactions,
      long untilMillis,
      Runnable between)
      throws IOException, LogUnavailableException {
    long[] nextTransactions = new long[snapshot.table().partitions()];
    for (int index = 0; index < nextTransactions.length; index++) {
      load(index, from, between);
      PartitionId partition = partition(index);
      new PastFold(store, partition, label(), untilMillis)
          .fold(logs.partition(log, index), between);
      nextTransactions[index] = store.applied(partition).nextTransactions();
    }
    new TransactionTail(snapshot, nextTransactions, pending, untilMillis)
        .read(logs.partition(transactions, 0), between);
    for (int index = 0; index < nextTransactions.length; index++) {
      pending.get(index).begin(nextTransactions[index]);
    }
  }

  /** Once. */
  @Override
  public void read(Items items) throws IOException {
    for (int index = 0; index < snapshot.table().partitions(); index++) {
      PendingWrites over = pending.get(index);
      try {
        store.scan(
            partition(index),
            (key, state) -> {
              Optional<EncodedItem> item = over.over(key, state.content());
              if (item.isPresent()) {
                try {
                  items.item(key, item.get());
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
              }
            });
      } catch (UncheckedIOException failure) {
        throw failure.getCause();
      }
      over.rest(items);
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
    Folders.delete(folder);
  }

  private void load(int index, Path from, Runnable between) throws IOException {
    FileSeal file = snapshot.files().get(index);
    StoreBatch batch = new StoreBatch();
    RowsReader.read(
        from,
        file,
        row -> {
          add(index, row, batch);
          if (batch.entries().size() >= BATCH_ENTRIES_MAX || batch.bytes() >= BATCH_BYTES_MAX) {
            between.run();
            store.commit(batch);
            batch.clear();
          }
        });
    store.commit(batch);
  }

  private void add(int index, Row row, StoreBatch batch) {
    PartitionId partition = partition(index);
    switch (row) {
      case Row.Standing standing -> {
        batch.add(new Entry.PutApplied(partition, standing.applied()));
        batch.add(new Entry.PutDeletions(partition, standing.deletions()));
      }
      case Row.Taken taken -> batch.add(new Entry.PutProgress(partition, taken.progress()));
      case Row.KeptAside aside -> batch.add(new Entry.PutRefused(partition, aside.refused()));
      case Row.Pending(var id, var part) -> pending.get(index).add(id, part);
      case Row.Held(var key, var state) -> {
        batch.add(new Entry.PutItem(partition, key, state));
        if (state.content() instanceof Content.Deleted) {
          batch.add(new Entry.PutTombstone(partition, new Tombstone(key, state.version())));
        }
      }
    }
  }

  private PartitionId partition(int index) {
    return new PartitionId(snapshot.table().storeNumber(), index);
  }

  private TableLabel label() {
    KeySchema keys = snapshot.table().settings().keySchema();
    return new TableLabel(
        snapshot.table().name(),
        keys.partitionKey().name(),
        keys.sortKey().map(KeyAttribute::name));
  }
}

package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.backup.files.FileSeal;
import dev.pangaea.regionnode.backup.files.Row;
import dev.pangaea.regionnode.backup.files.RowsWriter;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.ContentDigest;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what a store holds of a table into files. All partitions are of one moment, and so are the
 * transactions that count but are not done everywhere: each is in it whole or not at all.
 */
final class SnapshotMaker {
  /** Asked now and then: what it throws ends the snapshot. */
  @FunctionalInterface
  interface Between {
    void goOn() throws IOException;
  }

  private final Store now;
  private final Set<RegionName> sources;
  private final Between between;
  private ContentDigest content = ContentDigest.OF_NONE;

  /**
   * @param now as of the moment
   * @param sources regions whose logs may have been taken in
   */
  SnapshotMaker(Store now, Set<RegionName> sources, Between between) {
    this.now = now;
    this.sources = sources;
    this.between = between;
  }

  /**
   * @param folder an empty one
   */
  Snapshot make(SourceTable table, long cutMillis, Path folder) throws IOException {
    List<Position> positions = new ArrayList<>();
    List<FileSeal> files = new ArrayList<>();
    for (int partition = 0; partition < table.partitions(); partition++) {
      PartitionId id = new PartitionId(table.storeNumber(), partition);
      positions.add(now.applied(id).position());
      try (RowsWriter rows = new RowsWriter(folder.resolve("partition-" + partition))) {
        write(id, rows);
        files.add(rows.seal());
      }
    }
    Position transactions = now.applied(PartitionId.TRANSACTIONS).position();
    return new Snapshot(table, cutMillis, positions, transactions, content, files);
  }

  private void write(PartitionId id, RowsWriter rows) throws IOException {
    Applied applied = now.applied(id);
    rows.add(new Row.Standing(applied, now.deletions(id)));
    PendingWrites pending = pending(id, rows);
    pending.begin(applied.nextTransactions());
    for (RegionName source : sources) {
      var progress = now.progress(id, source);
      if (progress.isPresent()) {
        rows.add(new Row.Taken(progress.get()));
      }
    }
    keptAside(id, rows);
    for (int range = 0; range < RangeDigest.RANGES; range++) {
      between.goOn();
      try {
        now.scan(
            id,
            RangeDigest.positions(range),
            (key, state) -> {
              held(key, state, pending, rows);
              return true;
            });
      } catch (UncheckedIOException failure) {
        throw failure.getCause();
      }
    }
    pending.rest((key, item) -> content = content.plus(key, item));
  }

  /** One at a time: there may be many, each as large as an item. */
  private void keptAside(PartitionId id, RowsWriter rows) throws IOException {
    try {
      now.refused(id, refused -> add(new Row.KeptAside(refused), rows));
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private static void add(Row row, RowsWriter rows) {
    try {
      rows.add(row);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void held(EncodedKey key, ItemState state, PendingWrites pending, RowsWriter rows) {
    add(new Row.Held(key, state), rows);
    Optional<EncodedItem> item = pending.over(key, state.content());
    if (item.isPresent()) {
      content = content.plus(key, item.get());
    }
  }

  private PendingWrites pending(PartitionId id, RowsWriter rows) throws IOException {
    PendingWrites pending = new PendingWrites();
    for (var each : now.transactions().pending().entrySet()) {
      for (Transaction.Part part : each.getValue().parts()) {
        if (part.table() == id.table() && part.partition() == id.partition()) {
          rows.add(new Row.Pending(each.getKey(), part));
          pending.add(each.getKey(), part);
        }
      }
    }
    return pending;
  }
}

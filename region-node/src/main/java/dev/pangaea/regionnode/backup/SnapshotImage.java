package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.backup.files.DamagedFileException;
import dev.pangaea.regionnode.backup.files.FileSeal;
import dev.pangaea.regionnode.backup.files.Row;
import dev.pangaea.regionnode.backup.files.RowsReader;
import dev.pangaea.regionnode.store.ContentDigest;
import java.io.IOException;
import java.nio.file.Path;

/** The items of a snapshot. What is read is compared with what was written. */
final class SnapshotImage implements TableImage {
  private final Path folder;
  private final Snapshot snapshot;

  SnapshotImage(Path folder, Snapshot snapshot) {
    this.folder = folder;
    this.snapshot = snapshot;
  }

  @Override
  public void read(Items items) throws IOException {
    ContentDigest[] met = {ContentDigest.OF_NONE};
    Items counted =
        (key, item) -> {
          met[0] = met[0].plus(key, item);
          items.item(key, item);
        };
    for (FileSeal file : snapshot.files()) {
      PendingWrites pending = new PendingWrites();
      long[] nextTransactions = {0};
      boolean[] begun = {false};
      RowsReader.read(
          folder,
          file,
          row -> {
            switch (row) {
              case Row.Standing standing ->
                  nextTransactions[0] = standing.applied().nextTransactions();
              case Row.Pending(var id, var part) -> pending.add(id, part);
              case Row.Taken _, Row.KeptAside _ -> {}
              case Row.Held(EncodedKey key, ItemState state) -> {
                if (!begun[0]) {
                  begun[0] = true;
                  pending.begin(nextTransactions[0]);
                }
                var item = pending.over(key, state.content());
                if (item.isPresent()) {
                  counted.item(key, item.get());
                }
              }
            }
          });
      if (!begun[0]) {
        pending.begin(nextTransactions[0]);
      }
      pending.rest(counted);
    }
    if (!met[0].equals(snapshot.content())) {
      throw new DamagedFileException(
          "the items are %s, and were %s".formatted(met[0], snapshot.content()));
    }
  }

  @Override
  public void close() {}
}

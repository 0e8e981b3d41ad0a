package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.regionnode.backup.files.FileSeal;
import dev.pangaea.regionnode.store.ContentDigest;
import java.util.List;

/**
 * One moment of a table, in files.
 *
 * @param cutMillis when that was: everything that was acknowledged before is in it
 * @param positions how far the log of each partition is in it
 * @param transactions how far the region's log of transactions is in it
 * @param content what its items come to, transactions that count at that moment taken in whole
 * @param files one for each partition
 */
public record Snapshot(
    SourceTable table,
    long cutMillis,
    List<Position> positions,
    Position transactions,
    ContentDigest content,
    List<FileSeal> files) {
  public Snapshot {
    positions = List.copyOf(positions);
    files = List.copyOf(files);
  }

  Snapshot cutAt(long millis) {
    return new Snapshot(table, millis, positions, transactions, content, files);
  }

  public long fileBytes() {
    return files.stream().mapToLong(FileSeal::bytes).sum();
  }
}

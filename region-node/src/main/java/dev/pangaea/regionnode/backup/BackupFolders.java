package dev.pangaea.regionnode.backup;

import java.nio.file.Path;

/**
 * Where backups lie, and where tables are exported to and imported from.
 *
 * @param store the folder of the store, which restored and imported tables take their room of
 * @param backups no other node's
 * @param exports each folder in it is a bucket
 */
public record BackupFolders(Path store, Path backups, Path exports) {
  /** Both below the folder of the store. */
  public static BackupFolders below(Path data) {
    return new BackupFolders(data, data.resolve("backups"), data.resolve("exports"));
  }
}

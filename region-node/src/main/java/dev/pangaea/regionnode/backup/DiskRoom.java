package dev.pangaea.regionnode.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/**
 * The room on the disks that backups and exports are written to. A part of it is never theirs: a
 * store or a log without room to go on is worse than a backup that was not made. Any thread may
 * ask.
 */
public final class DiskRoom {
  /** Left to the store and the log. */
  public static final long KEPT_FREE_BYTES = 512L << 20;

  private static final long MIB = 1 << 20;

  private final ToLongFunction<Path> free;

  /**
   * @param free how many bytes may yet be written to the disk of a folder that is there
   */
  public DiskRoom(ToLongFunction<Path> free) {
    this.free = free;
  }

  public static DiskRoom ofTheSystem() {
    return new DiskRoom(folder -> folder.toFile().getUsableSpace());
  }

  /** Asked before something of about that size is begun. */
  void require(Path folder, long bytes) throws NoRoomException {
    long left = free.applyAsLong(there(folder));
    if (left < bytes || left - bytes < KEPT_FREE_BYTES) {
      throw new NoRoomException(
          "Not enough free disk space: about %d MiB are to be written, %d MiB are free, and %d MiB of these are kept free"
              .formatted((bytes + MIB - 1) / MIB, left / MIB, KEPT_FREE_BYTES / MIB));
    }
  }

  /** Asked now and then while something is written. */
  void requireMore(Path folder) throws NoRoomException {
    require(folder, 0);
  }

  private static Path there(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }
}

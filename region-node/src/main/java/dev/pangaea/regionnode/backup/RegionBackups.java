package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.backup.files.DamagedFileException;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.Fillings;
import dev.pangaea.regionnode.table.TableOrigin;
import dev.pangaea.regionnode.table.Tables;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** All that a region has of backups, put together over one folder. */
public final class RegionBackups implements AutoCloseable {
  private final BackupFolders folders;
  private final DiskRoom room;
  private final Work work;
  private final Backups backups;
  private final Recovery recovery;
  private final Exports exports;
  private final Imports imports;
  private final Restores restores;

  /**
   * @param peers the other regions
   */
  public RegionBackups(
      BackupFolders folders,
      Store store,
      Leaders leaders,
      Tables tables,
      Fillings fillings,
      RegionLog logs,
      Set<RegionName> peers,
      InstantSource clock,
      RecoverySettings settings,
      ExportText.Factory texts,
      ImportText.Factory reading,
      DiskRoom room)
      throws IOException {
    this.folders = folders;
    this.room = room;
    this.work = new Work("backups");
    this.backups =
        new Backups(
            folders.backups().resolve("tables"),
            store,
            leaders,
            peers,
            clock,
            () -> ThreadLocalRandom.current().nextInt(),
            work,
            room);
    this.recovery =
        new Recovery(
            folders.backups().resolve("recovery"),
            store,
            leaders,
            tables,
            logs,
            peers,
            clock,
            settings,
            work,
            room);
    this.exports =
        new Exports(
            folders.backups().resolve("exports"),
            folders.exports(),
            recovery,
            texts,
            clock,
            () -> ThreadLocalRandom.current().nextInt(),
            work,
            room);
    this.imports =
        new Imports(
            folders.backups().resolve("imports"),
            folders.exports(),
            folders.store(),
            fillings,
            reading,
            clock,
            () -> ThreadLocalRandom.current().nextInt(),
            room);
    this.restores =
        new Restores(
            fillings,
            leaders,
            Map.of(
                TableOrigin.Kind.IMPORT,
                (origin, table) -> imports.open(origin.source(), table),
                TableOrigin.Kind.POINT_IN_TIME,
                (origin, table) -> recovery.open(origin.source(), origin.atMillis()),
                TableOrigin.Kind.BACKUP,
                (origin, table) ->
                    backups
                        .open(origin.source())
                        .orElseThrow(
                            () ->
                                new DamagedFileException("there is no backup " + origin.source()))),
            work,
            () -> imports.settle(tables));
  }

  public void start() {
    restores.start();
    recovery.start();
  }

  /** Any thread may ask. */
  public BackupStanding standing() {
    return new BackupStanding(
        backups.made(),
        backups.failed(),
        restores.filling(),
        restores.abandoned(),
        recovery.tables(),
        recovery.overdue());
  }

  /**
   * Before a table is made of a backup.
   *
   * @throws NoRoomException if the store has none for it
   */
  public void requireRoom(Backup backup) throws NoRoomException {
    room.require(folders.store(), backup.snapshot().content().itemBytes());
  }

  /**
   * Before a table is made of what one was at an instant.
   *
   * @throws NoRoomException if the store has none for it, or there is none to find the instant
   */
  public void requireRoom(String tableId) throws NoRoomException {
    recovery.requireRoom(tableId, folders.store());
  }

  public Work work() {
    return work;
  }

  public Backups backups() {
    return backups;
  }

  public Recovery recovery() {
    return recovery;
  }

  public Exports exports() {
    return exports;
  }

  public Imports imports() {
    return imports;
  }

  public Restores restores() {
    return restores;
  }

  /** What is under way is given up, and begun again after the next start. */
  @Override
  public void close() {
    restores.close();
    recovery.close();
    work.close();
  }
}

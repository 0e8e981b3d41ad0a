package dev.pangaea.regionnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.backup.ExportJson;
import dev.pangaea.regionnode.api.backup.ImportJson;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.backup.Backup;
import dev.pangaea.regionnode.backup.BackupFolders;
import dev.pangaea.regionnode.backup.BackupOutcome;
import dev.pangaea.regionnode.backup.DiskRoom;
import dev.pangaea.regionnode.backup.RecoverySettings;
import dev.pangaea.regionnode.backup.RegionBackups;
import dev.pangaea.regionnode.store.ContentDigest;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two regions in memory, one of which keeps backups of its table. */
abstract class BackedUpRegions {
  static final String SOURCE = "source";
  static final String TARGET = "target";

  @TempDir Path folder;
  final RegionPair regions = new RegionPair();
  RegionBackups backups;
  volatile Duration later = Duration.ZERO;
  volatile ToLongFunction<Path> free = disk -> Long.MAX_VALUE;
  private final DiskRoom room = new DiskRoom(disk -> free.applyAsLong(disk));

  @BeforeEach
  void start() throws Exception {
    regions.create(SOURCE);
    backups = backups();
  }

  @AfterEach
  void close() {
    backups.close();
    regions.close();
  }

  RegionBackups backups() throws IOException {
    RegionBackups started =
        new RegionBackups(
            BackupFolders.below(folder),
            regions.us.store,
            regions.us.leaders,
            regions.us.tables,
            regions.us.tables,
            regions.us.logs,
            Set.of(RegionPair.EU),
            () -> Instant.now().plus(later),
            new RecoverySettings(
                Duration.ofDays(6),
                Duration.ZERO,
                Catalog.transactionsLog(RegionPair.US),
                scratch -> new MemoryStore()),
            () -> new ExportJson(Identity.of(RegionPair.US, List.of())),
            ImportJson::new,
            room);
    started.start();
    return started;
  }

  TableView table(String name) {
    return regions.us.tables.table(name).orElseThrow();
  }

  ContentDigest content(String name) {
    TableView table = table(name);
    return ContentDigest.of(regions.us.store, table.storeNumber(), table.partitions());
  }

  Backup begin() {
    return ((BackupOutcome.Accepted) backups.backups().create(table(SOURCE), "any-name")).backup();
  }

  Backup backUp() throws Exception {
    Backup begun = begin();
    RegionPair.await(
        () ->
            backups
                .backups()
                .find(begun.id())
                .filter(backup -> backup.status() == Backup.Status.AVAILABLE)
                .isPresent());
    return backups.backups().find(begun.id()).orElseThrow();
  }

  void restore(Backup backup) throws Exception {
    TableOrigin origin =
        new TableOrigin(
            TableOrigin.Kind.BACKUP,
            backup.id(),
            Optional.of(SOURCE),
            backup.createdMillis(),
            false);
    assertThat(
            regions
                .us
                .tables
                .create(TARGET, TableSettings.onDemand(RegionPair.KEYS), origin)
                .toCompletableFuture()
                .get())
        .isInstanceOf(TableOutcome.Accepted.class);
    backups.restores().lookSoon();
  }

  boolean isActive() {
    return regions.us.status(TARGET).equals(Optional.of(TableStatus.ACTIVE));
  }
}

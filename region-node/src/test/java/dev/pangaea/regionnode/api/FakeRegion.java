package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.backup.BackupOperations;
import dev.pangaea.regionnode.api.backup.ExportJson;
import dev.pangaea.regionnode.api.backup.ImportJson;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.read.PageBounds;
import dev.pangaea.regionnode.api.scaling.ScalingOperations;
import dev.pangaea.regionnode.api.stream.StreamOperations;
import dev.pangaea.regionnode.backup.BackupFolders;
import dev.pangaea.regionnode.backup.DiskRoom;
import dev.pangaea.regionnode.backup.RecoverySettings;
import dev.pangaea.regionnode.backup.RegionBackups;
import dev.pangaea.regionnode.backup.files.Folders;
import dev.pangaea.regionnode.leader.FakeLeaders;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.stream.RegionStreams;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.throughput.Throughputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** A region's operations over tables, store and leaders in memory. */
public final class FakeRegion implements AutoCloseable {
  public static final RegionName US = new RegionName("us-east-1");
  public static final RegionName EU = new RegionName("eu-west-1");

  public static final Identity IDENTITY = Identity.of(US, List.of(EU, US));

  private static final String TRANSACTIONS = "transactions";

  public final FakeTables tables = new FakeTables(US, 4);
  public final MemoryStore store = new MemoryStore();
  public final FakeLeaders leaders = new FakeLeaders(store, tables::indexes);
  private final Path folder = folder();
  private final MemoryRegionLog logs = new MemoryRegionLog(InstantSource.system());
  private volatile long freeBytes = Long.MAX_VALUE;

  /** Who has asked how much room there is on its disk. */
  public final Set<Thread> diskAskers = ConcurrentHashMap.newKeySet();

  public final RegionBackups backups = backups();
  public final Throughputs throughputs;
  public final Operations operations;

  public FakeRegion() {
    this(System::nanoTime);
  }

  /**
   * @param nanoClock by which capacity comes
   */
  public FakeRegion(LongSupplier nanoClock) {
    this.throughputs = new Throughputs(nanoClock);
    this.operations =
        Operations.of(IDENTITY, tables, store, leaders, PageBounds.DEFAULT, throughputs)
            .and(BackupOperations.byName(IDENTITY, tables, tables, store, backups))
            .and(
                StreamOperations.byName(
                    IDENTITY,
                    tables,
                    new RegionStreams(US, tables, store),
                    leaders,
                    InstantSource.system()))
            .and(ScalingOperations.byName(IDENTITY, tables, tables, InstantSource.system()));
  }

  /** A table whose items have a partition key {@code p}, a string. */
  public FakeRegion table(String name) {
    tables.create(name, TableSettings.onDemand(schema(Optional.empty())));
    return this;
  }

  /** A table whose items have a partition key {@code p}, a string, and a sort key {@code s}. */
  public FakeRegion table(String name, KeyAttribute.Type sortKey) {
    KeyAttribute attribute = new KeyAttribute("s", sortKey);
    tables.create(name, TableSettings.onDemand(schema(Optional.of(attribute))));
    return this;
  }

  /** Gives a table a log, as recovery wants it, with nothing in it. */
  public FakeRegion logged(String table) {
    TableView view = tables.table(table).orElseThrow();
    try {
      logs.create(TRANSACTIONS, 1, Optional.empty());
      logs.create(view.log(), view.partitions(), Optional.empty());
    } catch (LogUnavailableException impossible) {
      throw new AssertionError(impossible);
    }
    return this;
  }

  /** How much room there is on its disk from now on. */
  public void freeBytes(long bytes) {
    freeBytes = bytes;
  }

  private long freeBytes(Path disk) {
    diskAskers.add(Thread.currentThread());
    return freeBytes;
  }

  private static KeySchema schema(Optional<KeyAttribute> sortKey) {
    return new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), sortKey);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("fake-region");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private RegionBackups backups() {
    try {
      RegionBackups made =
          new RegionBackups(
              BackupFolders.below(folder),
              store,
              leaders,
              tables,
              tables,
              logs,
              Set.of(EU),
              InstantSource.system(),
              RecoverySettings.of(Duration.ofDays(7), TRANSACTIONS, scratch -> new MemoryStore()),
              () -> new ExportJson(IDENTITY),
              ImportJson::new,
              new DiskRoom(this::freeBytes));
      made.start();
      return made;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    backups.close();
    try {
      Folders.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    leaders.close();
    store.close();
  }
}

package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.backup.files.FileSeal;
import dev.pangaea.regionnode.backup.files.Folders;
import dev.pangaea.regionnode.backup.files.RowsReader;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.ContentDigest;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backups of a region's tables, each a folder that outlives its table. Any thread may call.
 *
 * <p>A backup is taken of the store at the moment at which it is asked for, and written to files
 * meanwhile. If the node ends before it is whole, there is none: the asker finds none by its name.
 */
public final class Backups {
  private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

  /** How many are written or wait for it; each keeps what its table has replaced since. */
  private static final int UNDER_WAY_MAX = 16;

  private static final String NOTE = "backup";

  private final Path folder;
  private final Store store;
  private final Leaders leaders;
  private final Set<RegionName> peers;
  private final InstantSource clock;
  private final IntSupplier random;
  private final Work work;
  private final DiskRoom room;
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicInteger underWay = new AtomicInteger();
  private final TreeMap<String, Backup> byId = new TreeMap<>();
  private final Map<String, Integer> uses = new HashMap<>();

  /** Those of which a deletion asks whether they are wanted. */
  private final Set<String> asking = new HashSet<>();

  /**
   * @param folder where they are kept
   * @param peers the other regions, whose logs may have been taken in
   * @param random tells apart what is asked for in one millisecond
   */
  public Backups(
      Path folder,
      Store store,
      Leaders leaders,
      Set<RegionName> peers,
      InstantSource clock,
      IntSupplier random,
      Work work,
      DiskRoom room)
      throws IOException {
    this.folder = folder;
    this.store = store;
    this.leaders = leaders;
    this.peers = Set.copyOf(peers);
    this.clock = clock;
    this.random = random;
    this.work = work;
    this.room = room;
    Files.createDirectories(folder);
    Folders.sweep(folder);
    for (Path each : Folders.finishedIn(folder)) {
      try {
        Backup backup = read(each);
        byId.put(backup.id(), backup);
      } catch (IOException | RuntimeException damaged) {
        LOG.error("the backup in {} cannot be used", each, damaged);
      }
    }
  }

  /** Begins to back up a table as it is now. */
  public BackupOutcome create(TableView table, String name) {
    if (!Whole.holds(table, leaders)) {
      return new BackupOutcome.Unavailable();
    }
    try {
      room.require(folder, TableSize.of(store, table));
    } catch (NoRoomException full) {
      return new BackupOutcome.NoRoom(full.getMessage());
    }
    if (underWay.incrementAndGet() > UNDER_WAY_MAX) {
      underWay.decrementAndGet();
      return new BackupOutcome.TooMany();
    }
    long nowMillis = clock.millis();
    Store now = store.snapshot();
    SourceTable source = SourceTable.of(table);
    Snapshot expected = expected(now, source, nowMillis);
    Backup backup;
    synchronized (this) {
      String id = newId(nowMillis);
      backup = new Backup(id, name, Backup.Status.CREATING, expected);
      byId.put(id, backup);
    }
    boolean taken = work.begin(Work.Lane.SNAPSHOTS, () -> make(backup, now));
    if (!taken) {
      ended(backup, now);
      forget(backup);
      return new BackupOutcome.Unavailable();
    }
    return new BackupOutcome.Accepted(backup);
  }

  /** How many were made since the start. */
  long made() {
    return made.get();
  }

  /** How many could not be made since the start. */
  long failed() {
    return failed.get();
  }

  /** All of them, in the order in which they were made. */
  public synchronized List<Backup> all() {
    return List.copyOf(byId.values());
  }

  public synchronized Optional<Backup> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * Removes one that nobody {@linkplain #use uses}. While it asks, no new use begins, but what is
   * {@linkplain #open opened} is there: a table of it may be in the catalog already.
   *
   * @param wanted asked once no new use can begin, whether a table is still to be made of it
   */
  public BackupOutcome delete(String id, Predicate<Backup> wanted) {
    Backup backup;
    synchronized (this) {
      backup = byId.get(id);
      if (backup == null) {
        return new BackupOutcome.NotFound();
      }
      if (isBusy(backup)) {
        return new BackupOutcome.InUse();
      }
      asking.add(id);
    }
    Backup deleted = backup.with(Backup.Status.DELETED);
    try {
      boolean isWanted = wanted.test(backup);
      synchronized (this) {
        if (isWanted || uses.containsKey(id)) {
          return new BackupOutcome.InUse();
        }
        byId.put(id, deleted);
      }
    } finally {
      synchronized (this) {
        asking.remove(id);
      }
    }
    return dropped(backup, deleted);
  }

  private BackupOutcome dropped(Backup backup, Backup deleted) {
    boolean gone = false;
    try {
      Folders.drop(folder.resolve(backup.id()));
      gone = true;
      return new BackupOutcome.Accepted(deleted);
    } catch (IOException failure) {
      LOG.error("the backup {} cannot be removed", backup.id(), failure);
      return new BackupOutcome.Unavailable();
    } finally {
      synchronized (this) {
        if (gone) {
          byId.remove(backup.id());
        } else {
          byId.put(backup.id(), backup);
        }
      }
    }
  }

  private boolean isBusy(Backup backup) {
    return backup.status() != Backup.Status.AVAILABLE
        || uses.containsKey(backup.id())
        || asking.contains(backup.id());
  }

  /**
   * Keeps a backup until what is returned is run, once; empty if there is none, none that is whole,
   * or it is being deleted.
   */
  public synchronized Optional<Runnable> use(String id) {
    return asking.contains(id) ? Optional.empty() : kept(id);
  }

  private Optional<Runnable> kept(String id) {
    Backup backup = byId.get(id);
    if (backup == null || backup.status() != Backup.Status.AVAILABLE) {
      return Optional.empty();
    }
    uses.merge(id, 1, Integer::sum);
    return Optional.of(() -> used(id));
  }

  private synchronized void used(String id) {
    uses.computeIfPresent(id, (same, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Makes sure that the files are what was written. Blocks for as long as it takes to read them.
   */
  public void verify(Backup backup) throws IOException {
    for (FileSeal file : backup.snapshot().files()) {
      RowsReader.verify(folder.resolve(backup.id()), file);
    }
  }

  /**
   * The items of a backup, which is not deleted until they are closed; empty if there is none, or
   * none that is whole.
   */
  public synchronized Optional<TableImage> open(String id) {
    return kept(id).map(used -> image(byId.get(id), used));
  }

  private TableImage image(Backup backup, Runnable used) {
    SnapshotImage image = new SnapshotImage(folder.resolve(backup.id()), backup.snapshot());
    return new TableImage() {
      @Override
      public void read(Items items) throws IOException {
        image.read(items);
      }

      @Override
      public void close() {
        used.run();
      }
    };
  }

  private void make(Backup backup, Store now) {
    try {
      Path making = Folders.begun(folder.resolve(backup.id()));
      Snapshot made =
          new SnapshotMaker(now, peers, () -> goOn(making))
              .make(backup.table(), backup.createdMillis(), making);
      Backup whole = new Backup(backup.id(), backup.name(), Backup.Status.AVAILABLE, made);
      write(making, whole);
      Folders.finished(folder.resolve(backup.id()));
      synchronized (this) {
        byId.put(whole.id(), whole);
      }
      this.made.incrementAndGet();
    } catch (IOException | RuntimeException failure) {
      LOG.error("{} cannot be backed up", backup.table().name(), failure);
      failed.incrementAndGet();
      remove(backup);
      forget(backup);
    } finally {
      ended(backup, now);
    }
  }

  private void goOn(Path making) throws IOException {
    work.refuseEnd();
    room.requireMore(making);
  }

  /** What was written of it must not take the room of the next one. */
  private void remove(Backup backup) {
    try {
      Folders.remove(folder.resolve(backup.id()));
    } catch (IOException failure) {
      LOG.error("what was written of the backup {} cannot be removed", backup.id(), failure);
    }
  }

  private void ended(Backup backup, Store now) {
    now.close();
    underWay.decrementAndGet();
  }

  private synchronized void forget(Backup backup) {
    byId.remove(backup.id());
  }

  /** As DynamoDB's: when it was made, and something to tell it from others. */
  private String newId(long nowMillis) {
    String id = "%014d-%08x".formatted(nowMillis, random.getAsInt());
    return byId.containsKey(id) ? newId(nowMillis) : id;
  }

  private static Snapshot expected(Store now, SourceTable table, long nowMillis) {
    List<Applied> applied =
        IntStream.range(0, table.partitions())
            .mapToObj(partition -> now.applied(new PartitionId(table.storeNumber(), partition)))
            .toList();
    return new Snapshot(
        table,
        nowMillis,
        applied.stream().map(Applied::position).toList(),
        Position.START,
        new ContentDigest(
            applied.stream().mapToLong(Applied::items).sum(),
            applied.stream().mapToLong(Applied::itemBytes).sum(),
            0,
            0),
        List.of());
  }

  private static void write(Path making, Backup backup) throws IOException {
    TreeMap<String, AttributeValue> values = new TreeMap<>();
    values.put("Id", new StringValue(backup.id()));
    values.put("Name", new StringValue(backup.name()));
    values.put("Snapshot", SnapshotCodec.value(backup.snapshot()));
    Note.write(making.resolve(NOTE), values);
  }

  private static Backup read(Path folder) throws IOException {
    Values values = Note.read(folder.resolve(NOTE));
    return new Backup(
        values.text("Id"),
        values.text("Name"),
        Backup.Status.AVAILABLE,
        SnapshotCodec.snapshot(values.map("Snapshot")));
  }
}

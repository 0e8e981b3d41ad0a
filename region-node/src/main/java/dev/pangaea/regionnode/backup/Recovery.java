package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.backup.files.DamagedFileException;
import dev.pangaea.regionnode.backup.files.Folders;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RangeMissingException;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recovery of tables to points in time. A table for which it is on has snapshots, taken anew before
 * the log behind the last one goes; an instant is the last snapshot before it, with what the log
 * says up to then folded into it. What is promised is what can be read: from the oldest snapshot
 * behind which the log is whole. Any thread may call.
 */
public final class Recovery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final long LOOK_AGAIN_MILLIS = 10_000;
  private static final long SECOND = 1000;
  private static final int BUILT_AND_WRITTEN = 2;

  private final Path folder;
  private final Store store;
  private final Leaders leaders;
  private final Tables tables;
  private final RegionLog logs;
  private final SnapshotTimes times;
  private final Set<RegionName> peers;
  private final InstantSource clock;
  private final RecoverySettings settings;
  private final Work work;
  private final DiskRoom room;
  private final AtomicLong scratches = new AtomicLong();
  private final Map<String, RecoveryPoints> byTable = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Void>> making = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("recovery").factory());

  /**
   * @param folder where the snapshots are kept
   * @param peers the other regions, whose logs may have been taken in
   */
  public Recovery(
      Path folder,
      Store store,
      Leaders leaders,
      Tables tables,
      RegionLog logs,
      Set<RegionName> peers,
      InstantSource clock,
      RecoverySettings settings,
      Work work,
      DiskRoom room)
      throws IOException {
    this.folder = folder;
    this.store = store;
    this.leaders = leaders;
    this.tables = tables;
    this.logs = logs;
    this.times = new SnapshotTimes(logs, settings.transactions());
    this.peers = Set.copyOf(peers);
    this.clock = clock;
    this.settings = settings;
    this.work = work;
    this.room = room;
    Files.createDirectories(folder);
    Folders.sweep(folder);
    for (Path each : Folders.finishedIn(folder)) {
      try {
        RecoveryPoints.open(each).ifPresent(points -> byTable.put(points.tableId(), points));
      } catch (IOException | RuntimeException damaged) {
        LOG.error("the snapshots in {} cannot be used", each, damaged);
      }
    }
  }

  public void start() {
    looking.scheduleWithFixedDelay(
        this::renew, LOOK_AGAIN_MILLIS, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Turns it on, or says for how long; the stage completes once there is something to begin with,
   * or fails where there will be later. Writes a small file.
   *
   * @throws NoRoomException if there is no room to begin with
   */
  public synchronized CompletableFuture<Void> enable(TableView table, int days) throws IOException {
    RecoveryPoints points = byTable.get(table.tableId());
    if (points == null) {
      room.require(folder, TableSize.of(store, table));
      points =
          RecoveryPoints.begun(
              folder.resolve(table.tableId()), table.name(), table.tableId(), days);
      byTable.put(table.tableId(), points);
    } else if (points.days() != days) {
      points.keepFor(days);
    }
    return points.newest().isPresent()
        ? CompletableFuture.completedFuture(null)
        : snapshot(table, points);
  }

  /** Turns it off: there is nothing to restore from then. */
  public synchronized void disable(TableView table) throws IOException {
    RecoveryPoints points = byTable.remove(table.tableId());
    if (points != null) {
      points.drop();
    }
  }

  /** Empty where it is off. */
  public Optional<RecoveryWindow> window(TableView table) {
    return Optional.ofNullable(byTable.get(table.tableId())).map(this::window);
  }

  private RecoveryWindow window(RecoveryPoints points) {
    long now = clock.millis();
    long wished = now - Duration.ofDays(points.days()).toMillis();
    Optional<Long> earliest =
        points
            .oldestSince(now - settings.reach().toMillis())
            .map(oldest -> Math.max(oldest.cutMillis(), wished));
    long latest = now / SECOND * SECOND;
    return new RecoveryWindow(points.days(), earliest, Math.max(latest, earliest.orElse(latest)));
  }

  /**
   * The table as it was at an instant within its window. Blocks for as long as it takes to read the
   * snapshot and the log.
   *
   * @throws DamagedFileException if it can never be had
   */
  public TableImage open(String tableId, long atMillis) throws IOException {
    RecoveryPoints points = byTable.get(tableId);
    if (points == null) {
      throw new DamagedFileException("recovery to points in time is off");
    }
    TableView table =
        tables
            .table(points.table())
            .filter(found -> found.tableId().equals(tableId))
            .orElseThrow(() -> new DamagedFileException(points.table() + " is gone"));
    points.use();
    try {
      Snapshot from =
          points
              .upTo(atMillis)
              .orElseThrow(() -> new DamagedFileException("no snapshot is so old"));
      return image(table, points, from, atMillis);
    } finally {
      points.used();
    }
  }

  private TableImage image(TableView table, RecoveryPoints points, Snapshot from, long atMillis)
      throws IOException {
    room.require(folder, from.content().itemBytes());
    Path scratch = Folders.begun(folder.resolve("scratch-" + scratches.incrementAndGet()));
    PastTable past = new PastTable(from, scratch, settings.stores().apply(scratch));
    boolean whole = false;
    try {
      past.bring(
          points.at(from.cutMillis()),
          logs,
          table.log(),
          settings.transactions(),
          atMillis,
          () -> goOn(scratch));
      whole = true;
      return past;
    } catch (RangeMissingException missing) {
      throw new DamagedFileException("the log is not whole any more: " + missing.getMessage());
    } catch (UncheckedIOException ended) {
      throw ended.getCause();
    } catch (LogUnavailableException unavailable) {
      throw new IOException(unavailable.getMessage(), unavailable);
    } finally {
      if (!whole) {
        past.close();
      }
    }
  }

  private void goOn(Path scratch) {
    try {
      work.refuseEnd();
      room.requireMore(scratch);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Before something is begun for which the table is built as it was and then written elsewhere,
   * perhaps on the same disk.
   *
   * @throws NoRoomException if there is none
   */
  void requireRoom(String tableId, Path target) throws NoRoomException {
    Optional<TableView> table =
        Optional.ofNullable(byTable.get(tableId))
            .flatMap(points -> tables.table(points.table()))
            .filter(found -> found.tableId().equals(tableId));
    if (table.isPresent()) {
      long bytes = TableSize.of(store, table.get());
      room.require(folder, bytes);
      room.require(target, BUILT_AND_WRITTEN * bytes);
    }
  }

  /** For how many tables it is on. */
  int tables() {
    return byTable.size();
  }

  /** For how many of them the last snapshot is missing or twice as old as it should be. */
  int overdue() {
    long since = clock.millis() - 2 * settings.renewal().toMillis();
    return (int)
        byTable.values().stream()
            .filter(points -> points.newest().filter(last -> last.cutMillis() >= since).isEmpty())
            .count();
  }

  /** Takes snapshots that are due, and lets go of those that are of no use any more. */
  public void renew() {
    for (RecoveryPoints points : byTable.values()) {
      try {
        renew(points);
      } catch (IOException | RuntimeException failure) {
        LOG.warn("the snapshots of {} cannot be renewed now", points.table(), failure);
      }
    }
  }

  private void renew(RecoveryPoints points) throws IOException {
    if (!tables.known()) {
      return;
    }
    Optional<TableView> there =
        tables.table(points.table()).filter(view -> view.tableId().equals(points.tableId()));
    if (there.isEmpty()) {
      if (!points.isUsed()) {
        byTable.remove(points.tableId());
        points.drop();
      }
      return;
    }
    TableView table = there.get();
    long now = clock.millis();
    boolean fresh =
        points
            .newest()
            .filter(newest -> now - newest.cutMillis() < settings.renewal().toMillis())
            .filter(newest -> times.goOnFrom(newest, table.log()))
            .isPresent();
    if (!fresh) {
      snapshot(table, points);
    }
    long wished = now - Duration.ofDays(points.days()).toMillis();
    long reached = now - settings.reach().toMillis();
    points.dropBefore(
        Math.max(reached, points.upTo(wished).map(Snapshot::cutMillis).orElse(Long.MIN_VALUE)));
    Optional<Snapshot> oldest = points.oldestSince(Long.MIN_VALUE);
    while (oldest.isPresent() && !times.goOnFrom(oldest.get(), table.log())) {
      long gone = oldest.get().cutMillis();
      points.dropBefore(gone + 1);
      oldest = points.oldestSince(gone + 1);
    }
  }

  /** One at a time of each table; the stage completes when it is whole. */
  private CompletableFuture<Void> snapshot(TableView table, RecoveryPoints points) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> there = making.putIfAbsent(table.tableId(), mine);
    if (there != null) {
      return there;
    }
    Runnable make =
        () -> {
          Optional<Exception> failed = made(table, points);
          making.remove(table.tableId());
          failed.ifPresentOrElse(mine::completeExceptionally, () -> mine.complete(null));
        };
    if (!work.begin(Work.Lane.SNAPSHOTS, make)) {
      making.remove(table.tableId());
      mine.completeExceptionally(new IOException("too much is under way"));
    }
    return mine;
  }

  private Optional<Exception> made(TableView table, RecoveryPoints points) {
    try {
      make(table, points);
      return Optional.empty();
    } catch (IOException | LogUnavailableException | RuntimeException failure) {
      LOG.warn("no snapshot of {} now", table.name(), failure);
      return Optional.of(failure);
    }
  }

  private void make(TableView table, RecoveryPoints points)
      throws IOException, LogUnavailableException {
    if (!Whole.holds(table, leaders)) {
      throw new IOException("not all that was acknowledged is known yet");
    }
    room.require(folder, TableSize.of(store, table));
    Path begun = points.begin();
    boolean whole = false;
    try (Store now = store.snapshot()) {
      long taken = clock.millis();
      Snapshot made =
          new SnapshotMaker(
                  now,
                  peers,
                  () -> {
                    work.refuseEnd();
                    room.requireMore(begun);
                  })
              .make(SourceTable.of(table), taken, begun);
      points.add(begun, made.cutAt(Math.max(taken, times.lastAppendMillis(made, table.log()))));
      whole = true;
    } finally {
      if (!whole) {
        Folders.delete(begun);
      }
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}

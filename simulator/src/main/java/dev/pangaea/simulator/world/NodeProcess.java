package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.regionnode.causal.Waits;
import dev.pangaea.regionnode.leader.LeaderBounds;
import dev.pangaea.regionnode.leader.LedgerSettings;
import dev.pangaea.regionnode.leader.PartitionOpening;
import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.leader.SteppedLeaders;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.WatchedStore;
import dev.pangaea.regionnode.table.Catalog;
import dev.pangaea.regionnode.table.CatalogStore;
import dev.pangaea.simulator.check.DigestsAreOfTheItems;
import dev.pangaea.simulator.check.IndexIsARebuild;
import dev.pangaea.simulator.check.StoreIsTheFold;
import dev.pangaea.simulator.check.Violation;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * One life of a region's node: real leaders over the machine's store and the region's logs, stepped
 * when something has come in. After each step its store is looked at.
 */
final class NodeProcess {
  private static final long STEP_NANOS_MAX = MILLI / 3;
  private static final long READ_MILLIS_MAX = 12;
  private static final int FILLED_MAX = 5;
  private static final int CLOSE_LOOKS = 40;
  private static final int WAITING_MAX = 4096;
  private static final int STEPS_PER_LOOK_AT_INDEXES = 16;

  private final Setting setting;
  private final RandomGenerator random;
  private final WorldRegion region;
  private final Machine machine;
  private final Store store;
  private final Waits waits;
  private final SteppedLeaders leaders;
  private final ServedTable table;
  private final Map<PartitionLog, KeptLog> connected = new IdentityHashMap<>();
  private final Map<KeptLog, StoreIsTheFold> folds = new LinkedHashMap<>();
  private final ArrayDeque<Runnable> whenResumed = new ArrayDeque<>();
  private final Map<Integer, Runnable> asked = new TreeMap<>();
  private long steps;
  private long closeLooksUntil = CLOSE_LOOKS;
  private boolean ended;
  private boolean paused;
  private boolean reading;
  private long stillSinceNanos;
  private long stillNanos;
  private long nextStepNanos = Long.MAX_VALUE;
  private long plannedSteps;

  NodeProcess(Setting setting, WorldRegion region, Machine machine, Store store) {
    this.setting = setting;
    this.random = setting.random().split();
    this.region = region;
    this.machine = machine;
    WatchedStore watched = new WatchedStore(store);
    Store kept = setting.parts().store(watched);
    Catalog catalog = new Catalog(region.name(), region.otherNames());
    CatalogStore catalogued = new CatalogStore(kept, catalog);
    this.store = setting.catalogued() ? catalogued : kept;
    this.waits = new Waits(region.name(), watched, WAITING_MAX);
    watched.onMove(waits::moved);
    this.leaders =
        new SteppedLeaders(
            region.name(),
            this.store,
            bounds(),
            LedgerSettings.PLAIN,
            setting.writers(),
            this::wake);
    this.table =
        setting.catalogued()
            ? new CataloguedTable(setting, region, machine, this, leaders, catalog, catalogued)
            : new FixedTable(setting, region, this, leaders, store);
  }

  /** A node's own, but that indexes are filled in so small steps that other things come between. */
  private LeaderBounds bounds() {
    return LeaderBounds.DEFAULT.with(
        random.nextInt(1, FILLED_MAX),
        setting.changesMax(),
        setting.tellingMillis(),
        setting.parts().aheadMillis(setting.aheadMillis()));
  }

  void begin() {
    region.indexes().clean(store);
    table.begin();
  }

  /** The process's way to a log of its region. */
  PartitionLog connect(KeptLog log) {
    LogConnection connection =
        new LogConnection(setting.agenda(), random, log, region::nextFate, region::isReachable);
    PartitionLog way = new QuarantineWatch(setting, machine, setting.parts().log(connection));
    connected.put(way, log);
    return way;
  }

  /** From now on the store is compared with the log of a partition that is opened. */
  void watch(PartitionOpening opening) {
    KeptLog log = connected.get(opening.log());
    setting.say(() -> machine + " opens " + log);
    folds.put(log, new StoreIsTheFold(opening.partition(), opening.label()));
  }

  ServedTable table() {
    return table;
  }

  /** Lets go of a partition and begins to lead it again, as when a table's replicas change. */
  void reopen(int partition) {
    table.reopen(partition);
  }

  /** Those that are to go are removed once nobody writes to them any more. */
  void reindex() {
    closeLooksUntil = steps + CLOSE_LOOKS;
    for (PartitionId partition : region.partitions()) {
      leaders.index(partition, region.indexes().kept(), () -> region.indexes().clean(store));
    }
  }

  /** The process is gone: whoever still waits for it is told so by the network. */
  void end() {
    ended = true;
    whenResumed.clear();
    table.end();
    List.copyOf(asked.values()).forEach(Runnable::run);
    asked.clear();
  }

  void pause() {
    setting.say(() -> machine + " stands still");
    paused = true;
    stillSinceNanos = setting.agenda().nowNanos();
  }

  void resume() {
    if (paused) {
      setting.say(() -> machine + " goes on");
      paused = false;
      stillNanos += setting.agenda().nowNanos() - stillSinceNanos;
      List<Runnable> waiting = List.copyOf(whenResumed);
      whenResumed.clear();
      waiting.forEach(Runnable::run);
      wake();
    }
  }

  /** The time in which it did not stand still. */
  long awakeNanos() {
    return setting.agenda().nowNanos() - stillNanos;
  }

  SteppedLeaders leaders() {
    return leaders;
  }

  Waits waits() {
    return waits;
  }

  Store store() {
    return store;
  }

  /** Does something in the process; later, if it stands still; never, if it is gone. */
  void run(Runnable what) {
    if (paused) {
      whenResumed.add(() -> run(what));
    } else if (!ended) {
      what.run();
    }
  }

  /** Someone waits for an answer. @param gone run if the process ends before that */
  void asked(int number, Runnable gone) {
    asked.put(number, gone);
  }

  void answered(int number) {
    asked.remove(number);
  }

  private void wake() {
    plan(setting.agenda().nowNanos() + random.nextLong(STEP_NANOS_MAX));
  }

  private void plan(long atNanos) {
    if (atNanos < nextStepNanos) {
      nextStepNanos = atNanos;
      long number = ++plannedSteps;
      setting
          .agenda()
          .at(
              atNanos,
              () -> {
                if (number == plannedSteps) {
                  nextStepNanos = Long.MAX_VALUE;
                  step();
                }
              });
    }
  }

  private void step() {
    if (ended || paused) {
      return;
    }
    long pause = leaders.step(machine.clock().millis(), setting.agenda().nowNanos());
    if (leaders.wantsToRead() && !reading) {
      readLater();
    }
    look();
    plan(setting.agenda().nowNanos() + pause);
  }

  private void readLater() {
    reading = true;
    setting
        .agenda()
        .after(
            MILLI + random.nextLong(READ_MILLIS_MAX * MILLI),
            () ->
                run(
                    () -> {
                      reading = false;
                      leaders.read();
                      if (leaders.wantsToRead()) {
                        readLater();
                      }
                    }));
  }

  private void look() {
    steps++;
    if (steps < closeLooksUntil || steps % STEPS_PER_LOOK_AT_INDEXES == 0) {
      for (IndexIsARebuild index : region.indexes().checks()) {
        index.look(store, region.partitions()).ifPresent(setting.violations());
      }
      for (PartitionId partition : region.partitions()) {
        DigestsAreOfTheItems.look(store, partition).ifPresent(setting.violations());
      }
    }
    folds.forEach((log, fold) -> fold.look(store, log.entries()).ifPresent(setting.violations()));
    for (PartitionStatus status : leaders.status()) {
      if (status.stopped()) {
        setting
            .violations()
            .accept(
                new Violation(
                    "no leader finds its log or its state broken",
                    machine + " has stopped leading " + status.partition()));
      }
    }
  }

  @Override
  public String toString() {
    return machine.toString();
  }
}

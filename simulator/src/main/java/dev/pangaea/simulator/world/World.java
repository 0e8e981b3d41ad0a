package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.table.ReplicaUpdate;
import dev.pangaea.simulator.check.Check;
import dev.pangaea.simulator.check.NaiveFold;
import dev.pangaea.simulator.check.Operation;
import dev.pangaea.simulator.check.Reply;
import dev.pangaea.simulator.check.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Runs a scenario: first everything that it has planned, then all faults end, what is under way
 * comes in, and the world is judged. It ends earlier where something is wrong at once.
 */
public final class World {
  static final List<String> NAMES =
      List.of("us-east-1", "eu-west-1", "ap-south-1", "sa-east-1", "af-south-1");

  private static final long SLICE_NANOS = 250 * MILLI;
  private static final long REST_NANOS_MAX = 30_000 * MILLI;
  private static final long CATALOGUED_REST_NANOS_MAX = 240_000 * MILLI;
  private static final long MADE_NANOS_MAX = 60_000 * MILLI;
  private static final long ASKED_AGAIN_NANOS = 1_000 * MILLI;
  private static final long CAUGHT_UP_NANOS = 600_000 * MILLI;
  private static final int CATALOGUED_DAYS_FACTOR = 8;
  private static final long EVENTS_MAX = 5_000_000;
  private static final long EXCUSED_MILLIS = 12_000;

  private final Scenario scenario;
  private final Agenda agenda = new Agenda();
  private final List<Violation> violations = new ArrayList<>();
  private final Setting setting;
  private final Network network;
  private final WorldRegions regions;
  private final Clients clients;
  private long writers = 1;
  private long beganMillis;
  private boolean judged;

  private World(Scenario scenario, Parts parts, Trace trace) {
    this.scenario = scenario;
    this.setting =
        new Setting(
            agenda,
            new SplittableRandom(~scenario.seed()),
            trace,
            DrawnBounds.tellingMillis(scenario),
            DrawnBounds.aheadMillis(scenario),
            DrawnBounds.changesMax(scenario),
            scenario.catalogued(),
            parts,
            () -> writers++,
            this::breach);
    this.network = new Network(agenda, setting.random().split(), scenario.regions());
    this.clients = new Clients(setting, scenario.expiring());
    List<RegionName> names = NAMES.stream().limit(scenario.regions()).map(RegionName::new).toList();
    this.regions =
        new WorldRegions(setting, network, names, scenario.partitions(), Clocks.DRIFTING);
    if (scenario.expiring()) {
      regions.each().forEach(region -> region.indexes().expire(scenario.partitions()));
    }
  }

  public static Outcome run(Scenario scenario, Parts parts, Trace trace) {
    World world = new World(scenario, parts, trace);
    world.begin();
    world.runTo((world.beganMillis + scenario.faultsMillis()) * MILLI);
    world.heal();
    world.rest();
    world.judge();
    Outcome.Figures figures = world.figures();
    if (world.violations.isEmpty() && LostEnd.isIn(scenario)) {
      world.loseEnd();
    }
    world.regions.end();
    return new Outcome(world.violations, figures);
  }

  /** From here on a store is not the fold of its log, and a leader stops. */
  private void loseEnd() {
    judged = true;
    LostEnd.judge(scenario, regions, nanos -> agenda.runTo(agenda.nowNanos() + nanos))
        .ifPresent(violations::add);
  }

  private void judge() {
    if (violations.isEmpty()) {
      regions.lookAtWhatIsDerived(this::breach);
    }
    if (violations.isEmpty()) {
      violations.addAll(
          Check.verdict(
              Check.all(), regions.evidence(clients.operations(), clients.restorations())));
    }
  }

  private void begin() {
    regions.begin();
    if (scenario.catalogued()) {
      makeTable();
    }
    beganMillis = agenda.nowMillis();
    regions.each().forEach(region -> region.troubled(EXCUSED_MILLIS / 4));
    scenario
        .happenings()
        .forEach(each -> agenda.at((beganMillis + each.atMillis()) * MILLI, () -> happens(each)));
  }

  /** In the first region, then in one after the other of those that hold it from the beginning. */
  private void makeTable() {
    WorldRegion first = regions.get(0);
    askUntil(first::holdsTable, () -> first.table().create());
    for (int number = 1; number < scenario.invited(); number++) {
      WorldRegion next = regions.get(number);
      askUntil(
          () -> next.holdsTable() && regions.unsettled().isEmpty(),
          () -> first.table().update(new ReplicaUpdate.Create(next.name())));
    }
  }

  private void askUntil(BooleanSupplier done, Runnable ask) {
    long until = agenda.nowNanos() + MADE_NANOS_MAX;
    while (violations.isEmpty() && !done.getAsBoolean()) {
      ask.run();
      runTo(agenda.nowNanos() + ASKED_AGAIN_NANOS);
      if (violations.isEmpty() && agenda.nowNanos() >= until) {
        breach(new Violation("a table is made where it is asked for", regions.unsettled()));
      }
    }
  }

  private void happens(Happening happening) {
    if (!(happening instanceof Happening.OfClients)) {
      setting.say(happening::toString);
    }
    if (happening instanceof Happening.OfClients client && !isThere(client)) {
      return;
    }
    switch (happening) {
      case Happening.Ask ask -> clients.ask(regions.get(ask.region()), ask);
      case Happening.Transact transact ->
          clients.transact(regions.get(transact.region()), transact);
      case Happening.ReadTogether read -> clients.readTogether(regions.get(read.region()), read);
      case Happening.Restore restore -> clients.restore(regions.get(restore.region()), restore);
      case Happening.Cut cut -> cut(cut);
      case Happening.Deliveries deliveries ->
          regions
              .link(deliveries.source(), deliveries.target())
              .meet(deliveries.fate(), deliveries.count());
      case Happening.RestartLink restart ->
          regions.link(restart.source(), restart.target()).restart();
      case Happening.Appends appends -> {
        WorldRegion region = regions.get(appends.region());
        region.meet(appends.fate(), appends.count());
        region.troubled(EXCUSED_MILLIS * (1 + appends.count()));
      }
      case Happening.LogAway away -> logAway(regions.get(away.region()), away.forMillis());
      case Happening.Crash crash -> crash(regions.get(crash.region()), crash);
      case Happening.TakeOver takeOver -> takeOver(regions.get(takeOver.region()), takeOver);
      case Happening.Index(long at, int number, boolean added) -> {
        WorldRegion region = regions.get(number);
        if (added) {
          region.indexes().add();
        } else {
          region.indexes().drop();
        }
        region.reindex();
      }
      case Happening.Reopen(long at, int number, int partition) -> {
        WorldRegion region = regions.get(number);
        region.troubled(EXCUSED_MILLIS);
        region
            .serving()
            .process()
            .ifPresent(process -> process.run(() -> process.reopen(partition)));
      }
      case Happening.Switch(long at, int region, ConflictPolicy policy) -> {
        setting.say(() -> regions.get(region).name() + " hears of the policy " + policy.text());
        regions.get(region).policy(policy);
      }
      case Happening.SetClock(long at, int region, long aheadMillis) ->
          regions.get(region).serving().clock().set(aheadMillis);
      case Happening.Forget(long at, int region) -> regions.get(region).forget();
      case Happening.Replica(long at, int by, int region, boolean added) ->
          change(regions.get(by), regions.get(region), added);
      case Happening.DriftClock(long at, int region, long perMillion) ->
          regions.get(region).serving().clock().drift(perMillion);
      case Happening.SwingClock(long at, int region, long byMillis, long periodMillis) ->
          regions.get(region).serving().clock().swing(byMillis, periodMillis);
    }
  }

  /** Nobody asks a region for items of a table that it does not hold. */
  private boolean isThere(Happening.OfClients client) {
    return !setting.catalogued() || regions.get(client.region()).holdsTable();
  }

  private void change(WorldRegion by, WorldRegion region, boolean added) {
    if (by.holdsTable()) {
      if (!added) {
        region.askedToLeave();
      }
      by.table()
          .update(
              added
                  ? new ReplicaUpdate.Create(region.name())
                  : new ReplicaUpdate.Delete(region.name()));
    }
  }

  private void cut(Happening.Cut cut) {
    network.cut(cut.from(), cut.to());
    faultEnds(cut.forMillis(), () -> network.heal(cut.from(), cut.to()));
    if (cut.bothWays()) {
      network.cut(cut.to(), cut.from());
      faultEnds(cut.forMillis(), () -> network.heal(cut.to(), cut.from()));
    }
  }

  private void logAway(WorldRegion region, long forMillis) {
    region.troubled(forMillis + EXCUSED_MILLIS);
    region.away(true);
    faultEnds(forMillis, () -> region.away(false));
  }

  private void crash(WorldRegion region, Happening.Crash crash) {
    region.troubled(crash.downMillis() + EXCUSED_MILLIS);
    Machine machine = region.serving();
    machine.crash(crash.survivingPercent());
    faultEnds(
        crash.downMillis(),
        () -> {
          if (machine.isDown()) {
            machine.start();
          }
        });
  }

  private void takeOver(WorldRegion region, Happening.TakeOver takeOver) {
    if (region.rival().isPresent() || region.serving().isDown()) {
      return;
    }
    region.troubled(takeOver.pausedMillis() + takeOver.zombieMillis() + EXCUSED_MILLIS);
    Machine old = region.serving();
    old.pause();
    region.takeOver();
    region.serving().start();
    faultEnds(takeOver.pausedMillis(), old::resume);
    faultEnds(
        takeOver.pausedMillis() + takeOver.zombieMillis(),
        () -> {
          old.crash();
          region.alone();
        });
  }

  /** At the latest with all faults. */
  private void faultEnds(long forMillis, Runnable what) {
    agenda.at(
        Math.min(agenda.nowMillis() + forMillis, beganMillis + scenario.faultsMillis()) * MILLI,
        what);
  }

  private void heal() {
    setting.say(() -> "all faults end");
    regions.each().forEach(region -> region.troubled(EXCUSED_MILLIS));
    regions.heal();
  }

  /**
   * While something is kept aside, time has to catch up with the clock that is furthest ahead. Days
   * pass at once.
   */
  private void rest() {
    long days = daysMax();
    long restsSinceNanos = agenda.nowNanos();
    long caughtUp = agenda.nowNanos() + CAUGHT_UP_NANOS;
    long until = agenda.nowNanos() + restNanosMax();
    while (violations.isEmpty() && !isAtRest()) {
      runTo(agenda.nowNanos() + SLICE_NANOS);
      if (days > 0 && regions.keepsAside() && isNothingElseAwaited(restsSinceNanos)) {
        days--;
        restsSinceNanos = agenda.nowNanos();
        setting.say(() -> "a day passes");
        regions.each().forEach(region -> region.moveClocks(ClockDraw.DAY_MILLIS));
      }
      if (regions.keepsAside() && agenda.nowNanos() < caughtUp) {
        until = agenda.nowNanos() + restNanosMax();
      }
      if (violations.isEmpty() && agenda.nowNanos() >= until) {
        breach(new Violation("the world comes to rest once all faults have ended", whatMoves()));
      }
    }
  }

  /**
   * Clocks stay as far apart as they are, and what comes in of a catalog may be answered by an
   * entry that is as far ahead again: each step of giving a copy, or of leaving, takes as long.
   */
  private long daysMax() {
    return setting.catalogued()
        ? scenario.daysAhead() * CATALOGUED_DAYS_FACTOR
        : scenario.daysAhead();
  }

  /** While entries of catalogs are kept aside, tables may be as they should not stay. */
  private boolean isNothingElseAwaited(long sinceNanos) {
    return regions.whatMoves().isEmpty()
        || setting.catalogued() && agenda.nowNanos() - sinceNanos > REST_NANOS_MAX / 3;
  }

  /** Whoever cannot follow a log asks for a copy again and again, but ever less often. */
  private long restNanosMax() {
    return setting.catalogued() ? CATALOGUED_REST_NANOS_MAX : REST_NANOS_MAX;
  }

  private void runTo(long nanos) {
    while (violations.isEmpty() && agenda.nowNanos() < nanos) {
      agenda.runTo(Math.min(nanos, agenda.nowNanos() + SLICE_NANOS));
      if (agenda.number() > EVENTS_MAX) {
        breach(new Violation("nothing goes on for ever", agenda.number() + " events"));
      }
    }
  }

  private void breach(Violation violation) {
    if (!judged) {
      setting.say(() -> "BROKEN: " + violation);
      violations.add(violation);
    }
  }

  /** Asks first what is soon answered: the rest folds all logs. */
  private boolean isAtRest() {
    return clients.allAnswered() && !regions.keepsAside() && whatMoves().isEmpty();
  }

  /** What has not reached whom; empty where all has. */
  private String whatMoves() {
    String moves = regions.whatMoves();
    if (moves.isEmpty() && regions.keepsAside()) {
      moves = "changes are kept aside";
    }
    if (moves.isEmpty() && setting.tellingMillis() < DrawnBounds.TELLING_MILLIS_MAX) {
      moves = regions.tombstones();
    }
    if (moves.isEmpty() && scenario.expiring()) {
      moves = regions.overdue();
    }
    return moves.isEmpty() && !clients.allAnswered() ? "clients wait for answers" : moves;
  }

  private Outcome.Figures figures() {
    long served =
        clients.operations().stream()
            .filter(Operation::isAnswered)
            .filter(
                operation ->
                    operation.reply() instanceof Reply.Done
                        || operation.reply() instanceof Reply.Repeated
                        || operation.reply() instanceof Reply.ConditionFailed)
            .count();
    long records = 0;
    long uncounted = 0;
    long conflicts = 0;
    for (WorldRegion region : regions.each()) {
      for (List<KeptLog> table : region.tableLogs()) {
        for (KeptLog log : table) {
          NaiveFold fold = NaiveFold.of(log.entries());
          records += log.end();
          uncounted += log.end() - fold.counted().size();
          conflicts += fold.conflicts();
        }
      }
    }
    return new Outcome.Figures(
        agenda.nowNanos(),
        agenda.number(),
        clients.operations().size(),
        served,
        records,
        uncounted,
        conflicts);
  }
}

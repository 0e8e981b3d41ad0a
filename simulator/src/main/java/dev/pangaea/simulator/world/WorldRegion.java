package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.Roll;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.simulator.check.Contents;
import dev.pangaea.simulator.check.Evidence.Trouble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A region: its logs, and two machines of which one serves and the other may take over. */
final class WorldRegion {
  static final String TABLE_NAME = "orders";
  private static final String TRANSACTIONS = "transactions.";
  static final TableLabel LABEL = new TableLabel(TABLE_NAME, Contents.KEY, Optional.empty());

  private static final int MACHINES = 2;
  private static final long RIVALRY_NANOS = 10_000 * MILLI;
  private static final long DRIFT_PER_MILLION_MAX = 2_000;
  private static final long AHEAD_MILLIS_MAX = 3_000;

  private final Setting setting;
  private final RandomGenerator random;
  private final RegionName name;
  private final int number;
  private final Clocks clocks;
  private final List<WorldClock> allClocks = new ArrayList<>();
  private final int partitionCount;
  private final WorldLogs allLogs = new WorldLogs(this::clock);
  private final List<Machine> machines = new ArrayList<>();
  private final List<WorldRegion> others = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private final WorldIndexes indexes = new WorldIndexes();
  private final ArrayDeque<AppendFate> fates = new ArrayDeque<>();
  private ConflictPolicy policy = ConflictPolicy.DEFAULT;
  private int away;
  private int serving;
  private long rivalsUntilNanos = Long.MIN_VALUE;
  private int identities;
  private boolean everAskedToLeave;

  WorldRegion(Setting setting, RegionName name, int number, int partitions, Clocks clocks) {
    this.clocks = clocks;
    this.setting = setting;
    this.random = setting.random().split();
    this.name = name;
    this.number = number;
    this.partitionCount = partitions;
    if (!setting.catalogued()) {
      allLogs.create(logName(), partitions);
      allLogs.create(TRANSACTIONS + name, 1);
    }
    for (int machine = 0; machine < MACHINES; machine++) {
      machines.add(new Machine(setting, this, machine, clock()));
    }
  }

  private WorldClock clock() {
    WorldClock clock =
        switch (clocks) {
          case DRIFTING ->
              new WorldClock(
                  setting.agenda(),
                  random.nextLong(-DRIFT_PER_MILLION_MAX, DRIFT_PER_MILLION_MAX + 1),
                  random.nextLong(-AHEAD_MILLIS_MAX, AHEAD_MILLIS_MAX + 1));
          case TRUE -> new WorldClock(setting.agenda(), 0, 0);
        };
    allClocks.add(clock);
    return clock;
  }

  /** All its clocks, those of its logs too, are so much further on. */
  void moveClocks(long millis) {
    allClocks.forEach(clock -> clock.move(millis));
  }

  /** Takes in what others write, from the beginning of their logs. */
  void meet(List<WorldRegion> all) {
    all.stream().filter(other -> other != this).forEach(others::add);
  }

  /** The table's, as far as this region has heard. */
  ConflictPolicy policy() {
    return policy;
  }

  void policy(ConflictPolicy next) {
    policy = next;
  }

  RegionName name() {
    return name;
  }

  List<WorldRegion> others() {
    return others;
  }

  int number() {
    return number;
  }

  String logName() {
    return TABLE_NAME + "." + name;
  }

  /** All that it has, whatever they are for. */
  WorldLogs allLogs() {
    return allLogs;
  }

  /** All that a log of another region holds; nothing if there is no such log. */
  List<LogEntry> entriesElsewhere(String log, int partition) {
    return others.stream()
        .flatMap(other -> other.allLogs.log(log, partition).stream())
        .findFirst()
        .map(KeptLog::entries)
        .orElse(List.of());
  }

  int partitionCount() {
    return partitionCount;
  }

  SortedSet<RegionName> otherNames() {
    TreeSet<RegionName> names = new TreeSet<>();
    others.forEach(other -> names.add(other.name()));
    return names;
  }

  /** What no table ever had. */
  String nextIdentity() {
    return String.format(Locale.ROOT, "%012d", ++identities);
  }

  /** The table's, by partition, each time that it was here; the last one may be of now. */
  List<List<KeptLog>> tableLogs() {
    return allLogs.ever(setting.catalogued() ? name + "." + TABLE_NAME + "." : logName());
  }

  /** The table's that was made last. */
  List<KeptLog> logs() {
    return tableLogs().getLast();
  }

  /** The log of what is to be written together. */
  KeptLog transactions() {
    return allLogs.log(TRANSACTIONS + name, 0).orElseThrow();
  }

  /** Its table's log loses what its node needs no more, as after a long time. */
  void forget() {
    for (PartitionId partition : partitions()) {
      logs().get(partition.partition()).forget(serving().flushedUpTo(partition));
    }
  }

  /** It holds the table for a time only, and whoever asks it may come too early or too late. */
  void askedToLeave() {
    everAskedToLeave = true;
    troubled(Long.MAX_VALUE / MILLI / 2);
  }

  boolean wasEverAskedToLeave() {
    return everAskedToLeave;
  }

  /** Whether it need not hold the table, since it was asked to leave or never let in. */
  boolean mayBeWithoutTable() {
    return everAskedToLeave || tableLogs().isEmpty();
  }

  /** Of the node that serves, which must be up. */
  ServedTable table() {
    return serving().process().orElseThrow().table();
  }

  /** Whether clients can ask it for the table's items. */
  boolean holdsTable() {
    return tableNumber().isPresent();
  }

  private OptionalInt tableNumber() {
    return setting.catalogued()
        ? serving().process().map(process -> process.table().number()).orElse(OptionalInt.empty())
        : OptionalInt.of(FixedTable.NUMBER);
  }

  WorldIndexes indexes() {
    return indexes;
  }

  /** Its processes keep the indexes that there are now. */
  void reindex() {
    machines.forEach(machine -> machine.process().ifPresent(NodeProcess::reindex));
  }

  /** Where it stands before it has taken in anything of each other region. */
  List<Progress> beginnings() {
    return others.stream()
        .map(other -> new Progress(other.name(), other.logName(), Position.START, Watermark.NONE))
        .toList();
  }

  /** All regions hold the table for ever. */
  Roll roll() {
    TreeSet<RegionName> members = new TreeSet<>();
    others.forEach(other -> members.add(other.name()));
    return new Roll(members, new TreeSet<>());
  }

  Machine serving() {
    return machines.get(serving);
  }

  /** The machine that does not serve, if a process runs there. */
  Optional<Machine> rival() {
    return Optional.of(machines.get(1 - serving)).filter(machine -> !machine.isDown());
  }

  /** The machine that does not serve begins to. */
  void takeOver() {
    serving = 1 - serving;
    rivalsUntilNanos = Long.MAX_VALUE;
  }

  /** The other machine's process is gone; what it appended last may not be known here yet. */
  void alone() {
    rivalsUntilNanos = setting.agenda().nowNanos() + RIVALRY_NANOS;
  }

  boolean hasRivals() {
    return setting.agenda().nowNanos() <= rivalsUntilNanos;
  }

  void meet(AppendFate fate, int count) {
    for (int left = count; left > 0; left--) {
      fates.add(fate);
    }
  }

  void away(boolean begins) {
    away += begins ? 1 : -1;
  }

  boolean isReachable() {
    return away == 0;
  }

  AppendFate nextFate() {
    if (!isReachable()) {
      return random.nextBoolean() ? AppendFate.LOST : AppendFate.LATE;
    }
    return fates.isEmpty() ? AppendFate.KEPT : fates.remove();
  }

  void troubled(long forMillis) {
    long now = setting.agenda().nowNanos();
    troubles.add(new Trouble(name, now, now + forMillis * MILLI));
  }

  List<Trouble> troubles() {
    return troubles;
  }

  /** Its processes are gone. */
  void end() {
    machines.forEach(machine -> machine.process().ifPresent(NodeProcess::end));
  }

  /** Every fault ends: one machine runs, and the log answers. */
  void heal() {
    fates.clear();
    away = 0;
    rival().ifPresent(Machine::crash);
    if (hasRivals()) {
      alone();
    }
    serving().resume();
    if (serving().isDown()) {
      serving().start();
    }
  }

  /** In the store of the node that serves; none while it holds no table. */
  List<PartitionId> partitions() {
    OptionalInt number = tableNumber();
    return IntStream.range(0, number.isPresent() ? partitionCount : 0)
        .mapToObj(partition -> new PartitionId(number.getAsInt(), partition))
        .toList();
  }

  /** Of a table that it holds. */
  PartitionId partition(int partition) {
    return new PartitionId(tableNumber().orElseThrow(), partition);
  }

  @Override
  public String toString() {
    return name.value();
  }
}

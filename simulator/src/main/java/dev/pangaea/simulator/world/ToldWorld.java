package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.LeaderBounds;
import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.leader.ReadOutcome;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.leader.TransactionRequest;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.ledger.LedgerTable;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.simulator.check.Check;
import dev.pangaea.simulator.check.Contents;
import dev.pangaea.simulator.check.Ledgers;
import dev.pangaea.simulator.check.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A world to which nothing happens but what it is told, one thing after the other: each call
 * returns once it has come about there. All clocks are true until one is set. What is asked of a
 * region whose node is down is a mistake of the caller.
 */
public final class ToldWorld {
  private static final int PARTITIONS = 2;
  private static final long SEED = 1;
  private static final long BETWEEN_NANOS = 10 * MILLI;
  private static final long LIVED_MILLIS_MAX = 5_000;
  private static final long BOUND_NANOS = 30_000 * MILLI;

  private final Agenda agenda = new Agenda();
  private final List<Violation> violations = new ArrayList<>();
  private final Network network;
  private final WorldRegions regions;
  private final Set<Way> cuts = new LinkedHashSet<>();
  private long writers = 1;

  private record Way(int from, int to) {}

  /** Begins, and waits until every region serves. */
  public ToldWorld(List<RegionName> names, Parts parts, Trace trace) {
    Setting setting =
        new Setting(
            agenda,
            new SplittableRandom(SEED),
            trace,
            LeaderBounds.DEFAULT.tellingMillis(),
            LeaderBounds.DEFAULT.aheadMillis(),
            LeaderBounds.DEFAULT.changes(),
            false,
            parts,
            () -> writers++,
            violations::add);
    this.network = new Network(agenda, setting.random().split(), names.size());
    this.regions = new WorldRegions(setting, network, names, PARTITIONS, Clocks.TRUE);
    regions.begin();
    regions.each().forEach(this::awaitServing);
  }

  public WriteOutcome write(RegionName region, WriteCommand command) {
    return ask(
        region,
        (process, told) -> process.leaders().write(place(command).partition(), command, told));
  }

  public TransactionOutcome transact(RegionName region, List<WriteCommand> commands) {
    List<TransactionRequest.Operation> operations =
        commands.stream()
            .map(each -> new TransactionRequest.Operation(place(each).partition(), each))
            .toList();
    TransactionRequest request = new TransactionRequest(operations, Optional.empty());
    return ask(region, (process, told) -> process.leaders().transact(request, told));
  }

  /** What the region's store shows just now. */
  public Optional<EncodedItem> item(RegionName region, EncodedKey key) {
    return state(region, key).map(ItemState::content).flatMap(Contents::visible);
  }

  /** With every write that was acknowledged before. */
  public ReadOutcome read(RegionName region, EncodedKey key) {
    Place place = new Place(partition(key), key);
    return ask(region, (process, told) -> process.leaders().readTogether(List.of(place), told));
  }

  /** The time of what is at a key, also of its tombstone. */
  public Optional<HybridTime> time(RegionName region, EncodedKey key) {
    return state(region, key).map(state -> state.version().time());
  }

  /** How many conflicts the ledger of the region holds. */
  public int conflicts(RegionName region) {
    return Ledgers.rows(WorldRegions.store(find(region))).size();
  }

  /** What lost against something else at a key, by the ledger of the region; oldest first. */
  public List<Content> losers(RegionName region, EncodedKey key) {
    Optional<AttributeValue> name = Optional.of(new StringValue(Contents.name(key)));
    return Ledgers.rows(WorldRegions.store(find(region))).stream()
        .filter(row -> row.item().attribute(LedgerTable.ITEM).equals(name))
        .map(row -> row.loser().content())
        .toList();
  }

  /** How many tombstones the region keeps. */
  public long tombstones(RegionName region) {
    return find(region).partitions().stream()
        .mapToLong(partition -> WorldRegions.store(find(region)).deletions(partition).kept())
        .sum();
  }

  /** Those whose word some of the region's tombstones wait for. */
  public SortedSet<RegionName> blockers(RegionName region) {
    TreeSet<RegionName> blockers = new TreeSet<>();
    find(region)
        .serving()
        .process()
        .orElseThrow()
        .leaders()
        .status()
        .forEach(status -> blockers.addAll(status.tombstones().blockedSinceMillis().keySet()));
    return blockers;
  }

  public void cut(RegionName from, RegionName to) {
    Way way = new Way(find(from).number(), find(to).number());
    if (cuts.add(way)) {
      network.cut(way.from(), way.to());
    }
  }

  public void heal() {
    cuts.forEach(way -> network.heal(way.from(), way.to()));
    cuts.clear();
  }

  /**
   * Waits until all that was written has reached every region.
   *
   * @return what has not within the bound; empty if all has
   */
  public String rest() {
    boolean[] rests = {false};
    waitUntil(() -> rests[0] = regions.whatMoves().isEmpty());
    return rests[0] ? "" : regions.whatMoves();
  }

  /** Whether it comes to be so within half a minute. */
  public boolean waitUntil(BooleanSupplier condition) {
    long until = agenda.nowNanos() + BOUND_NANOS;
    while (!condition.getAsBoolean()) {
      if (agenda.nowNanos() >= until) {
        return false;
      }
      pass(MILLI);
    }
    return true;
  }

  /** So much time passes, by all clocks; only the last seconds of it are lived through. */
  public void passMillis(long millis) {
    long lived = Math.min(millis, LIVED_MILLIS_MAX);
    regions.each().forEach(region -> region.moveClocks(millis - lived));
    pass(lived * MILLI);
  }

  /** The clock of a region's node is ahead of the true time by so much from now on. */
  public void setClock(RegionName region, long aheadMillis) {
    find(region).serving().clock().set(aheadMillis);
  }

  /** All clocks stand still, a while ahead of all times that were given so far. */
  public void stopClocks() {
    regions.each().forEach(region -> region.serving().clock().stop(BOUND_NANOS / MILLI));
  }

  /** The region's node is gone at once, and with it what its store had not flushed. */
  public void crash(RegionName region) {
    find(region).serving().crash(0);
  }

  public void restart(RegionName region) {
    find(region).serving().start();
    awaitServing(find(region));
  }

  /** The next record of the region is kept in its log, but its node does not hear of that. */
  public void loseAnswer(RegionName region) {
    find(region).meet(AppendFate.ANSWER_LOST, 1);
  }

  public void addIndex(RegionName region) {
    find(region).indexes().add();
    find(region).reindex();
  }

  /** The oldest one. */
  public void dropIndex(RegionName region) {
    find(region).indexes().drop();
    find(region).reindex();
  }

  /** Once it rests: what it has not kept of what every world promises. */
  public List<Violation> verdict() {
    if (violations.isEmpty()) {
      regions.lookAtWhatIsDerived(violations::add);
      violations.addAll(Check.verdict(Check.ofLogs(), regions.evidence(List.of(), List.of())));
    }
    return List.copyOf(violations);
  }

  private interface Asking<T> {
    void ask(NodeProcess process, Consumer<T> told);
  }

  private <T> T ask(RegionName region, Asking<T> asking) {
    NodeProcess process =
        find(region)
            .serving()
            .process()
            .orElseThrow(() -> new ToldWorldException("the node of " + region + " is down"));
    List<T> answers = new ArrayList<>();
    process.run(() -> asking.ask(process, answers::add));
    if (!waitUntil(() -> !answers.isEmpty())) {
      throw new ToldWorldException(region + " gave no answer within a bound");
    }
    pass(BETWEEN_NANOS);
    return answers.getFirst();
  }

  private void awaitServing(WorldRegion region) {
    if (!waitUntil(() -> serves(region))) {
      throw new ToldWorldException(region + " does not serve within a bound");
    }
  }

  private boolean serves(WorldRegion region) {
    NodeProcess process = region.serving().process().orElseThrow();
    boolean leads = process.leaders().status().stream().allMatch(PartitionStatus::leads);
    boolean follows =
        regions.each().stream()
            .filter(source -> source != region)
            .allMatch(source -> process.table().intakes(source.name()).size() == PARTITIONS);
    return leads && follows;
  }

  private Optional<ItemState> state(RegionName region, EncodedKey key) {
    return WorldRegions.store(find(region)).item(partition(key), key);
  }

  private WorldRegion find(RegionName name) {
    return regions.each().stream()
        .filter(region -> region.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ToldWorldException("there is no region " + name));
  }

  /** Ends at once where something is found broken. */
  private void pass(long nanos) {
    agenda.runTo(agenda.nowNanos() + nanos);
    if (!violations.isEmpty()) {
      throw new ToldWorldException(violations.getFirst().toString());
    }
  }

  private static Place place(WriteCommand command) {
    return new Place(partition(command.key()), command.key());
  }

  private static PartitionId partition(EncodedKey key) {
    return new PartitionId(FixedTable.NUMBER, Partitioner.partition(key, PARTITIONS));
  }
}

package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.PartitionLeaders;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings this region's tables to where the catalog says they should be: creates logs, opens
 * partitions, follows the logs of other regions, copies for regions that join, removes what was
 * deleted. Every step can be taken again, so a crash or an unavailable log only delays it.
 *
 * <pre>
 *   CREATING ──(partitions lead; a joining copy is whole)──▶ ACTIVE ──(deleted, or no member any more)──▶ DELETING
 *     DELETING ──(the regions that stay have all of its log)──▶ gone
 * </pre>
 */
public final class TableLifecycle implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableLifecycle.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(2);
  private static final Duration ASK_AGAIN = Duration.ofMillis(10);

  private final TableNodeSettings settings;
  private final Catalog catalog;
  private final RegionLog logs;
  private final PartitionLeaders leaders;
  private final CatalogWriter writer;
  private final StoreNumbers numbers;
  private final OpenTables open;
  private final SourceLogs sourceLogs;
  private final Donations donations;
  private final CopyWishes wishes;
  private final TableIndexes indexes;
  private final TableStreams streams;
  private final Departures departures;
  private final Leaving leaving;
  private final OwnLogs ownLogs;
  private final InstantSource wallClock;
  private final Supplier<String> identities;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Turns turns;
  private volatile boolean catalogKnown;

  public TableLifecycle(
      TableNodeSettings settings,
      Catalog catalog,
      Store store,
      RegionLog logs,
      PartitionLeaders leaders,
      InstantSource wallClock,
      Supplier<String> identities) {
    this(
        settings,
        catalog,
        store,
        logs,
        leaders,
        wallClock,
        identities,
        new ThreadTurns("tables-" + settings.region()),
        new ThreadTurns("replica-copies"));
  }

  /**
   * @param turns its thread
   * @param copying what copies items for other regions, beside it
   */
  public TableLifecycle(
      TableNodeSettings settings,
      Catalog catalog,
      Store store,
      RegionLog logs,
      PartitionLeaders leaders,
      InstantSource wallClock,
      Supplier<String> identities,
      Turns turns,
      Turns copying) {
    this.settings = settings;
    this.catalog = catalog;
    this.logs = logs;
    this.leaders = leaders;
    this.writer = new CatalogWriter(leaders, this::look);
    this.numbers = new StoreNumbers(catalog);
    this.open = new OpenTables(logs, leaders, this::look);
    this.sourceLogs = new SourceLogs(store, leaders);
    this.donations = new Donations(store, leaders, writer, copying, this::look);
    this.wishes = new CopyWishes(catalog, store, leaders, writer, wallClock);
    this.departures = new Departures(store, writer, settings.peers());
    this.streams = new TableStreams(store, leaders, this::look);
    this.leaving = new Leaving(settings, store, logs, writer, open, donations, departures, streams);
    this.ownLogs = new OwnLogs(settings, logs, open);
    this.indexes = new TableIndexes(store, writer, open);
    this.wallClock = wallClock;
    this.identities = identities;
    this.turns = turns;
  }

  public void start() {
    turns.take(this::lookAgainAndAgain);
  }

  private void lookAgainAndAgain() {
    lookNow();
    turns.takeAfter(LOOK_AGAIN, this::lookAgainAndAgain);
  }

  /** Looks at the catalog soon. Any thread may call; it does not block. */
  public void look() {
    if (looking.compareAndSet(false, true)) {
      inTurn(this::lookNow);
    }
  }

  /**
   * Asks other regions for copies of what a replicator cannot follow, by where this region stands
   * there. Any thread may call, again and again; it does not block.
   */
  public void askForCopies(List<Intake> stuck) {
    inTurn(
        () -> {
          try {
            if (catalogKnown && writer.settled()) {
              wishes.ask(stuck);
            }
          } catch (RuntimeException failure) {
            LOG.error("{}: a copy cannot be asked for", settings.region(), failure);
          }
        });
  }

  /** The copies that this region writes for others now. Any thread may ask. */
  public List<GivenCopy> givenCopies() {
    return donations.given();
  }

  /** Whether the catalog has been read to its end since the start. Any thread may ask. */
  boolean catalogKnown() {
    return catalogKnown;
  }

  /** Whether every partition of the catalog and of the tables is led. */
  public boolean ready() {
    return leaders.status().stream().allMatch(status -> status.leads())
        && !leaders.status().isEmpty();
  }

  @Override
  public void close() {
    turns.close();
    donations.close();
  }

  /** Runs on the lifecycle's thread, after what is under way. */
  void inTurn(Runnable work) {
    turns.take(work);
  }

  /**
   * Runs work as {@link #inTurn} does, but not before all of the catalog is known and no write to
   * it is in doubt; the refusal if its turn does not come in time. What is decided on half a
   * catalog would replace tables that are there.
   */
  void onceKnown(Runnable work, Runnable refusal) {
    onceKnown(work, refusal, turns.nanos() + KNOWN_WITHIN.toNanos());
  }

  private void onceKnown(Runnable work, Runnable refusal, long bound) {
    inTurn(
        () -> {
          if (turns.nanos() - bound > 0) {
            refusal.run();
          } else if (catalogKnown && writer.settled()) {
            work.run();
          } else {
            turns.takeAfter(ASK_AGAIN, () -> onceKnown(work, refusal, bound));
          }
        });
  }

  /** From here on a table's tombstones wait for a region that is about to be let in. */
  void expect(CatalogEntry table, RegionName joining) {
    open.expect(table, joining);
  }

  CatalogWriter writer() {
    return writer;
  }

  /** A number in the store that no table has or had. On the lifecycle's thread. */
  int nextStoreNumber() {
    return numbers.next();
  }

  /** A log's name: unique for every copy of a table that ever was, and short enough for a topic. */
  static String log(RegionName region, String table, String tableId) {
    String shortened = table.length() <= 150 ? table : table.substring(0, 150);
    return region + "." + shortened + "." + tableId.replace("-", "").substring(0, 12);
  }

  private void lookNow() {
    looking.set(false);
    try {
      ownLogs.open(this::known);
      if (!catalogKnown) {
        return;
      }
      for (RegionName peer : settings.peers()) {
        sourceLogs.followCatalog(peer);
      }
    } catch (LogUnavailableException unavailable) {
      LOG.warn("{}: the catalog's log is unavailable", settings.region());
      return;
    } catch (RuntimeException failure) {
      LOG.error("{}: the catalog's log cannot be used", settings.region(), failure);
      return;
    }
    if (!writer.settled()) {
      return;
    }
    open.living(
        catalog.groups().values().stream()
            .flatMap(group -> group.ownLiving().stream())
            .map(CatalogEntry::storeNumber)
            .collect(Collectors.toSet()));
    Set<Integer> shared = numbers.shared();
    for (Group group : catalog.groups().values()) {
      if (!writer.settled()) {
        return;
      }
      if (group.ownLiving().filter(own -> shared.contains(own.storeNumber())).isPresent()) {
        continue;
      }
      try {
        look(group);
      } catch (LogUnavailableException unavailable) {
        LOG.warn(
            "{}: a table's log is unavailable: {}", settings.region(), unavailable.getMessage());
      } catch (RuntimeException failure) {
        LOG.error(
            "{}: a table cannot be brought to where it should be", settings.region(), failure);
      }
    }
  }

  /** A leader has read its log to the end before it leads. */
  private void known() {
    catalogKnown = true;
    look();
  }

  private void look(Group group) throws LogUnavailableException {
    Optional<CatalogEntry> living = group.ownLiving();
    if (living.isPresent()) {
      look(group, living.get());
    } else if (group.invitation().isPresent()) {
      join(group, group.invitation().get());
    } else {
      group.own().filter(this::saysNothing).ifPresent(writer::forget);
    }
  }

  /**
   * Whether an entry of a table that is gone may go as well. One of a global table stays: a region
   * that was away learns from it who holds the table, and would take what it last heard for the
   * truth, or come back by an old invitation; and nobody knows whether one is still away. A table
   * that only ever was in this region concerns no other.
   */
  private boolean saysNothing(CatalogEntry own) {
    return own.gone() && own.members().isEmpty() && !numbers.isHighest(own.storeNumber());
  }

  private void look(Group group, CatalogEntry own) throws LogUnavailableException {
    SortedMap<RegionName, Member> members = group.members(own.group());
    Member self = members.get(own.region());
    CatalogEntry heard = group.heard(own);
    if (!group.taken(own).isEmpty()) {
      LOG.warn("{}: {} is another table in {}", own.region(), own.table(), group.taken(own));
      withdraw(own, members, group.taken(own));
    } else if (group.isForsaken(own)) {
      LOG.warn(
          "{}: nobody holds {} any more of whom it was to be a copy: it goes",
          own.region(),
          own.table());
      withdraw(own, members, Set.of(own.region()));
    } else if (own.status() == TableStatus.DELETING) {
      leaving.goOn(group, own);
    } else if (self != null && !self.present()) {
      writer.write(heard.with(TableStatus.DELETING));
    } else if (!heard.equals(own)) {
      writer.write(heard);
    } else {
      CatalogEntry latest = SharedSetting.latest(group, own, wallClock.millis());
      if (latest == own) {
        keep(group, own);
      } else {
        writer.write(latest);
      }
    }
  }

  /** From now on these regions are not to hold the table. */
  private void withdraw(
      CatalogEntry own, SortedMap<RegionName, Member> members, Set<RegionName> regions) {
    TreeMap<RegionName, Member> next = new TreeMap<>(members);
    Member absent = new Member(false, Member.now(members.values(), wallClock.millis()));
    regions.forEach(region -> next.put(region, absent));
    writer.write(own.withMembers(next));
  }

  private void keep(Group group, CatalogEntry own) throws LogUnavailableException {
    if (!open.isOpen(own)) {
      logs.create(own.log(), own.partitions(), Optional.of(settings.retention()));
      open.open(own);
    }
    List<CatalogEntry> sources = group.sources(own);
    open.replicated(own, !sources.isEmpty());
    if (own.status() != TableStatus.CREATING) {
      open.roll(own, group.roll(own));
    }
    if (!open.leads(own) || indexes.goOn(group, own)) {
      return;
    }
    Optional<CatalogEntry> donor = group.donor(own);
    for (CatalogEntry source : sources) {
      sourceLogs.follow(own, source, donor);
    }
    if (donations.goOn(group, own) || wishes.goOn(group, own) || departures.takeLeave(group, own)) {
      return;
    }
    boolean updated = own.status() == TableStatus.UPDATING;
    boolean made =
        own.status() == TableStatus.CREATING
            && !own.history().isFilling()
            && sourceLogs.whole(group, own)
            && TableIndexes.whole(own);
    boolean unmade = own.status() == TableStatus.CREATING && !made;
    if (!unmade && streams.goOn(own) && (updated || made)) {
      writer.write(own.with(TableStatus.ACTIVE));
    }
  }

  private void join(Group group, CatalogEntry donor) {
    String id = identities.get();
    CatalogEntry joining =
        IndexStatements.applied(
            CatalogEntry.creating(
                    new TableCopy(
                        donor.table(),
                        settings.region(),
                        id,
                        donor.group(),
                        nextStoreNumber(),
                        log(settings.region(), donor.table(), id),
                        donor.partitions()),
                    wallClock.millis(),
                    donor.settings().forReplica(),
                    group.members(donor.group()))
                .stating(donor.stated())
                .with(IndexStatements.NONE.with(group.indexStatements(donor.group()))));
    writer.write(group.heard(joining));
  }
}

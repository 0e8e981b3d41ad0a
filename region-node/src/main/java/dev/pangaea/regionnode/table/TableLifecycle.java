package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.LeaderLoop;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings this region's tables to where the catalog says they should be: creates logs, opens
 * partitions, follows the logs of other regions, copies for regions that join, removes what was
 * deleted. Every step can be taken again, so a crash or an unavailable log only delays it.
 *
 * <pre>
 *   CREATING ──(partitions lead; a joining copy is whole)──▶ ACTIVE ──(deleted, or no member any more)──▶ DELETING ──▶ gone
 * </pre>
 */
public final class TableLifecycle implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableLifecycle.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final TableNodeSettings settings;
  private final Catalog catalog;
  private final Store store;
  private final RegionLog logs;
  private final LeaderLoop leaders;
  private final CatalogWriter writer;
  private final OpenTables open;
  private final ReplicaCopies copies;
  private final InstantSource wallClock;
  private final Supplier<String> identities;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final ScheduledExecutorService thread;
  private boolean catalogOpen;

  public TableLifecycle(
      TableNodeSettings settings,
      Catalog catalog,
      Store store,
      RegionLog logs,
      LeaderLoop leaders,
      InstantSource wallClock,
      Supplier<String> identities) {
    this.settings = settings;
    this.catalog = catalog;
    this.store = store;
    this.logs = logs;
    this.leaders = leaders;
    this.writer = new CatalogWriter(leaders);
    this.open = new OpenTables(logs, leaders, this::look);
    this.copies = new ReplicaCopies(store, leaders, this::look);
    this.wallClock = wallClock;
    this.identities = identities;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tables-" + settings.region()).factory());
  }

  public void start() {
    thread.scheduleWithFixedDelay(this::lookNow, 0, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks at the catalog soon. Any thread may call; it does not block. */
  public void look() {
    if (looking.compareAndSet(false, true)) {
      inTurn(this::lookNow);
    }
  }

  /** Whether every partition of the catalog and of the tables is led. */
  public boolean ready() {
    return leaders.status().stream().allMatch(status -> status.leads())
        && !leaders.status().isEmpty();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    copies.close();
  }

  /** Runs on the lifecycle's thread, after what is under way. */
  void inTurn(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException closing) {
      LOG.debug("{} is closing", settings.region());
    }
  }

  CatalogWriter writer() {
    return writer;
  }

  int nextStoreNumber() {
    return 1
        + catalog.groups().values().stream()
            .flatMap(group -> group.own().stream())
            .mapToInt(CatalogEntry::storeNumber)
            .max()
            .orElse(PartitionId.CATALOG_TABLE);
  }

  /** A log's name: unique for every copy of a table that ever was, and short enough for a topic. */
  static String log(RegionName region, String table, String tableId) {
    String shortened = table.length() <= 150 ? table : table.substring(0, 150);
    return region + "." + shortened + "." + tableId.replace("-", "").substring(0, 12);
  }

  private void lookNow() {
    looking.set(false);
    try {
      openCatalog();
    } catch (LogUnavailableException unavailable) {
      LOG.warn("{}: the catalog's log is unavailable", settings.region());
      return;
    }
    for (Group group : catalog.groups().values()) {
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

  private void openCatalog() throws LogUnavailableException {
    if (!catalogOpen) {
      String log = Catalog.log(settings.region());
      logs.create(log, 1, Optional.empty());
      open.openCatalog(log, !settings.peers().isEmpty());
      catalogOpen = true;
    }
    for (RegionName peer : settings.peers()) {
      follow(PartitionId.CATALOG, peer, Catalog.log(peer), Position.START);
    }
  }

  private void look(Group group) throws LogUnavailableException {
    Optional<CatalogEntry> living = group.ownLiving();
    if (living.isPresent()) {
      look(group, living.get());
    } else {
      group.invitation().ifPresent(donor -> join(group, donor));
    }
  }

  private void look(Group group, CatalogEntry own) throws LogUnavailableException {
    SortedMap<RegionName, Member> members = group.members(own.group());
    Member self = members.get(own.region());
    if (own.status() == TableStatus.DELETING) {
      remove(own);
    } else if (self != null && !self.present()) {
      writer.write(own.withMembers(members).with(TableStatus.DELETING));
    } else if (!members.equals(own.members())) {
      writer.write(own.withMembers(members));
    } else {
      keep(group, own);
    }
  }

  private void keep(Group group, CatalogEntry own) throws LogUnavailableException {
    if (!open.isOpen(own)) {
      logs.create(own.log(), own.partitions(), Optional.of(settings.retention()));
      open.open(own);
    }
    List<CatalogEntry> sources = group.sources(own);
    open.replicated(own, !sources.isEmpty());
    if (!open.leads(own)) {
      return;
    }
    Optional<CatalogEntry> donor = group.donor(own);
    for (CatalogEntry source : sources) {
      followAll(own, source, donor);
    }
    own.joinings()
        .forEach(
            (joiner, joining) -> {
              Member member = group.members(own.group()).get(joiner);
              if (!joining.copied() && member.present() && member.since().equals(joining.join())) {
                copies
                    .ends(own, joiner, joining)
                    .ifPresent(
                        ends -> writer.write(own.withJoining(joiner, joining.copiedTo(ends))));
              }
            });
    if (own.status() == TableStatus.CREATING && whole(own, donor)) {
      writer.write(own.with(TableStatus.ACTIVE));
    }
  }

  private void join(Group group, CatalogEntry donor) {
    String id = identities.get();
    writer.write(
        new CatalogEntry(
            donor.table(),
            settings.region(),
            id,
            donor.group(),
            nextStoreNumber(),
            log(settings.region(), donor.table(), id),
            donor.partitions(),
            wallClock.millis(),
            TableStatus.CREATING,
            false,
            donor.settings().forReplica(),
            group.members(donor.group()),
            new TreeMap<>()));
  }

  private void remove(CatalogEntry own) throws LogUnavailableException {
    open.close(own);
    logs.delete(own.log());
    store.drop(own.storeNumber());
    writer.write(own.asGone());
  }

  private void followAll(CatalogEntry own, CatalogEntry source, Optional<CatalogEntry> donor) {
    Optional<Joining.Beginning> told =
        donor
            .flatMap(entry -> entry.joining(own.region()))
            .map(joining -> joining.beginnings().get(source.region()))
            .filter(beginning -> beginning.log().equals(source.log()));
    for (int partition = 0; partition < own.partitions(); partition++) {
      int index = partition;
      Position beginning = told.map(there -> there.positions().get(index)).orElse(Position.START);
      follow(
          new PartitionId(own.storeNumber(), partition), source.region(), source.log(), beginning);
    }
  }

  private void follow(PartitionId partition, RegionName source, String log, Position beginning) {
    boolean known =
        store.progress(partition, source).filter(each -> each.log().equals(log)).isPresent();
    if (!known) {
      leaders.follow(partition, new Progress(source, log, beginning, Watermark.NONE), answer -> {});
    }
  }

  /**
   * Whether all that was copied for this region has been taken in. A table that did not join has
   * nothing to wait for.
   */
  private boolean whole(CatalogEntry own, Optional<CatalogEntry> donor) {
    if (own.members().isEmpty() || donor.isEmpty()) {
      return own.members().isEmpty();
    }
    Joining joining = donor.get().joining(own.region()).orElseThrow();
    if (!joining.copied()) {
      return false;
    }
    for (int partition = 0; partition < own.partitions(); partition++) {
      long taken =
          store
              .progress(new PartitionId(own.storeNumber(), partition), donor.get().region())
              .filter(progress -> progress.log().equals(donor.get().log()))
              .map(progress -> progress.position().nextOffset())
              .orElse(0L);
      if (taken < joining.copyEnds().get(partition)) {
        return false;
      }
    }
    return true;
  }
}

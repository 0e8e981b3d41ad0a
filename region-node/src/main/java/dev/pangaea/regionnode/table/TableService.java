package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.ledger.LedgerBeginning;
import dev.pangaea.regionnode.ledger.LedgerTable;
import dev.pangaea.regionnode.scaling.ScalingActivity;
import dev.pangaea.regionnode.scaling.ScalingSettings;
import dev.pangaea.regionnode.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Takes requests to create, change and delete tables: each becomes a new state of this region's
 * catalog entry; {@link TableLifecycle} then makes it so. Requests are worked on one at a time, on
 * the lifecycle's thread.
 */
public final class TableService implements Tables, Fillings, ScaledTables, TopicWishes {
  /** How many requests may wait for their turn; more are turned away. */
  private static final int WAITING_MAX = 64;

  private final TableNodeSettings settings;
  private final Catalog catalog;
  private final Store store;
  private final CatalogWriter writer;
  private final TableLifecycle lifecycle;
  private final InstantSource wallClock;
  private final Supplier<String> identities;
  private final long ledgerSinceMillis;
  private final Semaphore waiting = new Semaphore(WAITING_MAX);

  /**
   * @param identities draws table ids that no other table ever had
   */
  public TableService(
      TableNodeSettings settings,
      Catalog catalog,
      Store store,
      TableLifecycle lifecycle,
      InstantSource wallClock,
      Supplier<String> identities) {
    this.settings = settings;
    this.catalog = catalog;
    this.store = store;
    this.writer = lifecycle.writer();
    this.lifecycle = lifecycle;
    this.wallClock = wallClock;
    this.identities = identities;
    this.ledgerSinceMillis = LedgerBeginning.millis(store).orElseGet(wallClock::millis);
  }

  @Override
  public boolean known() {
    return lifecycle.catalogKnown();
  }

  @Override
  public Optional<TableView> table(String name) {
    if (name.equals(LedgerTable.NAME)) {
      return Optional.of(LedgerView.of(settings.region(), ledgerSinceMillis));
    }
    Group group = catalog.group(name);
    return group.ownLiving().map(own -> view(group, own));
  }

  @Override
  public List<String> names() {
    return catalog.groups().entrySet().stream()
        .filter(entry -> entry.getValue().ownLiving().isPresent())
        .map(Map.Entry::getKey)
        .filter(name -> !OwnTables.has(name))
        .toList();
  }

  @Override
  public List<TopicWish> topicWishes() {
    return catalog.groups().values().stream()
        .flatMap(group -> group.own().stream())
        .filter(own -> own.settings().changeTopic())
        .map(own -> new TopicWish(own.table(), own.storeNumber(), own.partitions()))
        .toList();
  }

  @Override
  public CompletionStage<TableOutcome> create(
      String name, TableSettings requested, WarmThroughput warm) {
    return inTurn(() -> createNow(name, requested, warm, Optional.empty()));
  }

  @Override
  public CompletionStage<TableOutcome> create(
      String name, TableSettings requested, TableOrigin origin) {
    return inTurn(() -> createNow(name, requested, WarmThroughput.NONE, Optional.of(origin)));
  }

  @Override
  public List<TableView> unfilled() {
    return catalog.groups().values().stream()
        .flatMap(
            group ->
                group.ownLiving().stream()
                    .filter(own -> own.history().isFilling())
                    .filter(own -> own.status() == TableStatus.CREATING)
                    .map(own -> view(group, own)))
        .toList();
  }

  @Override
  public CompletionStage<List<TableView>> toFill() {
    return inTurn(this::unfilled, List.of());
  }

  @Override
  public CompletionStage<TableOutcome> filled(String name, String tableId) {
    return inTurn(
        () -> changeNow(name, own -> filling(own, tableId, own::from, TableOrigin::asWhole)));
  }

  @Override
  public CompletionStage<TableOutcome> abandon(String name, String tableId) {
    return inTurn(
        () ->
            changeNow(
                name,
                own ->
                    filling(own, tableId, origin -> own.with(TableStatus.DELETING), same -> same)));
  }

  private static Change filling(
      CatalogEntry own,
      String tableId,
      Function<TableOrigin, CatalogEntry> next,
      UnaryOperator<TableOrigin> origin) {
    return own.tableId().equals(tableId) && own.history().isFilling()
        ? new Change.To(next.apply(origin.apply(own.history().origin().orElseThrow())))
        : new Change.Not(new TableOutcome.NotFound());
  }

  @Override
  public CompletionStage<TableOutcome> delete(String name) {
    return inTurn(() -> changeNow(name, this::deleted));
  }

  @Override
  public CompletionStage<TableOutcome> updateReplicas(String name, ReplicaUpdate update) {
    return inTurn(() -> changeNow(name, own -> replicated(own, update)));
  }

  @Override
  public CompletionStage<TableOutcome> change(String name, TableChange change) {
    return inTurn(() -> changeNow(name, own -> changed(own, change)));
  }

  @Override
  public List<TableView> scaled() {
    return catalog.groups().values().stream()
        .flatMap(
            group ->
                group.ownLiving().stream()
                    .filter(own -> own.status() != TableStatus.DELETING)
                    .filter(own -> !own.settings().scaling().equals(ScalingSettings.NONE))
                    .map(own -> view(group, own)))
        .toList();
  }

  @Override
  public CompletionStage<TableOutcome> scale(
      String name, String tableId, List<ScalingActivity> steps) {
    return inTurn(
        () ->
            changeNow(
                name,
                own ->
                    own.tableId().equals(tableId)
                        ? stepped(own, steps)
                        : new Change.Not(new TableOutcome.NotFound())));
  }

  /** An entry whose capacities are scaled: in a global table, reads for this region alone. */
  private Change stepped(CatalogEntry own, List<ScalingActivity> steps) {
    Group group = catalog.group(own.table());
    List<ScalingActivity> due = CapacitySteps.due(group.here(own), steps);
    if (due.isEmpty()) {
      return new Change.Not(new TableOutcome.Accepted(view(group, own)));
    }
    TableChange.Steps update =
        CapacitySteps.update(own.settings(), due, CapacitySteps.isGlobal(group, own));
    Change change = update.isNothing() ? new Change.To(own) : changed(own, update);
    return change instanceof Change.To(CatalogEntry entry)
        ? new Change.To(CapacitySteps.noted(group, entry, due, wallClock.millis()))
        : change;
  }

  /** What a request makes of an entry. */
  private sealed interface Change {
    record To(CatalogEntry entry) implements Change {}

    record Not(TableOutcome outcome) implements Change {}
  }

  private CompletionStage<TableOutcome> inTurn(Supplier<TableOutcome> request) {
    return inTurn(request, new TableOutcome.Unavailable());
  }

  private <T> CompletionStage<T> inTurn(Supplier<T> request, T refusal) {
    if (!waiting.tryAcquire()) {
      return CompletableFuture.completedStage(refusal);
    }
    CompletableFuture<T> outcome = new CompletableFuture<>();
    outcome.whenComplete((done, failure) -> waiting.release());
    lifecycle.onceKnown(
        () -> {
          try {
            outcome.complete(request.get());
          } catch (RuntimeException failure) {
            outcome.completeExceptionally(failure);
          }
        },
        () -> outcome.complete(refusal));
    return outcome;
  }

  private TableOutcome createNow(
      String name, TableSettings requested, WarmThroughput warm, Optional<TableOrigin> origin) {
    if (name.equals(LedgerTable.NAME)
        || catalog.ownLiving(name).isPresent()
        || OwnTables.has(name) && !OwnTables.areMade(requested, origin)) {
      return new TableOutcome.InUse("Table already exists: " + name);
    }
    String id = identities.get();
    Version now = IndexStatements.NONE.next(wallClock.millis(), settings.region());
    CatalogEntry empty =
        CatalogEntry.creating(
                new TableCopy(
                    name,
                    settings.region(),
                    id,
                    id,
                    lifecycle.nextStoreNumber(),
                    TableLifecycle.log(settings.region(), name, id),
                    settings.partitions()),
                wallClock.millis(),
                requested,
                new TreeMap<>())
            .warmed(warm)
            .with(IndexStatements.of(requested.indexes(), now));
    return write(origin.map(empty::from).orElse(empty));
  }

  private TableOutcome changeNow(String name, Function<CatalogEntry, Change> change) {
    if (name.equals(LedgerTable.NAME) || OwnTables.has(name)) {
      return new TableOutcome.ReadOnly();
    }
    Optional<CatalogEntry> own = catalog.ownLiving(name);
    if (own.isEmpty()) {
      return new TableOutcome.NotFound();
    }
    return switch (change.apply(own.get())) {
      case Change.To(CatalogEntry entry) -> write(entry);
      case Change.Not(TableOutcome outcome) -> outcome;
    };
  }

  private TableOutcome write(CatalogEntry entry) {
    if (!writer.write(entry)) {
      return new TableOutcome.Unavailable();
    }
    return new TableOutcome.Accepted(view(catalog.group(entry.table()), entry));
  }

  private Change deleted(CatalogEntry own) {
    Group group = catalog.group(own.table());
    Optional<TableOutcome> refusal = TableRules.againstDelete(group, own, settings.supported());
    if (refusal.isPresent()) {
      return new Change.Not(refusal.get());
    }
    TreeMap<RegionName, Member> members = new TreeMap<>(group.members(own.group()));
    if (!members.isEmpty()) {
      members.put(
          own.region(), new Member(false, Member.now(members.values(), wallClock.millis())));
    }
    return new Change.To(own.withMembers(members).with(TableStatus.DELETING));
  }

  private Change changed(CatalogEntry before, TableChange change) {
    Group group = catalog.group(before.table());
    CatalogEntry own = OverrideStatement.overtaken(group, before, change, wallClock.millis());
    TableSettings now = SettingsDecision.compared(group, own, change);
    List<IndexUpdate> indexes = change.indexes();
    return switch (SettingsDecision.of(group, own, change, wallClock.millis())) {
      case SettingsDecision.Changed(
              TableSettings settings,
              WarmThroughput warm,
              boolean atOnce) -> {
        CatalogEntry next =
            SharedSetting.stated(group, own, settings, wallClock.millis()).warmed(warm);
        yield indexed(group, now, atOnce ? next : next.with(TableStatus.UPDATING), indexes);
      }
      case SettingsDecision.Same(boolean atOnce) ->
          indexes.isEmpty() && own.equals(before)
              ? new Change.Not(
                  new TableOutcome.Accepted(
                      view(group, atOnce ? own : own.with(TableStatus.UPDATING))))
              : indexed(
                  group,
                  now,
                  atOnce || own.equals(before) ? own : own.with(TableStatus.UPDATING),
                  indexes);
      case SettingsDecision.Refused(TableOutcome outcome) -> new Change.Not(outcome);
    };
  }

  private Change replicated(CatalogEntry own, ReplicaUpdate update) {
    Group group = catalog.group(own.table());
    Optional<TableOutcome> refusal =
        TableRules.againstReplica(group, own, update, settings.supported());
    if (refusal.isPresent()) {
      return new Change.Not(refusal.get());
    }
    TreeMap<RegionName, Member> members = new TreeMap<>(group.members(own.group()));
    HybridTime now = Member.now(members.values(), wallClock.millis());
    return switch (update) {
      case ReplicaUpdate.Delete(RegionName region) -> {
        members.put(region, new Member(false, now));
        yield new Change.To(own.withMembers(members));
      }
      case ReplicaUpdate.Update(RegionName region, ReplicaOverrides wanted) ->
          new Change.To(
              OverrideStatement.overridden(group, own, region, wanted, wallClock.millis())
                  .with(TableStatus.UPDATING));
      case ReplicaUpdate.Create(RegionName region, ReplicaOverrides wanted) -> {
        members.putIfAbsent(own.region(), new Member(true, now));
        lifecycle.expect(own, region);
        members.put(region, new Member(true, now));
        CatalogEntry stated =
            SharedSetting.stated(group, own, own.settings().withStream(), wallClock.millis());
        yield new Change.To(
            OverrideStatement.stating(
                    group,
                    stated,
                    region,
                    ReplicaOverrides.NONE.changed(wanted, own.settings()),
                    wallClock.millis())
                .withMembers(members)
                .withJoining(
                    region, new Joining(now, Beginnings.of(store, group, own), List.of())));
      }
    };
  }

  /** A table's next entry, with its indexes as it is asked for, once it is compared with now. */
  private Change indexed(
      Group group, TableSettings now, CatalogEntry entry, List<IndexUpdate> updates) {
    Optional<TableOutcome> refusal =
        IndexRules.against(
            now, entry, index -> group.warm(entry, index), updates, wallClock.millis());
    if (refusal.isPresent()) {
      return new Change.Not(refusal.get());
    }
    return new Change.To(
        updates.isEmpty()
            ? entry
            : IndexStatements.updated(group, entry, updates, wallClock.millis()));
  }

  private TableView view(Group group, CatalogEntry own) {
    return TableView.of(group, own, wallClock.millis());
  }
}

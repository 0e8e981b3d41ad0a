package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.ItemIndex;
import dev.pangaea.regionnode.scaling.ScalingActivity;
import dev.pangaea.regionnode.scaling.ScalingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A catalog without a log: tables are there, active, as soon as they are asked for. The next answer
 * can be chosen.
 */
public final class FakeTables implements Tables, Fillings, ScaledTables {
  private static final long CREATED_MILLIS = 1_700_000_000_123L;
  private static final long CHANGED_MILLIS = CREATED_MILLIS + 1000;

  private final RegionName region;
  private final int partitions;
  private final SortedMap<String, TableView> tables = new TreeMap<>();
  private final List<ReplicaUpdate> replicaUpdates = new ArrayList<>();
  private Optional<TableOutcome> next = Optional.empty();
  private boolean known = true;
  private boolean knownAfterALook;
  private int made;
  private Optional<RuntimeException> nextFailure = Optional.empty();
  private volatile Runnable beforeFilled = () -> {};

  public FakeTables(RegionName region, int partitions) {
    this.region = region;
    this.partitions = partitions;
  }

  public synchronized void nextAnswer(TableOutcome outcome) {
    next = Optional.of(outcome);
  }

  public synchronized void put(TableView table) {
    tables.put(table.name(), table);
  }

  /** The indexes of the table that has this number in the store. */
  public synchronized List<ItemIndex> indexes(int storeNumber) {
    return tables.values().stream()
        .filter(table -> table.storeNumber() == storeNumber)
        .flatMap(table -> IndexRows.of(table.settings()).stream())
        .toList();
  }

  public synchronized List<ReplicaUpdate> replicaUpdates() {
    return List.copyOf(replicaUpdates);
  }

  public synchronized void nextReadFails(RuntimeException failure) {
    nextFailure = Optional.of(failure);
  }

  /** What happens before a table that is to be filled is in the catalog. */
  public void beforeFilled(Runnable next) {
    beforeFilled = next;
  }

  /** As after a start, before the catalog's log is read. */
  public synchronized void known(boolean now) {
    known = now;
  }

  /** The catalog's log is read to its end just after a table was looked for, and not found. */
  public synchronized void knownAfterALook() {
    known = false;
    knownAfterALook = true;
  }

  @Override
  public synchronized boolean known() {
    return known;
  }

  @Override
  public synchronized Optional<TableView> table(String name) {
    if (nextFailure.isPresent()) {
      RuntimeException failure = nextFailure.get();
      nextFailure = Optional.empty();
      throw failure;
    }
    Optional<TableView> found = Optional.ofNullable(tables.get(name));
    known |= knownAfterALook;
    return found;
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(tables.keySet());
  }

  @Override
  public synchronized CompletionStage<TableOutcome> create(
      String name, TableSettings settings, WarmThroughput warm) {
    if (tables.containsKey(name)) {
      return answer(new TableOutcome.InUse("Table already exists: " + name));
    }
    TableView table =
        new TableView(
            name,
            "00000000-0000-4000-8000-%012d".formatted(made + 1),
            region,
            ++made,
            partitions,
            TableHistory.created(settings, CREATED_MILLIS).warmed(warm),
            TableStatus.ACTIVE,
            settings.withIndexes(active(settings.indexes())),
            false,
            List.of());
    return accept(table);
  }

  @Override
  public CompletionStage<TableOutcome> create(
      String name, TableSettings settings, TableOrigin origin) {
    beforeFilled.run();
    synchronized (this) {
      create(name, settings, WarmThroughput.NONE);
      return with(name, TableStatus.CREATING, Optional.of(origin));
    }
  }

  @Override
  public synchronized List<TableView> unfilled() {
    return tables.values().stream().filter(table -> table.history().isFilling()).toList();
  }

  @Override
  public synchronized CompletionStage<List<TableView>> toFill() {
    return CompletableFuture.completedStage(known ? unfilled() : List.of());
  }

  @Override
  public synchronized CompletionStage<TableOutcome> filled(String name, String tableId) {
    return with(
        name, TableStatus.ACTIVE, tables.get(name).history().origin().map(TableOrigin::asWhole));
  }

  @Override
  public synchronized CompletionStage<TableOutcome> abandon(String name, String tableId) {
    return answer(new TableOutcome.Accepted(tables.remove(name)));
  }

  private CompletionStage<TableOutcome> with(
      String name, TableStatus status, Optional<TableOrigin> origin) {
    TableView table = tables.get(name);
    return accept(
        new TableView(
            name,
            table.tableId(),
            region,
            table.storeNumber(),
            partitions,
            table.history().from(origin.orElseThrow()),
            status,
            table.settings(),
            false,
            List.of()));
  }

  @Override
  public synchronized CompletionStage<TableOutcome> delete(String name) {
    TableView table = tables.get(name);
    if (table == null) {
      return answer(new TableOutcome.NotFound());
    }
    Optional<TableOutcome> refusal =
        TableRules.againstDelete(group(entry(table)), entry(table), new TreeSet<>(List.of(region)));
    if (refusal.isPresent() || next.isPresent()) {
      return answer(refusal.or(() -> next).orElseThrow());
    }
    tables.remove(name);
    return answer(new TableOutcome.Accepted(table));
  }

  @Override
  public synchronized CompletionStage<TableOutcome> updateReplicas(
      String name, ReplicaUpdate update) {
    TableView table = tables.get(name);
    if (table == null) {
      return answer(new TableOutcome.NotFound());
    }
    replicaUpdates.add(update);
    List<TableView.Replica> replicas = new ArrayList<>(table.replicas());
    switch (update) {
      case ReplicaUpdate.Create create ->
          replicas.add(
              new TableView.Replica(create.region(), TableStatus.ACTIVE, create.overrides()));
      case ReplicaUpdate.Update changed ->
          replicas.replaceAll(
              each ->
                  each.region().equals(changed.region())
                      ? new TableView.Replica(
                          each.region(),
                          each.status(),
                          each.overrides().changed(changed.overrides(), table.settings()))
                      : each);
      case ReplicaUpdate.Delete delete ->
          replicas.removeIf(replica -> replica.region().equals(delete.region()));
    }
    return accept(with(table, table.settings(), replicas));
  }

  private static List<IndexSettings> updated(TableSettings settings, List<IndexUpdate> updates) {
    List<IndexSettings> indexes = new ArrayList<>(settings.indexes());
    for (IndexUpdate update : updates) {
      switch (update) {
        case IndexUpdate.Create create ->
            indexes.add(
                IndexSettings.creating(create.index(), create.shape(), indexes.size() + 1)
                    .warmed(create.warm()));
        case IndexUpdate.Update wanted ->
            indexes.replaceAll(
                each -> each.name().equals(wanted.index()) ? updated(each, wanted) : each);
        case IndexUpdate.Delete(String index) ->
            indexes.removeIf(each -> each.name().equals(index));
      }
    }
    return indexes;
  }

  private static IndexSettings updated(IndexSettings index, IndexUpdate.Update wanted) {
    return index
        .with(index.shape().with(wanted.on(index.capacity())), CHANGED_MILLIS)
        .warmed(
            wanted
                .warm()
                .map(request -> request.on(WarmThroughput.NONE))
                .orElse(WarmThroughput.NONE));
  }

  private static List<IndexSettings> active(List<IndexSettings> indexes) {
    return indexes.stream().map(index -> index.with(IndexStatus.ACTIVE)).toList();
  }

  @Override
  public synchronized CompletionStage<TableOutcome> change(String name, TableChange change) {
    TableView table = tables.get(name);
    if (table == null) {
      return answer(new TableOutcome.NotFound());
    }
    CatalogEntry entry = entry(table);
    if (!change.indexes().isEmpty()) {
      return IndexRules.against(
              table.settings(),
              entry,
              index -> index.history().warm(),
              change.indexes(),
              CHANGED_MILLIS)
          .map(this::answer)
          .orElseGet(
              () ->
                  accept(
                      with(
                          table,
                          table.settings().withIndexes(updated(table.settings(), change.indexes())),
                          table.replicas())));
    }
    return switch (SettingsDecision.of(group(entry), entry, change, CHANGED_MILLIS)) {
      case SettingsDecision.Changed(TableSettings settings, WarmThroughput warm, boolean atOnce) ->
          accept(with(table, settings, table.replicas(), warm));
      case SettingsDecision.Same(boolean atOnce) -> accept(table);
      case SettingsDecision.Refused(TableOutcome outcome) -> answer(outcome);
    };
  }

  @Override
  public synchronized List<TableView> scaled() {
    return tables.values().stream()
        .filter(table -> !table.settings().scaling().equals(ScalingSettings.NONE))
        .toList();
  }

  @Override
  public synchronized CompletionStage<TableOutcome> scale(
      String name, String tableId, List<ScalingActivity> steps) {
    TableView table = tables.get(name);
    if (table == null) {
      return answer(new TableOutcome.NotFound());
    }
    change(name, CapacitySteps.update(table.settings(), steps, false));
    TableView changed = tables.get(name);
    TableSettings noted =
        changed.settings().withScaling(changed.settings().scaling().noting(steps));
    return accept(with(changed, noted, changed.replicas()));
  }

  private CatalogEntry entry(TableView table) {
    return CatalogEntry.creating(
            new TableCopy(
                table.name(),
                region,
                table.tableId(),
                table.tableId(),
                table.storeNumber(),
                "log",
                table.partitions()),
            table.createdMillis(),
            table.settings(),
            new TreeMap<>())
        .warmed(table.history().capacity().warm())
        .with(table.status());
  }

  private Group group(CatalogEntry entry) {
    return new Group(region, Set.of(), new TreeMap<>(Map.of(region, entry)));
  }

  private static TableView with(
      TableView table, TableSettings settings, List<TableView.Replica> replicas) {
    return with(table, settings, replicas, WarmThroughput.NONE);
  }

  private static TableView with(
      TableView table,
      TableSettings settings,
      List<TableView.Replica> replicas,
      WarmThroughput warm) {
    return new TableView(
        table.name(),
        table.tableId(),
        table.region(),
        table.storeNumber(),
        table.partitions(),
        table.history().changed(table.settings(), settings, CHANGED_MILLIS).warmed(warm),
        table.status(),
        settings,
        !replicas.isEmpty(),
        replicas);
  }

  private CompletionStage<TableOutcome> accept(TableView table) {
    if (next.isEmpty()) {
      tables.put(table.name(), table);
    }
    return answer(new TableOutcome.Accepted(table));
  }

  private CompletionStage<TableOutcome> answer(TableOutcome otherwise) {
    TableOutcome outcome = next.orElse(otherwise);
    next = Optional.empty();
    return CompletableFuture.completedFuture(outcome);
  }
}

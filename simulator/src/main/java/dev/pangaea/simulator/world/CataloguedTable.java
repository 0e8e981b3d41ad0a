package dev.pangaea.simulator.world;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.control.DeliveryIntake;
import dev.pangaea.regionnode.leader.PartitionLeaders;
import dev.pangaea.regionnode.leader.SteppedLeaders;
import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.Catalog;
import dev.pangaea.regionnode.table.CatalogStore;
import dev.pangaea.regionnode.table.Intakes;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.ReplicaUpdate;
import dev.pangaea.regionnode.table.TableLifecycle;
import dev.pangaea.regionnode.table.TableNodeSettings;
import dev.pangaea.regionnode.table.TableOutcome;
import dev.pangaea.regionnode.table.TableService;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.simulator.check.Contents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A table that the node's catalog tells of, as in a node that runs: the real catalog, replicated by
 * the world's links, and the real lifecycle, whose threads are stepped.
 */
final class CataloguedTable implements ServedTable {
  private static final KeySchema KEYS =
      new KeySchema(new KeyAttribute(Contents.KEY, KeyAttribute.Type.S), Optional.empty());
  private static final Duration RETENTION = Duration.ofDays(7);

  private final Setting setting;
  private final NodeProcess process;
  private final Store store;
  private final WorldTurns turns;
  private final WorldTurns copying;
  private final Intakes intakes;
  private final DeliveryIntake deliveries;
  private final TableLifecycle lifecycle;
  private final TableService tables;

  CataloguedTable(
      Setting setting,
      WorldRegion region,
      Machine machine,
      NodeProcess process,
      SteppedLeaders leaders,
      Catalog catalog,
      CatalogStore store) {
    this.setting = setting;
    this.process = process;
    this.store = store;
    this.turns = new WorldTurns(setting.agenda(), process::run);
    this.copying = new WorldTurns(setting.agenda(), process::run);
    this.intakes = new Intakes(catalog, store);
    this.deliveries = new DeliveryIntake(intakes, leaders);
    ProcessLogs logs = new ProcessLogs(region, process);
    PartitionLeaders blocking =
        new BlockingLeaders(
            leaders, turns, copying, setting.parts(), region::entriesElsewhere, process::watch);
    InstantSource clock = () -> Instant.ofEpochMilli(machine.clock().millis());
    TableNodeSettings settings =
        new TableNodeSettings(
            region.name(), region.otherNames(), region.partitionCount(), RETENTION);
    this.lifecycle =
        new TableLifecycle(
            settings,
            catalog,
            new ReadAtOnce(store),
            logs,
            blocking,
            clock,
            region::nextIdentity,
            turns,
            copying);
    this.tables =
        new TableService(settings, catalog, store, lifecycle, clock, region::nextIdentity);
    store.onChange(lifecycle::look);
  }

  /** What is scanned is as of the moment in which that begins, however long it takes. */
  private static final class ReadAtOnce extends ForwardingStore {
    ReadAtOnce(Store store) {
      super(store);
    }

    @Override
    public void scan(PartitionId partition, BiConsumer<EncodedKey, ItemState> visitor) {
      TreeMap<EncodedKey, ItemState> all = new TreeMap<>();
      super.scan(partition, all::put);
      all.forEach(visitor);
    }
  }

  @Override
  public void begin() {
    lifecycle.start();
  }

  @Override
  public void end() {
    turns.close();
    copying.close();
  }

  @Override
  public OptionalInt number() {
    return table().filter(view -> serves(view.status())).stream()
        .mapToInt(TableView::storeNumber)
        .findFirst();
  }

  private static boolean serves(TableStatus status) {
    return status == TableStatus.ACTIVE || status == TableStatus.UPDATING;
  }

  @Override
  public List<Intake> intakes(RegionName source) {
    return intakes.from(source);
  }

  @Override
  public void deliver(List<Delivery> each, Consumer<List<DeliveryOutcome>> listener) {
    deliveries.take(
        each.stream()
            .map(
                delivery ->
                    intakes
                        .partition(delivery.table(), delivery.partition())
                        .filter(partition -> !partition.equals(PartitionId.CATALOG))
                        .map(partition -> setting.parts().delivery(partition, delivery, store))
                        .orElse(delivery))
            .toList(),
        listener);
  }

  @Override
  public void stuck(List<Intake> stuck) {
    setting.say(() -> process + " asks for copies of " + stuck);
    lifecycle.askForCopies(stuck);
  }

  @Override
  public void reopen(int partition) {}

  @Override
  public void create() {
    tell("make the table", tables.create(WorldRegion.TABLE_NAME, TableSettings.onDemand(KEYS)));
  }

  @Override
  public void update(ReplicaUpdate update) {
    tell(update.toString(), tables.updateReplicas(WorldRegion.TABLE_NAME, update));
  }

  private void tell(String what, CompletionStage<TableOutcome> outcome) {
    outcome.thenAccept(
        told ->
            setting.say(
                () ->
                    "%s is asked to %s: %s"
                        .formatted(process, what, told.getClass().getSimpleName())));
  }

  @Override
  public String unsettled(SortedSet<RegionName> holders) {
    if (!intakes.awaitedCopies().isEmpty()) {
      return process + " awaits " + intakes.awaitedCopies();
    }
    if (!intakes.awaitedDepartures().isEmpty()) {
      return process + " awaits " + intakes.awaitedDepartures();
    }
    return table().map(view -> unsettled(view, holders)).orElse("");
  }

  private String unsettled(TableView view, SortedSet<RegionName> holders) {
    TreeSet<RegionName> known = new TreeSet<>();
    known.add(view.region());
    view.replicas().forEach(each -> known.add(each.region()));
    return view.status() == TableStatus.ACTIVE && known.equals(holders)
        ? ""
        : "%s has the table %s with %s, which %s hold"
            .formatted(process, view.status(), known, holders);
  }

  private Optional<TableView> table() {
    return tables.table(WorldRegion.TABLE_NAME);
  }
}

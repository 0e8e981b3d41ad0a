package dev.pangaea.regionnode.metrics;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.causal.VisibleAsOf;
import dev.pangaea.regionnode.control.NodeStatus;
import dev.pangaea.regionnode.leader.AnnouncementStatus;
import dev.pangaea.regionnode.leader.ExpiryStatus;
import dev.pangaea.regionnode.leader.LeaderLoop;
import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.leader.QuarantineStatus;
import dev.pangaea.regionnode.leader.TombstoneStatus;
import dev.pangaea.regionnode.leader.TransactionStatus;
import dev.pangaea.regionnode.ledger.ConflictKind;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.GivenCopy;
import dev.pangaea.regionnode.table.Intakes;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Puts a node's status together from what its parts publish, and of what the store knows of
 * indexes. Any thread may read.
 */
public final class StatusReader {
  private final RegionName region;
  private final Optional<String> kafka;
  private final Tables tables;
  private final Intakes intakes;
  private final LeaderLoop leaders;
  private final Store store;
  private final Supplier<List<GivenCopy>> givenCopies;
  private final IndexProgress indexes;
  private final VisibleAsOf visible;

  public StatusReader(
      RegionName region,
      Optional<String> kafka,
      Tables tables,
      Intakes intakes,
      LeaderLoop leaders,
      Store store,
      Supplier<List<GivenCopy>> givenCopies) {
    this.givenCopies = givenCopies;
    this.region = region;
    this.kafka = kafka;
    this.tables = tables;
    this.intakes = intakes;
    this.leaders = leaders;
    this.store = store;
    this.indexes = new IndexProgress(store, System::nanoTime);
    this.visible = new VisibleAsOf(store, System::nanoTime);
  }

  public NodeStatus read() {
    List<PartitionStatus> partitions = leaders.status();
    List<TableView> views =
        tables.names().stream().map(tables::table).flatMap(Optional::stream).toList();
    List<NodeStatus.TableStanding> standings =
        views.stream().map(view -> standing(view, partitions)).toList();
    indexes.retain(views);
    return new NodeStatus(
        region,
        kafka,
        standings,
        partitions,
        transactions(),
        intakes.awaitedCopies(),
        intakes.awaitedDepartures(),
        givenCopies.get(),
        ConflictKind.counts(store),
        views.stream().flatMap(this::visible).toList());
  }

  private Stream<NodeStatus.Visible> visible(TableView table) {
    return visible.millis(table).entrySet().stream()
        .map(each -> new NodeStatus.Visible(table.name(), each.getKey(), each.getValue()));
  }

  TransactionStatus transactions() {
    return leaders.transactions();
  }

  AnnouncementStatus announcements() {
    return leaders.announcements();
  }

  private NodeStatus.TableStanding standing(TableView table, List<PartitionStatus> all) {
    List<PartitionStatus> partitions =
        all.stream().filter(each -> each.partition().table() == table.storeNumber()).toList();
    long items = 0;
    long bytes = 0;
    long conflicts = 0;
    TombstoneStatus tombstones = TombstoneStatus.NONE;
    QuarantineStatus quarantine = QuarantineStatus.NONE;
    ExpiryStatus expiries = ExpiryStatus.NONE;
    for (PartitionStatus partition : partitions) {
      items += partition.applied().items();
      bytes += partition.applied().itemBytes();
      conflicts += partition.applied().conflicts();
      tombstones = tombstones.and(partition.tombstones());
      quarantine = quarantine.and(partition.quarantine());
      expiries = expiries.and(partition.expiries());
    }
    return new NodeStatus.TableStanding(
        table.name(),
        table.status().name(),
        table.storeNumber(),
        items,
        bytes,
        conflicts,
        tombstones,
        quarantine,
        expiries,
        indexes.of(table.storeNumber(), table.settings().indexes(), partitions));
  }
}

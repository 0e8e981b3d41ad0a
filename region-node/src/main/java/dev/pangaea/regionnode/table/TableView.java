package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.scaling.ScalingSettings;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.List;

/**
 * A table as this region sees it now.
 *
 * @param storeNumber the table's number in this region's store
 * @param partitions how many partitions it has, the same in every region
 * @param global whether it has replicas, or is having its first one made
 * @param replicas the other regions that it lives in; never the region asked
 */
public record TableView(
    String name,
    String tableId,
    RegionName region,
    int storeNumber,
    int partitions,
    TableHistory history,
    TableStatus status,
    TableSettings settings,
    boolean global,
    List<Replica> replicas) {
  /** A table as its entry, and what others say of it, make it in this region. */
  static TableView of(Group group, CatalogEntry own, long nowMillis) {
    List<TableView.Replica> replicas = group.replicas(own);
    boolean joining = replicas.stream().anyMatch(each -> each.status() == TableStatus.CREATING);
    boolean indexing = own.settings().indexes().stream().anyMatch(IndexSettings::holdsUpItsTable);
    TableStatus status =
        own.status() == TableStatus.ACTIVE && (joining || indexing)
            ? TableStatus.UPDATING
            : own.status();
    TableSettings here = group.here(own);
    return new TableView(
        own.table(),
        own.tableId(),
        own.region(),
        own.storeNumber(),
        own.partitions(),
        own.history().warmed(group.warm(own)).seenAt(nowMillis),
        status,
        here.withIndexes(
            here.indexes().stream()
                .map(index -> index.warmed(group.warm(own, index)).seenAt(nowMillis))
                .toList()),
        !replicas.isEmpty(),
        replicas);
  }

  /** A table that has not changed since it was made. */
  public TableView(
      String name,
      String tableId,
      RegionName region,
      int storeNumber,
      int partitions,
      long createdMillis,
      TableStatus status,
      TableSettings settings,
      boolean global,
      List<Replica> replicas) {
    this(
        name,
        tableId,
        region,
        storeNumber,
        partitions,
        TableHistory.created(settings, createdMillis),
        status,
        settings,
        global,
        replicas);
  }

  public TableView {
    replicas = List.copyOf(replicas);
  }

  /** The change log of this region's copy. */
  public String log() {
    return TableLifecycle.log(region, name, tableId);
  }

  /** Whether it is the region's own, which alone writes it. */
  public boolean isReadOnly() {
    return storeNumber == PartitionId.LEDGER_TABLE || OwnTables.has(name);
  }

  /**
   * As the reply to a change tells it: bounds that the change took away are in it once more, as
   * none.
   */
  public TableView told(TableChange.Update change) {
    TableSettings told =
        change
            .maximum()
            .map(maximum -> settings.with(told(settings.capacity(), maximum)))
            .orElse(settings)
            .withIndexes(
                settings.indexes().stream()
                    .map(index -> index.told(told(index, change.indexes())))
                    .toList());
    return new TableView(
        name, tableId, region, storeNumber, partitions, history, status, told, global, replicas);
  }

  private static Capacity told(IndexSettings index, List<IndexUpdate> updates) {
    Capacity told = index.capacity();
    for (IndexUpdate update : updates) {
      if (update instanceof IndexUpdate.Update of
          && of.index().equals(index.name())
          && of.maximum().isPresent()) {
        told = told(told, of.maximum().get());
      }
    }
    return told;
  }

  private static Capacity told(Capacity capacity, RequestMaximum.Change maximum) {
    return switch (capacity) {
      case Capacity.OnDemand(RequestMaximum after) -> new Capacity.OnDemand(maximum.told(after));
      case Capacity.Provisioned provisioned -> provisioned;
    };
  }

  public long createdMillis() {
    return history.createdMillis();
  }

  /**
   * A table's copy in another region.
   *
   * @param scaling as that region says that it is
   */
  public record Replica(
      RegionName region, TableStatus status, ReplicaOverrides overrides, ScalingSettings scaling) {
    /** One that nothing scales. */
    public Replica(RegionName region, TableStatus status, ReplicaOverrides overrides) {
      this(region, status, overrides, ScalingSettings.NONE);
    }

    /** One that has everything as the others. */
    public Replica(RegionName region, TableStatus status) {
      this(region, status, ReplicaOverrides.NONE);
    }
  }
}

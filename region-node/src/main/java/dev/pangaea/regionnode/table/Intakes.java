package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this region takes in from others: which partitions of which logs, and how far each has come;
 * and what it waits for.
 */
public final class Intakes {
  private final Catalog catalog;
  private final Store store;

  public Intakes(Catalog catalog, Store store) {
    this.catalog = catalog;
    this.store = store;
  }

  /** The catalog first, then tables by name, each by partition. */
  public List<Intake> from(RegionName source) {
    List<Intake> intakes = new ArrayList<>();
    store
        .progress(PartitionId.CATALOG, source)
        .ifPresent(progress -> intakes.add(new Intake(Catalog.TABLE, 0, progress)));
    for (Group group : catalog.groups().values()) {
      group.ownLiving().ifPresent(own -> add(group, own, source, intakes));
    }
    return intakes;
  }

  /** The partition that a delivery for a table goes to. */
  public Optional<PartitionId> partition(String table, int partition) {
    if (table.equals(Catalog.TABLE)) {
      return partition == 0 ? Optional.of(PartitionId.CATALOG) : Optional.empty();
    }
    return catalog
        .ownLiving(table)
        .filter(own -> partition >= 0 && partition < own.partitions())
        .map(own -> new PartitionId(own.storeNumber(), partition));
  }

  /**
   * How far a delivery lets this region say that it has taken its source in. While a copy is
   * awaited it has not taken in all that was before, so the watermark stays where it was.
   */
  public Watermark watermark(Delivery delivery) {
    Progress to = delivery.to();
    return catalog
        .ownLiving(delivery.table())
        .filter(own -> awaitsCopy(own, to, delivery.partition()))
        .flatMap(
            own ->
                store.progress(
                    new PartitionId(own.storeNumber(), delivery.partition()), to.source()))
        .map(Progress::watermark)
        .orElse(to.watermark());
  }

  /** The copies that this region has asked for and has not taken in whole, by table. */
  public List<AwaitedCopy> awaitedCopies() {
    List<AwaitedCopy> awaited = new ArrayList<>();
    for (Group group : catalog.groups().values()) {
      group
          .ownLiving()
          .ifPresent(
              own ->
                  own.copyWishes()
                      .forEach(
                          (source, wish) ->
                              awaited.add(
                                  new AwaitedCopy(own.table(), source, wish.stuck().size()))));
    }
    return awaited;
  }

  /** The tables that are being deleted here and cannot go yet. */
  public List<AwaitedDeparture> awaitedDepartures() {
    List<AwaitedDeparture> awaited = new ArrayList<>();
    for (Group group : catalog.groups().values()) {
      group
          .ownLiving()
          .filter(own -> own.status() == TableStatus.DELETING)
          .filter(own -> !group.lacking(own).isEmpty())
          .ifPresent(own -> awaited.add(new AwaitedDeparture(own.table(), group.lacking(own))));
    }
    return awaited;
  }

  private static boolean awaitsCopy(CatalogEntry own, Progress from, int partition) {
    return own.copyWish(from.source())
        .filter(wish -> wish.log().equals(from.log()) && wish.stuck().containsKey(partition))
        .isPresent();
  }

  private void add(Group group, CatalogEntry own, RegionName source, List<Intake> intakes) {
    for (CatalogEntry peer : group.sources(own)) {
      if (peer.region().equals(source) && own.status() != TableStatus.DELETING) {
        for (int partition = 0; partition < own.partitions(); partition++) {
          int index = partition;
          store
              .progress(new PartitionId(own.storeNumber(), partition), source)
              .filter(progress -> progress.log().equals(peer.log()))
              .ifPresent(progress -> intakes.add(new Intake(own.table(), index, progress)));
        }
      }
    }
  }
}

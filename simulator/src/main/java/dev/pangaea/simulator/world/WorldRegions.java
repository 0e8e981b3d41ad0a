package dev.pangaea.simulator.world;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.simulator.check.Contents;
import dev.pangaea.simulator.check.DigestsAreOfTheItems;
import dev.pangaea.simulator.check.Evidence;
import dev.pangaea.simulator.check.IndexIsARebuild;
import dev.pangaea.simulator.check.Ledgers;
import dev.pangaea.simulator.check.NaiveFold;
import dev.pangaea.simulator.check.Operation;
import dev.pangaea.simulator.check.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** All regions of a world, and a link from each to each other one. */
final class WorldRegions {
  /** More than it takes until a region deletes what another one should have. */
  private static final long OVERDUE_SECONDS = 8;

  private final int partitions;
  private final List<WorldRegion> each = new ArrayList<>();
  private final WorldLink[][] links;

  WorldRegions(
      Setting setting, Network network, List<RegionName> names, int partitions, Clocks clocks) {
    this.partitions = partitions;
    for (RegionName name : names) {
      each.add(new WorldRegion(setting, name, each.size(), partitions, clocks));
    }
    this.links = new WorldLink[each.size()][each.size()];
    for (WorldRegion source : each) {
      for (WorldRegion target : each) {
        links[source.number()][target.number()] = new WorldLink(setting, network, source, target);
      }
    }
  }

  List<WorldRegion> each() {
    return each;
  }

  WorldRegion get(int number) {
    return each.get(number);
  }

  WorldLink link(int source, int target) {
    return links[source][target];
  }

  void begin() {
    each.forEach(region -> region.meet(each));
    each.forEach(region -> region.serving().start());
    for (WorldRegion source : each) {
      for (WorldRegion target : each) {
        if (source != target) {
          links[source.number()][target.number()].start();
        }
      }
    }
  }

  /** All faults end but those of the network. */
  void heal() {
    each.forEach(WorldRegion::heal);
    for (WorldLink[] row : links) {
      for (WorldLink link : row) {
        link.heal();
      }
    }
  }

  /** All processes are gone. */
  void end() {
    each.forEach(WorldRegion::end);
  }

  /** What has not reached whom; empty where all has. */
  String whatMoves() {
    String unsettled = unsettled();
    if (!unsettled.isEmpty()) {
      return unsettled;
    }
    for (WorldRegion source : holders()) {
      for (int partition = 0; partition < partitions; partition++) {
        NaiveFold fold = NaiveFold.of(source.logs().get(partition).entries());
        Position end = fold.position();
        long wanted = endOfWrites(fold);
        for (WorldRegion target : holders()) {
          PartitionId id = target.partition(partition);
          Store store = store(target);
          if (source == target && !store.applied(id).position().equals(end)) {
            return "%s stands at %s of its own %s, not at %s"
                .formatted(target, store.applied(id).position(), source.logs().get(partition), end);
          }
          long has =
              store
                  .progress(id, source.name())
                  .map(Progress::position)
                  .map(Position::nextOffset)
                  .orElse(-1L);
          if (source != target && has < wanted) {
            return "%s stands at %d of %s, not at %d"
                .formatted(target, has, source.logs().get(partition), wanted);
          }
        }
      }
    }
    for (WorldRegion region : each) {
      Store store = store(region);
      if (!store.transactions().pending().isEmpty()) {
        return region + " has transactions that are half done";
      }
      for (TextIndex index : region.indexes().each()) {
        if (!index.check().isWhole(store, region.partitions())) {
          return "%s has not filled its index %d".formatted(region, index.number());
        }
      }
      if (!DigestsAreOfTheItems.areWhole(store, region.partitions())) {
        return region + " has not made all its digests";
      }
    }
    return "";
  }

  /** The regions that hold the table now. */
  private List<WorldRegion> holders() {
    return each.stream().filter(WorldRegion::holdsTable).toList();
  }

  /** What regions still have to do with their tables, or see otherwise than it is. */
  String unsettled() {
    TreeSet<RegionName> holders = new TreeSet<>();
    holders().forEach(region -> holders.add(region.name()));
    for (WorldRegion region : each) {
      if (region.serving().isDown()) {
        return region + " is down";
      }
      String unsettled = region.table().unsettled(holders);
      if (!unsettled.isEmpty()) {
        return unsettled;
      }
      if (!region.holdsTable() && !region.mayBeWithoutTable()) {
        return region + " has lost its table";
      }
    }
    return "";
  }

  private static long counting(Store store, PartitionId partition) {
    long[] counting = {0};
    store.scan(
        partition,
        (key, state) -> {
          if (state.content() instanceof Content.Deleted && state.stamps().count()) {
            counting[0]++;
          }
        });
    return counting[0];
  }

  /** Whether any region has not taken in what came to it, of the table or of catalogs. */
  boolean keepsAside() {
    return each.stream()
        .anyMatch(
            region ->
                keepsAside(region, PartitionId.CATALOG)
                    || region.partitions().stream()
                        .anyMatch(partition -> keepsAside(region, partition)));
  }

  private static boolean keepsAside(WorldRegion region, PartitionId partition) {
    return !store(region).refused(partition, 1).isEmpty();
  }

  /** Who keeps tombstones still, of items that nobody counts in; empty where nobody does. */
  String tombstones() {
    for (WorldRegion region : each) {
      for (PartitionId partition : region.partitions()) {
        long kept = store(region).deletions(partition).kept();
        if (kept > counting(store(region), partition)) {
          return "%s keeps %d tombstones of %s".formatted(region, kept, partition);
        }
      }
    }
    return "";
  }

  /** Who still shows what has expired; empty where nobody does. */
  String overdue() {
    String[] overdue = {""};
    for (WorldRegion region : each) {
      long seconds = region.serving().clock().millis() / 1000 - OVERDUE_SECONDS;
      for (PartitionId partition : region.partitions()) {
        store(region)
            .scan(
                partition,
                (key, state) -> {
                  OptionalLong until = Contents.until(Contents.visible(state.content()));
                  if (until.isPresent() && until.getAsLong() < seconds) {
                    overdue[0] = "%s shows %s still".formatted(region, Contents.name(key));
                  }
                });
      }
    }
    return overdue[0];
  }

  void lookAtWhatIsDerived(Consumer<Violation> complain) {
    for (WorldRegion region : each) {
      for (IndexIsARebuild index : region.indexes().checks()) {
        index.look(store(region), region.partitions()).ifPresent(complain);
      }
      for (PartitionId partition : region.partitions()) {
        DigestsAreOfTheItems.look(store(region), partition).ifPresent(complain);
      }
    }
  }

  Evidence evidence(List<Operation> operations, List<Evidence.Restoration> restorations) {
    TreeMap<RegionName, List<Evidence.Partition>> now = new TreeMap<>();
    List<Evidence.Former> former = new ArrayList<>();
    List<Evidence.Trouble> troubles = new ArrayList<>();
    for (WorldRegion region : each) {
      troubles.addAll(region.troubles());
      List<List<KeptLog>> logs = new ArrayList<>(region.tableLogs());
      if (region.holdsTable()) {
        now.put(region.name(), partitions(region, logs.removeLast()));
      }
      logs.forEach(gone -> former.add(new Evidence.Former(region.name(), former(region, gone))));
    }
    return new Evidence(now, former, operations, restorations, troubles);
  }

  private List<Evidence.Partition> partitions(WorldRegion region, List<KeptLog> logs) {
    Store store = store(region);
    List<Evidence.Partition> found = new ArrayList<>();
    for (PartitionId partition : region.partitions()) {
      TreeMap<EncodedKey, ItemState> items = new TreeMap<>();
      store.scan(partition, items::put);
      int index = partition.partition();
      found.add(new Evidence.Partition(logs.get(index).entries(), items, conflicts(region, index)));
    }
    return found;
  }

  /** Nothing is left of it but its log, and what the region's ledger says. */
  private static List<Evidence.Partition> former(WorldRegion region, List<KeptLog> logs) {
    List<Evidence.Partition> found = new ArrayList<>();
    for (KeptLog log : logs) {
      found.add(
          new Evidence.Partition(log.entries(), new TreeMap<>(), conflicts(region, found.size())));
    }
    return found;
  }

  /** Also those of a table that was there before. */
  private static List<Evidence.Conflict> conflicts(WorldRegion region, int partition) {
    return Ledgers.rows(store(region)).stream()
        .filter(row -> row.id().partition().partition() == partition)
        .map(Ledgers::conflict)
        .toList();
  }

  /** Of the node that serves, which must be up. */
  static Store store(WorldRegion region) {
    return region.serving().process().orElseThrow().store();
  }

  private static long endOfWrites(NaiveFold fold) {
    return fold.counted().reversed().stream()
        .filter(counted -> !NaiveFold.writes(counted.record()).isEmpty())
        .mapToLong(counted -> counted.offset() + 1)
        .findFirst()
        .orElse(0);
  }
}

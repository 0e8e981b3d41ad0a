package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that is known of a world once it has come to rest.
 *
 * @param regions those that hold the table
 * @param former each time that a region held it and does no more
 */
public record Evidence(
    SortedMap<RegionName, List<Partition>> regions,
    List<Former> former,
    List<Operation> operations,
    List<Restoration> restorations,
    List<Trouble> troubles) {
  public Evidence {
    regions = new TreeMap<>(regions);
    former = List.copyOf(former);
    operations = List.copyOf(operations);
    restorations = List.copyOf(restorations);
    troubles = List.copyOf(troubles);
  }

  /** Of a table that is in all regions all the time. */
  public Evidence(
      SortedMap<RegionName, List<Partition>> regions,
      List<Operation> operations,
      List<Restoration> restorations,
      List<Trouble> troubles) {
    this(regions, List.of(), operations, restorations, troubles);
  }

  /** What is left of a table that a region held: its log, and what the region's ledger says. */
  public record Former(RegionName region, List<Partition> partitions) {
    public Former {
      partitions = List.copyOf(partitions);
    }
  }

  /**
   * One partition of a region.
   *
   * @param fold of the whole log
   * @param items what the store of the node that serves holds
   * @param ledger the conflicts that the same store holds, oldest first
   */
  public record Partition(
      List<LogEntry> log,
      NaiveFold fold,
      SortedMap<EncodedKey, ItemState> items,
      List<Conflict> ledger) {
    public Partition(
        List<LogEntry> log, SortedMap<EncodedKey, ItemState> items, List<Conflict> ledger) {
      this(List.copyOf(log), NaiveFold.of(log), new TreeMap<>(items), List.copyOf(ledger));
    }
  }

  /**
   * Two states that met: as they were written, or as what came of writes that had met before.
   *
   * @param merged whether something of either stays
   * @param whole whether each was left by one write of the whole item
   */
  public record Conflict(ItemState winner, ItemState loser, boolean merged, boolean whole) {}

  /** Somebody asked for a conflict's loser. @param told what it was restored as, if told so */
  public record Restoration(
      RegionName region, int partition, ConflictAt conflict, Optional<Version> told) {}

  /** A time in which a region could not be expected to serve, for reasons of its own. */
  public record Trouble(RegionName region, long fromNanos, long toNanos) {}

  public Partition partition(RegionName region, int partition) {
    return regions.get(region).get(partition);
  }

  public int partitions() {
    return regions.firstEntry().getValue().size();
  }

  /** The regions that hold the table, or ever held it. */
  public SortedSet<RegionName> writers() {
    TreeSet<RegionName> writers = new TreeSet<>(regions.keySet());
    former.forEach(each -> writers.add(each.region()));
    return writers;
  }

  /** Whether a region holds the table and always has, since it was let in. */
  public boolean stayed(RegionName region) {
    return regions.containsKey(region)
        && former.stream().noneMatch(each -> each.region().equals(region));
  }

  /** The same partition of a region each time that it held the table. */
  public List<Partition> ever(RegionName region, int partition) {
    List<Partition> ever = new ArrayList<>();
    former.stream()
        .filter(each -> each.region().equals(region))
        .forEach(each -> ever.add(each.partitions().get(partition)));
    if (regions.containsKey(region)) {
      ever.add(partition(region, partition));
    }
    return ever;
  }

  /** The writes that a region's own logs hold, in their order. */
  public List<Change> writes(RegionName region, int partition) {
    return ever(region, partition).stream()
        .flatMap(each -> each.fold().counted().stream())
        .flatMap(counted -> NaiveFold.writes(counted.record()).stream())
        .toList();
  }

  /** Those of them that clients asked for in so many words: what was restored is not. */
  public List<Change> asked(RegionName region, int partition) {
    return ever(region, partition).stream()
        .flatMap(each -> each.fold().counted().stream())
        .filter(counted -> !(counted.record().body() instanceof Body.Restoration))
        .flatMap(counted -> NaiveFold.writes(counted.record()).stream())
        .toList();
  }
}

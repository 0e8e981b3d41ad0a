package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.log.LogEntry;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that is known of a world once it has come to rest. */
public record Evidence(
    SortedMap<RegionName, List<Partition>> regions,
    List<Operation> operations,
    List<Restoration> restorations,
    List<Trouble> troubles) {
  public Evidence {
    regions = new TreeMap<>(regions);
    operations = List.copyOf(operations);
    restorations = List.copyOf(restorations);
    troubles = List.copyOf(troubles);
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

  /** The writes that a region's own log holds, in their order. */
  public List<Change> writes(RegionName region, int partition) {
    return partition(region, partition).fold().counted().stream()
        .flatMap(counted -> NaiveFold.writes(counted.record()).stream())
        .toList();
  }

  /** Those of them that clients asked for in so many words: what was restored is not. */
  public List<Change> asked(RegionName region, int partition) {
    return partition(region, partition).fold().counted().stream()
        .filter(counted -> !(counted.record().body() instanceof Body.Restoration))
        .flatMap(counted -> NaiveFold.writes(counted.record()).stream())
        .toList();
  }
}

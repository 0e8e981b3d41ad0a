package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Regions that write one item, each with a wall clock of its own, and take in each other's logs.
 */
final class World {
  static final EncodedKey KEY = EncodedKey.of(PrimaryKey.of(NumberValue.of(1)));

  private final List<Region> regions = new ArrayList<>();
  private int writes;

  World(int count) {
    for (int index = 0; index < count; index++) {
      regions.add(new Region(new RegionName("region-" + index), count));
    }
  }

  /** A region: the item, the clock, its log, and how far it has read the other logs. */
  static final class Region {
    final RegionName name;
    final List<Change> log = new ArrayList<>();
    final List<ItemState> ledger = new ArrayList<>();
    final int[] read;
    Optional<ItemState> item = Optional.empty();
    HybridTime highestSeen = HybridTime.ZERO;
    private HybridClock clock = new HybridClock(HybridTime.ZERO);

    Region(RegionName name, int count) {
      this.name = name;
      this.read = new int[count];
    }

    Change write(long wallMillis, Content content) {
      Version version = new Version(clock.next(wallMillis), name);
      Context seen = item.map(ItemState::context).orElse(Context.EMPTY);
      Change change = new Change(KEY, version, seen.with(version), content);
      item = Optional.of(ItemState.of(change));
      highestSeen = highestSeen.max(version.time());
      log.add(change);
      return change;
    }

    Resolution take(Change change) {
      clock.observe(change.version().time());
      highestSeen = highestSeen.max(change.version().time());
      Resolution resolution = Join.resolve(item, change);
      switch (resolution) {
        case Resolution.Seen() -> {}
        case Resolution.Merged(ItemState after) -> item = Optional.of(after);
        case Resolution.Newer(ItemState after) -> item = Optional.of(after);
        case Resolution.Conflict(
                ItemState after,
                ItemState here,
                ItemState arrived,
                Decided won) -> {
          item = Optional.of(after);
          ledger.add(won == Decided.ARRIVED_WON ? here : arrived);
        }
      }
      return resolution;
    }

    void restart() {
      clock = new HybridClock(highestSeen);
    }
  }

  List<Region> regions() {
    return regions;
  }

  Region region(int index) {
    return regions.get(index % regions.size());
  }

  /** Writes a content of its own in a region, or deletes. */
  Change write(int region, long wallMillis, boolean delete) {
    writes++;
    Item item = Item.of(Map.of("write", NumberValue.of(writes)));
    return region(region)
        .write(
            wallMillis, delete ? new Content.Deleted() : new Content.Present(EncodedItem.of(item)));
  }

  /** The target takes the next changes of the source's log, after some that it had before. */
  void deliver(int source, int target, int count, int again) {
    Region to = region(target);
    int from = source % regions.size();
    List<Change> log = region(source).log;
    int start = Math.max(0, to.read[from] - again);
    int end = Math.min(log.size(), to.read[from] + count);
    log.subList(start, end).forEach(to::take);
    to.read[from] = end;
  }

  /** The target takes the source's whole state, as a region that joins does, and what it covers. */
  void copy(int source, int target) {
    region(source).item.ifPresent(state -> region(target).take(state.asChange(KEY)));
  }

  void deliverAll() {
    for (int source = 0; source < regions.size(); source++) {
      for (int target = 0; target < regions.size(); target++) {
        deliver(source, target, Integer.MAX_VALUE - writes, 0);
      }
    }
  }

  List<Change> allWrites() {
    return regions.stream().flatMap(region -> region.log.stream()).toList();
  }

  /** What any region must hold that has taken these changes: the highest, and all that was seen. */
  static Optional<ItemState> naive(List<Change> changes) {
    return changes.stream()
        .max((one, other) -> one.version().compareTo(other.version()))
        .map(
            winner ->
                new ItemState(
                    winner.version(),
                    changes.stream().map(Change::context).reduce(Context.EMPTY, Context::merge),
                    winner.content()));
  }

  @Override
  public String toString() {
    return Arrays.toString(regions.stream().map(region -> region.item).toArray());
  }
}

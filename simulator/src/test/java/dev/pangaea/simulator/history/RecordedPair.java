package dev.pangaea.simulator.history;

import static dev.pangaea.simulator.history.RecordedRegion.ENCODED;
import static dev.pangaea.simulator.history.RecordedRegion.EU;
import static dev.pangaea.simulator.history.RecordedRegion.US;

import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.Decided;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Join;
import dev.pangaea.conflict.resolve.Resolution;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.log.LogUnavailableException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Two regions of a table of one item under last-writer-wins, and their logs. */
final class RecordedPair {
  private final TreeMap<RegionName, RecordedRegion> logs = new TreeMap<>();
  private final TreeMap<RegionName, ItemState> held = new TreeMap<>();
  private final Map<RegionName, Deque<Change>> underWay = new TreeMap<>();

  RecordedPair() throws LogUnavailableException {
    RecordedRegion.begin();
    for (RegionName region : List.of(US, EU)) {
      logs.put(region, new RecordedRegion(region));
      underWay.put(region, new ArrayDeque<>());
    }
  }

  /** A write of the whole item; what it had seen is what is there. */
  void write(RegionName region, Content content) {
    Change[] seen =
        Optional.ofNullable(held.get(region)).map(state -> state.asChange(ENCODED)).stream()
            .toArray(Change[]::new);
    Change change = logs.get(region).write(content, seen);
    held.put(region, ItemState.of(change));
    underWay.get(other(region)).add(change);
  }

  /** A change of what is there. */
  void update(RegionName region, UnaryOperator<Item> change) {
    Item before =
        Optional.ofNullable(held.get(region))
            .flatMap(state -> state.content().visible())
            .map(EncodedItem::decode)
            .orElseGet(() -> Shown.item(RecordedRegion.item()));
    write(region, new Content.Present(EncodedItem.of(change.apply(before))));
  }

  /** Lets all that is under way arrive. */
  void meet() {
    while (arrive(US) || arrive(EU)) {}
  }

  /** Lets the next change arrive in a region, if there is one. */
  boolean arrive(RegionName region) {
    Change change = underWay.get(region).poll();
    if (change == null) {
      return false;
    }
    switch (Join.resolve(Optional.ofNullable(held.get(region)), change)) {
      case Resolution.Seen() -> {}
      case Resolution.Merged(ItemState after) -> take(region, change, Standing.MERGED, after);
      case Resolution.Newer(ItemState after) -> take(region, change, Standing.NEWER, after);
      case Resolution.Conflict(ItemState after, var before, var arrived, Decided decided) ->
          take(
              region,
              change,
              switch (decided) {
                case ARRIVED_WON -> Standing.CONFLICT_WON;
                case ARRIVED_LOST -> Standing.CONFLICT_LOST;
                case MERGED -> Standing.CONFLICT_MERGED;
              },
              after);
    }
    return true;
  }

  RecordedTable table() {
    TreeMap<RegionName, RecordedTable.Logs> each = new TreeMap<>();
    logs.forEach((region, log) -> each.put(region, partition -> log.log()));
    return new RecordedTable("t", 1, each, List.of());
  }

  TreeMap<RegionName, ItemState> held() {
    return held;
  }

  List<LogReading> readings() throws LogUnavailableException {
    return List.of(logs.get(EU).read(), logs.get(US).read());
  }

  private void take(RegionName region, Change change, Standing standing, ItemState after) {
    logs.get(region).takeIn(change, standing);
    held.put(region, after);
  }

  private static RegionName other(RegionName region) {
    return region.equals(US) ? EU : US;
  }
}

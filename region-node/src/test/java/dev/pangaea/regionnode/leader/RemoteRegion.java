package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.AWAY;
import static dev.pangaea.regionnode.leader.LeaderFixtures.AWAY_LOG;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Join;
import dev.pangaea.conflict.resolve.Resolution;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Another region, as far as its log tells: each of its records has one change. */
final class RemoteRegion {
  static final Progress BEGINNING = progress(0);

  private final HybridClock clock = new HybridClock(HybridTime.ZERO);
  private final TreeMap<EncodedKey, ItemState> items = new TreeMap<>();
  private final List<Change> log = new ArrayList<>();

  int length() {
    return log.size();
  }

  /** A write on top of what this region holds of the item. */
  Change write(String key, Content content, long wallMillis) {
    return write(key, content, wallMillis, version -> Stamps.NONE);
  }

  /** The same, of which not all is of this write. */
  Change write(String key, Content content, long wallMillis, Function<Version, Stamps> stamps) {
    Version version = new Version(clock.next(wallMillis), AWAY);
    EncodedKey encoded = LeaderFixtures.key(key);
    ItemState here = items.get(encoded);
    Context context = here == null ? Context.of(version) : here.context().with(version);
    Change change = new Change(encoded, version, context, content, stamps.apply(version));
    items.put(encoded, ItemState.of(change));
    log.add(change);
    return change;
  }

  /** Takes in what the home region holds, so that later writes have seen it. */
  void catchUp(Map<EncodedKey, ItemState> home) {
    home.forEach(
        (key, state) -> {
          clock.observe(state.version().time());
          Optional<ItemState> here = Optional.ofNullable(items.get(key));
          switch (Join.resolve(here, state.asChange(key))) {
            case Resolution.Seen() -> {}
            case Resolution.Merged(ItemState after) -> items.put(key, after);
            case Resolution.Newer(ItemState after) -> items.put(key, after);
            case Resolution.Conflict conflict -> items.put(key, conflict.after());
          }
        });
  }

  /** Records from one position to another. */
  Delivery delivery(int from, int to) {
    return new Delivery(
        "orders",
        PARTITION.partition(),
        progress(from).position(),
        progress(to),
        log.subList(from, to));
  }

  /** Where a region stands that has taken in so many records. */
  static Progress progress(int records) {
    Position position =
        records == 0 ? Position.START : new Position(records, new RecordId(7, records));
    return new Progress(
        AWAY, AWAY_LOG, position, new Watermark(HybridTime.of(records, 0), records));
  }

  /** A delivery of the same records in the name of the home region itself. */
  static Delivery ofHome(Delivery delivery) {
    Progress to = delivery.to();
    return new Delivery(
        delivery.table(),
        delivery.partition(),
        delivery.from(),
        new Progress(HOME, to.log(), to.position(), to.watermark()),
        delivery.changes());
  }
}

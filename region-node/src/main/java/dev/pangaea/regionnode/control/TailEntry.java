package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.List;
import java.util.Optional;

/**
 * What the tail of a change log tells of a record: one of its changes, or what it is about if it
 * has none for this region.
 *
 * @param record how the log knows it
 * @param origin the region in which it was written, or that it tells of
 * @param outcome how a change of another region stood to the item here; none for one of its own
 */
public record TailEntry(
    Place record,
    Kind kind,
    RegionName origin,
    Optional<Standing> outcome,
    Optional<TailedChange> change,
    int changes) {
  /** Where a record lies, and when it came there. */
  public record Place(int partition, long offset, long atMillis) {}

  /** What a record says. */
  public enum Kind {
    PUT,
    DELETE,
    /** Nothing but the time, or that a leader begins. */
    HEARTBEAT,
    /** How far this region has come in the others' logs. */
    TOLD,
    /** How far this region has come in one other log, where that brought no change. */
    WATERMARK,
    /** Items for a region that joins. */
    COPY,
    /** Tombstones that nobody needs any more. */
    DROPPED,
    /** Which stream there is from here on. */
    STREAMING,
    /** Of the region's log of transactions, which is no table's. */
    TRANSACTIONS;

    /** Whether it comes however little is written: a log lives, and follows others. */
    boolean isBeat() {
      return switch (this) {
        case HEARTBEAT, TOLD, WATERMARK -> true;
        case PUT, DELETE, COPY, DROPPED, STREAMING, TRANSACTIONS -> false;
      };
    }
  }

  /**
   * A change without what makes it large.
   *
   * @param item none if it was deleted, or is larger than {@link #ITEM_BYTES_MAX}
   * @param itemBytes as the store keeps it; 0 if it was deleted
   */
  public record TailedChange(
      Version version, EncodedKey key, Optional<EncodedItem> item, int itemBytes) {
    /** JSON takes no less, so that one beyond is not told. */
    static final int ITEM_BYTES_MAX = 2048;

    static TailedChange of(Change change) {
      Optional<EncodedItem> item = change.content().visible();
      int bytes = item.map(EncodedItem::bytes).map(each -> each.length()).orElse(0);
      return new TailedChange(
          change.version(), change.key(), item.filter(each -> bytes <= ITEM_BYTES_MAX), bytes);
    }
  }

  /** Whether another region wrote it. */
  public boolean replicated() {
    return outcome.isPresent();
  }

  /**
   * All that a record comes to.
   *
   * @param region whose log it is in
   */
  static List<TailEntry> of(Place place, LogRecord record, RegionName region) {
    return switch (record.body()) {
      case Body.Writes(List<Change> changes) -> written(place, changes);
      case Body.Part(long _, List<Change> changes) -> written(place, changes);
      case Body.Restoration(ConflictAt _, Change change) -> written(place, List.of(change));
      case Body.Arrivals(Progress progress, List<Arrival> arrivals) ->
          arrivals.isEmpty()
              ? List.of(without(place, Kind.WATERMARK, progress.source(), 0))
              : arrived(place, arrivals);
      case Body.Released(List<Arrival> arrivals) -> arrived(place, arrivals);
      case Body.Noop() -> List.of(without(place, Kind.HEARTBEAT, region, 0));
      case Body.Streaming _ -> List.of(without(place, Kind.STREAMING, region, 0));
      case Body.Told _ -> List.of(without(place, Kind.TOLD, region, 0));
      case Body.Copy(RegionName _, Context _, List<Change> changes) ->
          List.of(without(place, Kind.COPY, region, changes.size()));
      case Body.Dropped(Context _, List<Tombstone> tombstones) ->
          List.of(without(place, Kind.DROPPED, region, tombstones.size()));
      case Body.Transactions(var transactions) ->
          List.of(without(place, Kind.TRANSACTIONS, region, transactions.size()));
    };
  }

  private static List<TailEntry> written(Place place, List<Change> changes) {
    return changes.stream().map(change -> of(place, change, Optional.empty())).toList();
  }

  private static List<TailEntry> arrived(Place place, List<Arrival> arrivals) {
    return arrivals.stream()
        .map(each -> of(place, each.change(), Optional.of(each.standing())))
        .toList();
  }

  private static TailEntry of(Place place, Change change, Optional<Standing> outcome) {
    Kind kind = change.content().visible().isPresent() ? Kind.PUT : Kind.DELETE;
    return new TailEntry(
        place, kind, change.origin(), outcome, Optional.of(TailedChange.of(change)), 1);
  }

  private static TailEntry without(Place place, Kind kind, RegionName origin, int changes) {
    return new TailEntry(place, kind, origin, Optional.empty(), Optional.empty(), changes);
  }
}

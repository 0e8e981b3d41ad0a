package dev.pangaea.simulator.history;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What one region's log of a partition says of some items. Only that is kept of it.
 *
 * @param fromOffset the first entry that the log still holds; older ones are gone if it is not 0
 * @param fromMillis when that entry was appended; empty for an empty log
 * @param uncounted entries that were passed over, since they are not part of the chain
 */
record LogReading(
    RegionName region,
    long fromOffset,
    OptionalLong fromMillis,
    long toOffset,
    long uncounted,
    List<Mention> mentions) {
  LogReading {
    mentions = List.copyOf(mentions);
  }

  boolean isCut() {
    return fromOffset > 0;
  }

  /** Reads up to what is the end now. Blocks. */
  static LogReading of(RegionName region, PartitionLog log, Predicate<Mention> wanted)
      throws LogUnavailableException {
    Reader reader = new Reader(region, wanted);
    long from = log.startOffset();
    long to = log.endOffset();
    log.read(from, to, reader::entry);
    reader.records.end();
    return new LogReading(
        region, from, reader.fromMillis, to, reader.records.uncounted(), reader.mentions);
  }

  /** What of this is of one item. */
  LogReading of(EncodedKey key) {
    return new LogReading(
        region,
        fromOffset,
        fromMillis,
        toOffset,
        uncounted,
        mentions.stream().filter(ofKey(key)).toList());
  }

  static Predicate<Mention> ofKey(EncodedKey key) {
    return mention -> mention.key().equals(key);
  }

  private static final class Reader {
    private final RegionName region;
    private final Predicate<Mention> wanted;
    private final ChainedRecords records = new ChainedRecords(this::record);
    private final List<Mention> mentions = new ArrayList<>();
    private OptionalLong fromMillis = OptionalLong.empty();

    Reader(RegionName region, Predicate<Mention> wanted) {
      this.region = region;
      this.wanted = wanted;
    }

    void entry(LogEntry entry) {
      if (fromMillis.isEmpty()) {
        fromMillis = OptionalLong.of(entry.appendMillis());
      }
      records.read(entry);
    }

    private void record(LogEntry entry, LogRecord record) {
      switch (record.body()) {
        case Body.Noop() -> {}
        case Body.Transactions _ -> {}
        case Body.Copy _ -> {}
        case Body.Told _ -> {}
        case Body.Streaming _ -> {}
        case Body.Dropped(Context floor, List<Tombstone> tombstones) ->
            tombstones.forEach(
                left -> add(entry, left.key(), new Mention.Event.Dropped(left.version())));
        case Body.Writes(List<Change> changes) ->
            changes.forEach(
                change -> add(entry, change.key(), new Mention.Event.Written(change, false)));
        case Body.Part(long nextTransactions, List<Change> changes) ->
            changes.forEach(
                change -> add(entry, change.key(), new Mention.Event.Written(change, false)));
        case Body.Restoration(var conflict, Change change) ->
            add(entry, change.key(), new Mention.Event.Written(change, true));
        case Body.Arrivals(var progress, List<Arrival> arrivals) -> takenIn(entry, arrivals);
        case Body.Released(List<Arrival> arrivals) -> takenIn(entry, arrivals);
      }
    }

    private void takenIn(LogEntry entry, List<Arrival> arrivals) {
      for (Arrival arrival : arrivals) {
        add(
            entry,
            arrival.change().key(),
            new Mention.Event.TakenIn(arrival.change(), arrival.standing()));
      }
    }

    private void add(LogEntry entry, EncodedKey key, Mention.Event event) {
      Mention mention = new Mention(region, key, entry.offset(), entry.appendMillis(), event);
      if (wanted.test(mention)) {
        mentions.add(mention);
      }
    }
  }
}

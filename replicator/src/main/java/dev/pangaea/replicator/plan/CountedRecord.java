package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.version.RegionName;
import java.util.List;

/**
 * A record of the source's chain, as the target takes it.
 *
 * @param after where the target stands once it has taken it
 * @param changes what the target takes of it; not all of them need be writes of the source
 * @param writtenMillis when the record with the changes was appended
 * @param writes how many of the changes are writes of the source
 * @param worthDelivering whether the target is to hear of it even when nothing follows. Progress
 *     through another region's changes alone is not: two regions would wake each other for ever
 */
record CountedRecord(
    Position after,
    Watermark watermark,
    List<Change> changes,
    long writtenMillis,
    int writes,
    int bytes,
    boolean worthDelivering) {

  static CountedRecord of(LogEntry entry, LogRecord record, RegionName target) {
    Position after = new Position(entry.offset() + 1, record.id());
    Watermark watermark = new Watermark(record.clock(), entry.appendMillis());
    int bytes = entry.record().length();
    long at = entry.appendMillis();
    return switch (record.body()) {
      case Body.Noop() -> new CountedRecord(after, watermark, List.of(), at, 0, 0, true);
      case Body.Writes(List<Change> changes) ->
          new CountedRecord(after, watermark, changes, at, changes.size(), bytes, true);
      case Body.Part(long nextTransactions, List<Change> changes) ->
          new CountedRecord(after, watermark, changes, at, changes.size(), bytes, true);
      case Body.Transactions transactions ->
          new CountedRecord(after, watermark, List.of(), at, 0, 0, false);
      case Body.Arrivals arrivals ->
          new CountedRecord(after, watermark, List.of(), at, 0, 0, false);
      case Body.Copy(RegionName joining, List<Change> changes) ->
          joining.equals(target)
              ? new CountedRecord(after, watermark, changes, at, 0, bytes, true)
              : new CountedRecord(after, watermark, List.of(), at, 0, 0, true);
    };
  }

  boolean changeless() {
    return changes.isEmpty();
  }

  /** This record and a changeless one right after it, as one. */
  CountedRecord then(CountedRecord next) {
    return new CountedRecord(
        next.after,
        next.watermark,
        changes,
        writtenMillis,
        writes,
        bytes,
        worthDelivering || next.worthDelivering);
  }
}

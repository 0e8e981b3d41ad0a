package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.change.Watermarks;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import java.util.Optional;

/**
 * A record of the source's chain, as the target takes it.
 *
 * @param after where the target stands once it has taken it
 * @param changes what the target takes of it; not all of them need be writes of the source
 * @param writtenMillis when the record with the changes was appended
 * @param writes how many of the changes are writes of the source
 * @param worthDelivering whether the target is to hear of it even when nothing follows. Progress
 *     through another region's changes alone is not: two regions would wake each other for ever
 * @param floor of the tombstones that the source had dropped, if the record is a copy for the
 *     target
 * @param told what the source said in it, or in one right after it
 */
record CountedRecord(
    Position after,
    Watermark watermark,
    List<Change> changes,
    long writtenMillis,
    int writes,
    int bytes,
    boolean worthDelivering,
    Context floor,
    Optional<Watermarks> told) {

  static CountedRecord of(LogEntry entry, LogRecord record, RegionName target) {
    Position after = new Position(entry.offset() + 1, record.id());
    Watermark watermark = new Watermark(record.clock(), entry.appendMillis());
    long at = entry.appendMillis();
    int bytes = entry.record().length();
    CountedRecord quiet =
        new CountedRecord(
            after, watermark, List.of(), at, 0, 0, true, Context.EMPTY, Optional.empty());
    return switch (record.body()) {
      case Body.Noop() -> quiet;
      case Body.Writes(List<Change> changes) -> quiet.with(changes, changes.size(), bytes);
      case Body.Part(long nextTransactions, List<Change> changes) ->
          quiet.with(changes, changes.size(), bytes);
      case Body.Restoration(ConflictAt conflict, Change change) ->
          quiet.with(List.of(change), 1, bytes);
      case Body.Transactions transactions -> quiet.unworthy();
      case Body.Arrivals arrivals -> quiet.unworthy();
      case Body.Streaming streaming -> quiet.unworthy();
      case Body.Dropped dropped -> quiet.unworthy();
      case Body.Released released -> quiet.unworthy();
      case Body.Copy(RegionName joining, Context floor, List<Change> changes) ->
          joining.equals(target) ? quiet.with(changes, 0, bytes).above(floor) : quiet;
      case Body.Told(Watermarks watermarks) -> quiet.telling(watermarks);
    };
  }

  private CountedRecord with(List<Change> carried, int ofTheSource, int length) {
    return new CountedRecord(
        after,
        watermark,
        carried,
        writtenMillis,
        ofTheSource,
        length,
        worthDelivering,
        floor,
        told);
  }

  private CountedRecord unworthy() {
    return new CountedRecord(
        after, watermark, changes, writtenMillis, writes, bytes, false, floor, told);
  }

  private CountedRecord above(Context copied) {
    return new CountedRecord(
        after, watermark, changes, writtenMillis, writes, bytes, worthDelivering, copied, told);
  }

  private CountedRecord telling(Watermarks watermarks) {
    return new CountedRecord(
        after,
        watermark,
        changes,
        writtenMillis,
        writes,
        bytes,
        worthDelivering,
        floor,
        Optional.of(watermarks));
  }

  /** Whether it takes the target on and nothing else. */
  boolean changeless() {
    return changes.isEmpty() && floor.isEmpty();
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
        worthDelivering || next.worthDelivering,
        floor,
        next.told.or(() -> told));
  }
}

package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermarks;
import dev.pangaea.conflict.version.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The records of one partition that were read and that the region has not taken yet, in order. */
final class Waiting {
  private final Deque<CountedRecord> records = new ArrayDeque<>();
  private int worthDelivering;
  private long bytes;

  long bytes() {
    return bytes;
  }

  boolean isWorthDelivering() {
    return worthDelivering > 0;
  }

  /** Adds a record. Progress without changes joins the record before it: quiet logs stay small. */
  void add(CountedRecord record) {
    CountedRecord last = records.peekLast();
    if (last != null && record.changeless()) {
      count(records.removeLast(), -1);
      keep(last.then(record));
    } else {
      keep(record);
    }
  }

  void clear() {
    records.clear();
    worthDelivering = 0;
    bytes = 0;
  }

  /** Drops all records up to a position; false, and nothing is dropped, if none ends there. */
  boolean dropThrough(Position position) {
    if (records.stream().noneMatch(record -> record.after().equals(position))) {
      return false;
    }
    CountedRecord dropped;
    do {
      dropped = records.removeFirst();
      count(dropped, -1);
    } while (!dropped.after().equals(position));
    return true;
  }

  /** Takes the first records out, as many as fit, as one delivery from where the region stands. */
  Optional<Shipment> take(Intake standing, long bytesMax, int changesMax) {
    if (!isWorthDelivering()) {
      return Optional.empty();
    }
    List<Change> changes = new ArrayList<>();
    List<Shipment.Written> written = new ArrayList<>();
    long taken = 0;
    Context floor = Context.EMPTY;
    Optional<Watermarks> told = Optional.empty();
    CountedRecord last = records.getFirst();
    while (!records.isEmpty()) {
      CountedRecord record = records.getFirst();
      boolean fits =
          taken + record.bytes() <= bytesMax
              && changes.size() + record.changes().size() <= changesMax;
      if (!changes.isEmpty() && !fits) {
        break;
      }
      last = records.removeFirst();
      count(last, -1);
      changes.addAll(last.changes());
      floor = floor.merge(last.floor());
      told = last.told().isPresent() ? last.told() : told;
      if (last.writes() > 0) {
        written.add(new Shipment.Written(last.writtenMillis(), last.writes()));
      }
      taken += last.bytes();
    }
    Progress from = standing.progress();
    Progress to = new Progress(from.source(), from.log(), last.after(), last.watermark());
    Delivery delivery =
        new Delivery(
            standing.table(), standing.partition(), from.position(), to, changes, floor, told);
    return Optional.of(new Shipment(delivery, written, taken));
  }

  private void keep(CountedRecord record) {
    records.addLast(record);
    count(record, 1);
  }

  private void count(CountedRecord record, int sign) {
    bytes += (long) sign * record.bytes();
    worthDelivering += record.worthDelivering() ? sign : 0;
  }
}

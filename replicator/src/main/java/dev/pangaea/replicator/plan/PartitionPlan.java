package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import java.util.Optional;

/**
 * The reading state of one partition of one table from one source: where the region stands, what is
 * on its way to it, what waits behind that, and how far the log is read. Confined to one thread.
 *
 * <pre>
 * log ──cursor──▶ waiting ──ship──▶ under way ──settle──▶ standing
 * </pre>
 *
 * What is under way stays so until the region has said what became of it; a region that stands
 * elsewhere is followed there.
 */
final class PartitionPlan {
  private final RegionName target;
  private final LogPartition log;
  private final Waiting waiting = new Waiting();
  private Intake standing;
  private LogCursor cursor;
  private Optional<Shipment> underWay = Optional.empty();
  private int failures;
  private long restsUntilMillis = Long.MIN_VALUE;

  PartitionPlan(Intake intake, RegionName target) {
    this.target = target;
    this.standing = intake;
    this.log = new LogPartition(intake.progress().log(), intake.partition());
    this.cursor = new LogCursor(intake.progress().position());
  }

  PartitionStatus status() {
    return new PartitionStatus(standing, cursor.place().nextOffset(), cursor.halt());
  }

  /** Where the region stands, once its log cannot be followed and all that was read is taken. */
  Optional<Intake> stuck() {
    boolean delivering = underWay.isPresent() || waiting.isWorthDelivering();
    return cursor.halt().isPresent() && !delivering ? Optional.of(standing) : Optional.empty();
  }

  Place place() {
    return cursor.halt().isPresent()
        ? new Place.Leave(log)
        : new Place.ReadFrom(log, cursor.readFrom());
  }

  long waitingBytes() {
    return waiting.bytes() + underWay.map(Shipment::bytes).orElse(0L);
  }

  ReadReport read(List<LogEntry> entries) {
    int counted = 0;
    int outOfChain = 0;
    int malformed = 0;
    int known = 0;
    Optional<Place> place = Optional.empty();
    for (LogEntry entry : entries) {
      switch (cursor.read(entry)) {
        case Reading.Counts counts -> {
          waiting.add(CountedRecord.of(entry, counts.record(), target));
          counted++;
        }
        case Reading.Uncounted(Reading.Reason reason) -> {
          switch (reason) {
            case OUT_OF_CHAIN -> outOfChain++;
            case MALFORMED -> malformed++;
          }
        }
        case Reading.Known() -> known++;
        case Reading.Ahead() -> place = Optional.of(place());
        case Reading.Halted halted -> place = Optional.of(place());
      }
      if (place.isPresent()) {
        break;
      }
    }
    return new ReadReport(
        standing.table(), standing.partition(), counted, outOfChain, malformed, known, place);
  }

  /** Takes note of where the log starts and ends; says where to read now if that changes. */
  Optional<Place> bounds(long logStart, long logEnd, boolean lostPlace) {
    boolean halted = cursor.halt().isPresent();
    boolean following = cursor.following();
    cursor.bounds(logStart, logEnd);
    if (cursor.halt().isPresent()) {
      return halted ? Optional.empty() : Optional.of(place());
    }
    if (lostPlace || following && !cursor.following()) {
      long from = Math.min(Math.max(cursor.readFrom(), logStart), logEnd);
      return Optional.of(new Place.ReadFrom(log, from));
    }
    return Optional.empty();
  }

  /**
   * What is to be delivered now: the same again while the region has not said what became of it.
   */
  Optional<Shipment> ship(long nowMillis, long bytesMax, int changesMax) {
    if (nowMillis < restsUntilMillis) {
      return Optional.empty();
    }
    if (underWay.isEmpty()) {
      underWay = waiting.take(standing, bytesMax, changesMax);
    }
    return underWay;
  }

  /** Goes on from what the region says; how the reading changes, if it does. */
  Optional<Place> settle(DeliveryOutcome outcome, long nowMillis, Backoff backoff, double chance) {
    return switch (outcome) {
      case DeliveryOutcome.Taken taken -> goOnFrom(taken.standing());
      case DeliveryOutcome.Elsewhere(Progress progress) -> {
        if (underWay.isPresent()
            && progress.position().equals(underWay.get().delivery().from())
            && progress.log().equals(log.log())) {
          rest(nowMillis, backoff, chance);
          yield Optional.empty();
        }
        yield goOnFrom(progress);
      }
      case DeliveryOutcome.NotWanted() -> Optional.of(new Place.Leave(log));
      case DeliveryOutcome.Unavailable() -> {
        rest(nowMillis, backoff, chance);
        yield Optional.empty();
      }
    };
  }

  private Optional<Place> goOnFrom(Progress progress) {
    failures = 0;
    Optional<Position> expected = underWay.map(shipment -> shipment.delivery().to().position());
    underWay = Optional.empty();
    standing = new Intake(standing.table(), standing.partition(), progress);
    if (!progress.log().equals(log.log())) {
      return Optional.of(new Place.Leave(log));
    }
    Position position = progress.position();
    if (expected.filter(position::equals).isPresent() || waiting.dropThrough(position)) {
      return Optional.empty();
    }
    waiting.clear();
    cursor = new LogCursor(position);
    return Optional.of(place());
  }

  private void rest(long nowMillis, Backoff backoff, double chance) {
    failures++;
    restsUntilMillis = nowMillis + backoff.millis(failures, chance);
  }
}

package dev.pangaea.regionnode.trigger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Records of a shard that are told one batch after the other. What was made a batch of lies in
 * pieces, of which the first is being told:
 *
 * <pre>
 *   WAITING ──due──▶ CALLED ──failed──▶ WAITING · two halves WAITING · GIVEN_UP
 *   GIVEN_UP ──due──▶ LEAVING ──could not be kept──▶ GIVEN_UP
 * </pre>
 */
final class Lane {
  private final DeliveryRules rules;
  private final ArrayDeque<Arrived> queue = new ArrayDeque<>();
  private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
  private long queuedBytes;
  private int failuresInRow;

  Lane(DeliveryRules rules) {
    this.rules = rules;
  }

  private record Arrived(EventRecord record, long atMillis) {}

  private enum State {
    WAITING,
    CALLED,
    GIVEN_UP,
    LEAVING
  }

  private static final class Piece {
    final List<EventRecord> records;
    final int failures;
    State state = State.WAITING;
    long dueMillis;
    long number;
    GivenUp reason = GivenUp.RETRIES;

    Piece(List<EventRecord> records, int failures, long dueMillis) {
      this.records = List.copyOf(records);
      this.failures = failures;
      this.dueMillis = dueMillis;
    }
  }

  void add(EventRecord record, long nowMillis) {
    queue.add(new Arrived(record, nowMillis));
    queuedBytes += record.json().length();
  }

  /**
   * What is to be done now, if anything.
   *
   * @param hurry whether no batch is to be waited for
   * @param callable whether a worker may be called
   * @param number for what is to be done
   */
  Optional<Effect> due(long nowMillis, boolean hurry, boolean callable, long number) {
    if (pieces.isEmpty() && batchIsDue(nowMillis, hurry)) {
      pieces.add(batch(nowMillis));
    }
    Piece piece = pieces.peekFirst();
    if (piece == null || piece.dueMillis > nowMillis) {
      return Optional.empty();
    }
    if (piece.state == State.WAITING) {
      piece = withoutTheOld(piece, nowMillis);
    }
    return switch (piece.state) {
      case CALLED, LEAVING -> Optional.empty();
      case GIVEN_UP -> {
        piece.state = State.LEAVING;
        piece.number = number;
        yield Optional.of(new Effect.GiveUp(number, piece.records, piece.reason, piece.failures));
      }
      case WAITING -> {
        if (!callable) {
          yield Optional.empty();
        }
        piece.state = State.CALLED;
        piece.number = number;
        yield Optional.of(new Effect.Call(number, piece.records, piece.failures + 1));
      }
    };
  }

  /** When something may be to be done that is not now; empty if only an answer or records help. */
  OptionalLong nextMillis() {
    Piece piece = pieces.peekFirst();
    if (piece != null) {
      boolean idle = piece.state == State.WAITING || piece.state == State.GIVEN_UP;
      return idle ? OptionalLong.of(piece.dueMillis) : OptionalLong.empty();
    }
    Arrived first = queue.peekFirst();
    return first == null
        ? OptionalLong.empty()
        : OptionalLong.of(first.atMillis() + rules.windowMillis());
  }

  boolean waitsFor(long number) {
    Piece piece = pieces.peekFirst();
    return piece != null
        && piece.number == number
        && (piece.state == State.CALLED || piece.state == State.LEAVING);
  }

  /** Returns the records that are done with. */
  List<EventRecord> answered(CallOutcome outcome, long nowMillis, double draw) {
    Piece piece = pieces.removeFirst();
    return switch (outcome) {
      case CallOutcome.Done() -> {
        failuresInRow = 0;
        yield piece.records;
      }
      case CallOutcome.Failed(String reason, boolean byWorker) -> {
        failed(piece, byWorker, nowMillis, draw);
        yield List.of();
      }
      case CallOutcome.FailedFrom failed -> failedFrom(piece, failed, nowMillis, draw);
    };
  }

  /** Returns the records that are done with. */
  List<EventRecord> gaveUp(boolean kept, long nowMillis, double draw) {
    if (kept) {
      failuresInRow = 0;
      return pieces.removeFirst().records;
    }
    Piece piece = pieces.getFirst();
    piece.state = State.GIVEN_UP;
    piece.dueMillis = later(nowMillis, draw);
    return List.of();
  }

  private List<EventRecord> failedFrom(
      Piece piece, CallOutcome.FailedFrom failed, long nowMillis, double draw) {
    int first = piece.records.size();
    int known = 0;
    for (int index = piece.records.size() - 1; index >= 0; index--) {
      if (failed.sequenceNumbers().contains(piece.records.get(index).sequenceNumber())) {
        first = index;
        known++;
      }
    }
    if (known < failed.sequenceNumbers().size() || first == 0) {
      failed(piece, true, nowMillis, draw);
      return List.of();
    }
    failuresInRow = 0;
    List<EventRecord> rest = piece.records.subList(first, piece.records.size());
    again(rest, 1, nowMillis, draw);
    return piece.records.subList(0, first);
  }

  private void failed(Piece piece, boolean byWorker, long nowMillis, double draw) {
    int size = piece.records.size();
    if (rules.bisect() && byWorker && size > 1) {
      int half = size / 2;
      pieces.addFirst(new Piece(piece.records.subList(half, size), piece.failures, 0));
      pieces.addFirst(
          new Piece(piece.records.subList(0, half), piece.failures, later(nowMillis, draw)));
    } else if (byWorker) {
      again(piece.records, piece.failures + 1, nowMillis, draw);
    } else {
      pieces.addFirst(new Piece(piece.records, piece.failures, later(nowMillis, draw)));
    }
  }

  private void again(List<EventRecord> records, int failures, long nowMillis, double draw) {
    long laterMillis = later(nowMillis, draw);
    boolean exhausted =
        rules.retriesMax() != DeliveryRules.WITHOUT_END && failures > rules.retriesMax();
    Piece piece = new Piece(records, failures, exhausted ? 0 : laterMillis);
    piece.state = exhausted ? State.GIVEN_UP : State.WAITING;
    pieces.addFirst(piece);
  }

  /** When it is to be tried again after one more failure. */
  private long later(long nowMillis, double draw) {
    failuresInRow++;
    return nowMillis + Backoff.millis(failuresInRow, draw);
  }

  /** The first piece once those that are too old are a piece of their own before it. */
  private Piece withoutTheOld(Piece piece, long nowMillis) {
    if (rules.ageSecondsMax() == DeliveryRules.WITHOUT_END) {
      return piece;
    }
    long oldest = nowMillis - rules.ageSecondsMax() * 1000;
    int old = 0;
    while (old < piece.records.size() && piece.records.get(old).createdMillis() < oldest) {
      old++;
    }
    if (old == 0) {
      return piece;
    }
    pieces.removeFirst();
    if (old < piece.records.size()) {
      pieces.addFirst(
          new Piece(piece.records.subList(old, piece.records.size()), piece.failures, 0));
    }
    Piece gone = new Piece(piece.records.subList(0, old), piece.failures, 0);
    gone.state = State.GIVEN_UP;
    gone.reason = GivenUp.AGE;
    pieces.addFirst(gone);
    return gone;
  }

  private boolean batchIsDue(long nowMillis, boolean hurry) {
    Arrived first = queue.peekFirst();
    return first != null
        && (hurry
            || queue.size() >= rules.batchSize()
            || queuedBytes >= ShardWork.CALL_BYTES_MAX
            || first.atMillis() + rules.windowMillis() <= nowMillis);
  }

  private Piece batch(long nowMillis) {
    List<EventRecord> records = new ArrayList<>();
    long bytes = 0;
    while (!queue.isEmpty() && records.size() < rules.batchSize()) {
      EventRecord next = queue.peekFirst().record();
      if (!records.isEmpty() && bytes + next.json().length() > ShardWork.CALL_BYTES_MAX) {
        break;
      }
      bytes += next.json().length();
      records.add(queue.removeFirst().record());
    }
    queuedBytes -= bytes;
    return new Piece(records, 0, nowMillis);
  }
}

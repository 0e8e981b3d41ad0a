package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.ClientToken;
import java.util.List;
import java.util.Optional;

/** A transaction that was asked for, from when it comes until it has its answer and is done. */
final class Transacting {
  private final Request.Transact request;
  private final List<Place> places;
  private final long bytes;
  private final long sinceNanos;
  private final long patienceNanos;
  private boolean tokenChecked;
  private List<WriteOutcome.Written> written = List.of();
  private long answerNanos;
  private boolean answered;

  /**
   * @param now when it came
   * @param patienceNanos until when it may wait to be decided
   */
  Transacting(Request.Transact request, Now now, long patienceNanos) {
    this.request = request;
    this.places = request.transaction().places();
    this.bytes = request.bytes();
    this.sinceNanos = now.nanos();
    this.patienceNanos = patienceNanos;
  }

  List<TransactionRequest.Operation> operations() {
    return request.transaction().operations();
  }

  List<Place> places() {
    return places;
  }

  /** What the request holds while it waits. */
  long bytes() {
    return bytes;
  }

  Optional<ClientToken> token() {
    return request.transaction().token();
  }

  boolean tokenChecked() {
    return tokenChecked;
  }

  void tokenIsIts() {
    tokenChecked = true;
  }

  /** Somebody else may have used its token meanwhile. */
  void tokenIsUnknown() {
    tokenChecked = false;
  }

  /** For how long it has been here. */
  long ageNanos(Now now) {
    return now.nanos() - sinceNanos;
  }

  boolean isLate(Now now) {
    return now.nanos() - patienceNanos >= 0;
  }

  /** It is decided and on its way. */
  void sent(List<WriteOutcome.Written> each, long until) {
    written = each;
    answerNanos = until;
  }

  /** Whether it is to be told by now that nobody knows. */
  boolean isOverdue(Now now) {
    return !answered && now.nanos() - answerNanos >= 0;
  }

  TransactionOutcome committed() {
    return new TransactionOutcome.Committed(written);
  }

  /** What its caller is to be told, unless it has been told something already. */
  Optional<Answer> answer(TransactionOutcome outcome) {
    if (answered) {
      return Optional.empty();
    }
    answered = true;
    return Optional.of(new Answer.Told(() -> request.listener().accept(outcome)));
  }
}

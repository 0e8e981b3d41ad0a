package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A transaction that was asked for, from when it comes until it has its answer and is done. Keeps
 * what it asks for until it is decided, and what it is to answer until it is answered.
 */
final class Transacting {
  /** Of those that were asked of one leader. */
  static final Comparator<Transacting> ARRIVAL = Comparator.comparingLong(each -> each.number);

  private final long number;
  private final List<Place> places;
  private final List<PartitionId> partitions;
  private final Optional<ClientToken> token;
  private final long sinceNanos;
  private final long patienceNanos;
  private List<TransactionRequest.Operation> operations;
  private Consumer<TransactionOutcome> listener;
  private Optional<PartitionId> withoutLeader = Optional.empty();
  private List<WriteOutcome.Written> written = List.of();
  private long bytes;
  private long answerNanos;
  private boolean tokenChecked;
  private boolean hasLocked;
  private boolean answered;

  /**
   * @param number higher than that of any that came before
   * @param now when it came
   * @param patienceNanos until when it may wait to be decided
   */
  Transacting(long number, Request.Transact request, Now now, long patienceNanos) {
    this.number = number;
    this.operations = request.transaction().operations();
    this.places = request.transaction().places();
    this.partitions = places.stream().map(Place::partition).distinct().toList();
    this.token = request.transaction().token();
    this.listener = request.listener();
    this.bytes = request.bytes();
    this.sinceNanos = now.nanos();
    this.patienceNanos = patienceNanos;
  }

  /** None once it is decided. */
  List<TransactionRequest.Operation> operations() {
    return operations;
  }

  List<Place> places() {
    return places;
  }

  /** What it keeps in memory: its request, then its answer, then nothing. */
  long bytes() {
    return bytes;
  }

  Optional<ClientToken> token() {
    return token;
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

  /** Whether all its partitions are led; one that was not is asked first. */
  boolean isLed(Leadership leaders) {
    if (withoutLeader.isEmpty() || leaders.takesWrites(withoutLeader.get())) {
      withoutLeader =
          partitions.stream().filter(partition -> !leaders.takesWrites(partition)).findFirst();
    }
    return withoutLeader.isEmpty();
  }

  /** It is given its places. @return whether for the first time */
  boolean locksFirst() {
    boolean first = !hasLocked;
    hasLocked = true;
    return first;
  }

  /**
   * It is on its way.
   *
   * @param each what its operations met and would leave
   */
  void decided(List<WriteOutcome.Written> each, long eachBytes, long until) {
    operations = List.of();
    written = each;
    bytes = eachBytes;
    answerNanos = until;
  }

  /** Whether it is to be told by now that nobody knows. */
  boolean isOverdue(Now now) {
    return !answered && now.nanos() - answerNanos >= 0;
  }

  TransactionOutcome committed() {
    return new TransactionOutcome.Committed(written);
  }

  /** Tells its caller, unless it has been told something already. */
  void tell(TransactionOutcome outcome, LeaderEffects effects) {
    if (answered) {
      return;
    }
    Consumer<TransactionOutcome> caller = listener;
    effects.answer(new Answer.Told(() -> caller.accept(outcome)));
    answered = true;
    listener = nobody -> {};
    operations = List.of();
    written = List.of();
    bytes = 0;
  }
}

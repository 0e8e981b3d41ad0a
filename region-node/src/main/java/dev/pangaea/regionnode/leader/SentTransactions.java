package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.TransactionId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Transactions that are decided and wait for their answer: on their way with one record, or
 * committed, and in the hands of {@link PendingTransactions} until all have taken part.
 */
final class SentTransactions {
  /** Of answers that wait. Once there are so many, nothing more is decided. */
  private static final long BYTES_MAX = 64 << 20;

  private final Locks locks;
  private final RequestTokens tokens;
  private final LeaderEffects effects;
  private List<Transacting> sent = List.of();
  private Optional<RecordId> sentAs = Optional.empty();
  private final TreeMap<TransactionId, Transacting> committed = new TreeMap<>();
  private long bytes;

  SentTransactions(Locks locks, RequestTokens tokens, LeaderEffects effects) {
    this.locks = locks;
    this.tokens = tokens;
    this.effects = effects;
  }

  /** How many are on their way. */
  int size() {
    return sent.size();
  }

  /** For how long the oldest of these has been here, or 0. */
  long oldestNanos(Now now) {
    return sent.stream().mapToLong(each -> each.ageNanos(now)).max().orElse(0);
  }

  boolean isFull() {
    return bytes >= BYTES_MAX;
  }

  /** Whether one of those on their way may come to change something in the partition. */
  boolean concerns(PartitionId partition) {
    return sent.stream()
        .flatMap(transacting -> transacting.places().stream())
        .anyMatch(place -> place.partition().equals(partition));
  }

  /** They are decided, and to be sent with the next record. */
  void add(List<Transacting> decided) {
    sent = decided;
    decided.forEach(transacting -> bytes += transacting.bytes());
  }

  void sent(RecordId id) {
    sentAs = Optional.of(id);
  }

  /** A record counts. @return whether it is the one that was sent */
  boolean counts(RecordId id, long offset) {
    if (!sentAs.equals(Optional.of(id))) {
      return false;
    }
    for (int index = 0; index < sent.size(); index++) {
      Transacting transacting = sent.get(index);
      locks.unlock(transacting.places());
      committed.put(new TransactionId(offset, index), transacting);
    }
    forget();
    return true;
  }

  /** What is on its way never counts. */
  void lost() {
    sent.forEach(transacting -> unlockAndEnd(transacting, new TransactionOutcome.Unavailable()));
    forget();
  }

  /** All have taken part in these. */
  void settled(List<TransactionId> ids) {
    for (TransactionId id : ids) {
      Transacting transacting = committed.remove(id);
      if (transacting != null) {
        end(transacting, transacting.committed());
      }
    }
  }

  /** Tells those that nobody knows of in time. */
  void expire(Now now) {
    sent.forEach(transacting -> tellOverdue(transacting, now));
    committed.values().forEach(transacting -> tellOverdue(transacting, now));
  }

  void abandon() {
    sent.forEach(transacting -> unlockAndEnd(transacting, new TransactionOutcome.InDoubt()));
    committed.values().forEach(each -> end(each, new TransactionOutcome.InDoubt()));
    forget();
    committed.clear();
  }

  private void forget() {
    sent = List.of();
    sentAs = Optional.empty();
  }

  private void unlockAndEnd(Transacting transacting, TransactionOutcome outcome) {
    locks.unlock(transacting.places());
    end(transacting, outcome);
  }

  private void end(Transacting transacting, TransactionOutcome outcome) {
    tokens.letGo(transacting);
    tell(transacting, outcome);
  }

  private void tellOverdue(Transacting transacting, Now now) {
    if (transacting.isOverdue(now)) {
      tell(transacting, new TransactionOutcome.InDoubt());
    }
  }

  private void tell(Transacting transacting, TransactionOutcome outcome) {
    bytes -= transacting.bytes();
    transacting.tell(outcome, effects);
  }
}

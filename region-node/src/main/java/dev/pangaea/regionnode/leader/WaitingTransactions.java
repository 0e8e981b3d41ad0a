package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.TransactionDecision.Impossible;
import dev.pangaea.regionnode.leader.TransactionDecision.Possible;
import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.TransactionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions that were asked of this node.
 *
 * <pre>
 *   line ──(its places are free)──▶ locked ──(nothing is under way there: decided)──▶ sent ──(the record counts)──▶ committed ──(all have taken part)──▶ answered
 *    ▲                                │
 *    └───(the leader is in doubt)─────┘
 * </pre>
 *
 * One that only checks is sent as well: that its record counts says that nobody else has led
 * meanwhile, so that what it saw was true. A transaction that is sent and not found when the leader
 * leads again never counts. One that is committed is in the hands of {@link PendingTransactions};
 * here is only who waits for it.
 */
final class WaitingTransactions implements Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingTransactions.class);
  private static final int TRANSACTIONS_MAX = 1024;
  private static final long BYTES_MAX = 64 << 20;

  /** So many that are held up are passed over before the rest is left for the next step. */
  private static final int PASSED_MAX = 32;

  /** A record is closed when it has reached one of these. */
  private static final int RECORD_TRANSACTIONS_MAX = 64;

  private static final int RECORD_BYTES_MAX = Assembler.BYTES_MAX;

  private final Store store;
  private final Locks locks;
  private final WaitingReads reads;
  private final Fences fences;
  private final Predicate<Place> steady;
  private final RegionName region;
  private final HybridClock clock;
  private final LeaderBounds bounds;
  private final LeaderEffects effects;
  private final ArrayDeque<Transacting> line = new ArrayDeque<>();
  private final List<Transacting> locked = new ArrayList<>();
  private List<Transacting> sent = List.of();
  private Optional<RecordId> sentAs = Optional.empty();
  private final TreeMap<TransactionId, Transacting> committed = new TreeMap<>();
  private final RequestTokens tokens;
  private long bytes;
  private boolean moreToDecide;
  private long lockings;
  private long lockWaitNanos;

  /**
   * @param steady whether a place's leader leads, and has nothing under way that touches the item
   */
  WaitingTransactions(
      Store store,
      Locks locks,
      PendingTransactions pending,
      WaitingReads reads,
      Fences fences,
      Predicate<Place> steady,
      RegionName region,
      HybridClock clock,
      LeaderBounds bounds,
      LeaderEffects effects) {
    this.store = store;
    this.locks = locks;
    this.tokens = new RequestTokens(store, pending);
    this.reads = reads;
    this.fences = fences;
    this.steady = steady;
    this.region = region;
    this.clock = clock;
    this.bounds = bounds;
    this.effects = effects;
  }

  @Override
  public int size() {
    return line.size() + locked.size();
  }

  /**
   * @param unfinished how many there are that count, which the oldest here may be younger than
   */
  TransactionStatus status(int unfinished, long oldestNanos, Now now) {
    long oldest = oldestNanos;
    for (Collection<Transacting> each : List.of(line, locked, sent)) {
      for (Transacting transacting : each) {
        oldest = Math.max(oldest, transacting.ageNanos(now));
      }
    }
    return new TransactionStatus(
        size() + sent.size(), unfinished, oldest / 1_000_000, lockings, lockWaitNanos);
  }

  /** Whether the leader is to look at what waits. */
  boolean wantsTurn() {
    return !line.isEmpty() || !locked.isEmpty() || fences.isWanted();
  }

  /** Whether a transaction is on its way that may come to change something in the partition. */
  boolean sends(PartitionId partition) {
    return sent.stream()
        .flatMap(transacting -> transacting.places().stream())
        .anyMatch(place -> place.partition().equals(partition));
  }

  @Override
  public void add(Request request, Now now) {
    long deadline = now.nanos() + bounds.patienceNanos();
    switch (request) {
      case Request.Transact transact -> {
        Transacting transacting = new Transacting(transact, now, deadline);
        if (size() >= TRANSACTIONS_MAX || bytes >= BYTES_MAX) {
          tell(transacting, new TransactionOutcome.Throttled());
        } else {
          bytes += transacting.bytes();
          line.add(transacting);
        }
      }
      case Request.ReadTogether read -> {
        if (!reads.add(read, deadline)) {
          effects.answer(
              new Answer.Told(() -> read.listener().accept(new ReadOutcome.Throttled())));
        }
      }
      case Request.Write write -> refuse(write);
      case Request.Deliver deliver -> refuse(deliver);
      case Request.Follow follow -> refuse(follow);
      case Request.Copy copy -> refuse(copy);
    }
  }

  @Override
  public void refuse(Request request) {
    effects.answer(new Answer.Refused(List.of(Refusal.of(request))));
  }

  @Override
  public Optional<Assembly> next(Now now) {
    lockWhatIsFree(now);
    List<Transaction> transactions = decide(now);
    if (!transactions.isEmpty()) {
      return Optional.of(new Assembly(Optional.of(new Body.Transactions(transactions)), List.of()));
    }
    if (fences.isWanted()) {
      return Optional.of(new Assembly(Optional.of(new Body.Noop()), List.of()));
    }
    return moreToDecide ? Optional.of(new Assembly(Optional.empty(), List.of())) : Optional.empty();
  }

  @Override
  public boolean decides(EncodedKey key) {
    return false;
  }

  @Override
  public void sent(RecordId id) {
    sentAs = Optional.of(id);
    fences.sent();
  }

  @Override
  public void counts(RecordId id, long offset) {
    if (!sentAs.equals(Optional.of(id))) {
      return;
    }
    for (int index = 0; index < sent.size(); index++) {
      Transacting transacting = sent.get(index);
      locks.unlock(transacting.places());
      committed.put(new TransactionId(offset, index), transacting);
    }
    sent = List.of();
    sentAs = Optional.empty();
    fences.raised();
  }

  @Override
  public void claims() {
    fences.sent();
  }

  @Override
  public void notSent() {
    fences.lost();
    endSent();
  }

  @Override
  public void leads() {
    fences.raised();
    endSent();
  }

  private void endSent() {
    sent.forEach(
        transacting -> {
          locks.unlock(transacting.places());
          end(transacting, new TransactionOutcome.Unavailable());
        });
    sent = List.of();
    sentAs = Optional.empty();
  }

  /** What is decided next has to be decided on what is found then. */
  @Override
  public void doubts() {
    fences.lost();
    for (Transacting transacting : locked.reversed()) {
      locks.unlock(transacting.places());
      line.addFirst(transacting);
    }
    locked.clear();
    line.forEach(tokens::letGo);
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

  @Override
  public void expire(Now now, boolean ready) {
    reads.expire(now, effects);
    while (!line.isEmpty() && line.element().isLate(now)) {
      Transacting late = leaveLine(line.remove());
      end(late, heldUp(late));
    }
    locked.removeIf(
        transacting -> {
          if (!transacting.isLate(now)) {
            return false;
          }
          locks.unlock(transacting.places());
          end(leaveLine(transacting), new TransactionOutcome.Unavailable());
          return true;
        });
    sent.forEach(transacting -> tellOverdue(transacting, now));
    committed.values().forEach(transacting -> tellOverdue(transacting, now));
  }

  @Override
  public void refuseAll() {
    reads.refuseAll(effects);
    locked.forEach(transacting -> locks.unlock(transacting.places()));
    locked.forEach(transacting -> end(transacting, new TransactionOutcome.Unavailable()));
    line.forEach(transacting -> end(transacting, new TransactionOutcome.Unavailable()));
    sent.forEach(transacting -> locks.unlock(transacting.places()));
    sent.forEach(transacting -> end(transacting, new TransactionOutcome.InDoubt()));
    committed.values().forEach(each -> end(each, new TransactionOutcome.InDoubt()));
    line.clear();
    locked.clear();
    sent = List.of();
    sentAs = Optional.empty();
    committed.clear();
    bytes = 0;
  }

  /** Locks in the order in which they came, but for those whose places nobody before them wants. */
  private void lockWhatIsFree(Now now) {
    Set<Place> wanted = new HashSet<>();
    int passed = 0;
    Iterator<Transacting> waiting = line.iterator();
    while (waiting.hasNext() && passed < PASSED_MAX) {
      Transacting transacting = waiting.next();
      Optional<TransactionOutcome> known = tokens.known(transacting, now);
      if (known.isPresent()) {
        waiting.remove();
        tell(leaveLine(transacting), known.get());
      } else if (transacting.places().stream()
          .allMatch(place -> locks.free(place) && !wanted.contains(place))) {
        waiting.remove();
        locks.lock(transacting.places());
        locked.add(transacting);
        lockings++;
        lockWaitNanos += transacting.ageNanos(now);
      } else {
        wanted.addAll(transacting.places());
        passed++;
      }
    }
  }

  /** Decides what can be decided now, and puts aside what is to be sent with the next record. */
  private List<Transaction> decide(Now now) {
    List<Transaction> transactions = new ArrayList<>();
    List<Transacting> deciding = new ArrayList<>();
    long recordBytes = 0;
    int decisions = 0;
    long metBytes = 0;
    Iterator<Transacting> waiting = locked.iterator();
    while (waiting.hasNext()
        && transactions.size() < RECORD_TRANSACTIONS_MAX
        && recordBytes < RECORD_BYTES_MAX
        && decisions < Assembler.DECISIONS_MAX
        && metBytes < Assembler.MET_BYTES_MAX) {
      Transacting transacting = waiting.next();
      if (!transacting.places().stream().allMatch(steady)) {
        continue;
      }
      TransactionDecision decision = decide(transacting, now);
      decisions += transacting.operations().size();
      metBytes += decision.metBytes();
      switch (decision) {
        case Impossible(TransactionOutcome outcome, long met) -> {
          waiting.remove();
          locks.unlock(transacting.places());
          end(leaveLine(transacting), outcome);
        }
        case Possible(Transaction transaction, var written, long more, long met) -> {
          if (recordBytes + more > TransactionDecision.BYTES_MAX) {
            continue;
          }
          waiting.remove();
          leaveLine(transacting).sent(written, now.nanos() + bounds.answerNanos());
          transactions.add(transaction);
          deciding.add(transacting);
          recordBytes += more;
        }
      }
    }
    moreToDecide = waiting.hasNext();
    sent = deciding;
    return transactions;
  }

  /** One that cannot be decided must not hold up those behind it. */
  private TransactionDecision decide(Transacting transacting, Now now) {
    Version version = new Version(clock.next(now.wallMillis()), region);
    try {
      return TransactionDecision.decide(transacting, store, version);
    } catch (BrokenInvariantException broken) {
      throw broken;
    } catch (RuntimeException failure) {
      LOG.error("a transaction could not be decided", failure);
      return new Impossible(new TransactionOutcome.Unavailable(), 0);
    }
  }

  private TransactionOutcome heldUp(Transacting transacting) {
    List<Verdict> verdicts = new ArrayList<>();
    boolean held = false;
    for (Place place : transacting.places()) {
      boolean free = locks.free(place);
      held |= !free;
      verdicts.add(free ? new Verdict.Fine() : new Verdict.Conflict());
    }
    return held ? new TransactionOutcome.Cancelled(verdicts) : new TransactionOutcome.Unavailable();
  }

  private Transacting leaveLine(Transacting transacting) {
    bytes -= transacting.bytes();
    return transacting;
  }

  /** Nothing more happens to it here. */
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
    transacting.answer(outcome).ifPresent(effects::answer);
  }
}

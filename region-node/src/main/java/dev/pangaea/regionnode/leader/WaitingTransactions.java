package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.TransactionDecision.Impossible;
import dev.pangaea.regionnode.leader.TransactionDecision.Possible;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.TransactionId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions that were asked of this node.
 *
 * <pre>
 *   line ──(its places are free, and led)──▶ locked ──(nothing is under way there: decided)──▶ sent ──(the record counts)──▶ committed ──(all have taken part)──▶ answered
 *    ▲                                          │
 *    └──(this leader is in doubt; or one of its partitions has lost its leader; or too much waits to be answered)
 * </pre>
 *
 * One that only checks is sent as well: that its record counts says that nobody else has led
 * meanwhile, so that what it saw was true. A transaction that is sent and not found when the leader
 * leads again never counts. {@link TransactionLine} has those that are not decided yet, {@link
 * SentTransactions} those that are.
 */
final class WaitingTransactions implements Waiting {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingTransactions.class);

  /** A record is closed when it has reached one of these. */
  private static final int RECORD_TRANSACTIONS_MAX = 64;

  private static final int RECORD_BYTES_MAX = Assembler.BYTES_MAX;

  private final Store store;
  private final Locks locks;
  private final WaitingReads reads;
  private final Fences fences;
  private final Leadership leaders;
  private final RegionName region;
  private final LeaderBounds bounds;
  private final LeaderEffects effects;
  private final RequestTokens tokens;
  private final TransactionLine line;
  private final SentTransactions sent;
  private long asked;
  private boolean moreToDecide;

  WaitingTransactions(
      Store store,
      Locks locks,
      PendingTransactions pending,
      WaitingReads reads,
      Fences fences,
      Leadership leaders,
      RegionName region,
      LeaderBounds bounds,
      LeaderEffects effects) {
    this.store = store;
    this.locks = locks;
    this.reads = reads;
    this.fences = fences;
    this.leaders = leaders;
    this.region = region;
    this.bounds = bounds;
    this.effects = effects;
    this.tokens = new RequestTokens(store, pending);
    this.line = new TransactionLine(locks, leaders, tokens, effects);
    this.sent = new SentTransactions(locks, tokens, effects);
  }

  @Override
  public int size() {
    return line.size();
  }

  /**
   * @param unfinished how many there are that count, which the oldest here may be younger than
   */
  TransactionStatus status(int unfinished, long oldestNanos, Now now) {
    long oldest = Math.max(oldestNanos, Math.max(line.oldestNanos(now), sent.oldestNanos(now)));
    return new TransactionStatus(
        size() + sent.size(),
        unfinished,
        oldest / 1_000_000,
        line.lockings(),
        line.lockWaitNanos());
  }

  /** Whether the leader is to look at what waits. */
  boolean wantsTurn() {
    return line.size() > 0 || fences.isWanted();
  }

  /** Whether a transaction is on its way that may come to change something in the partition. */
  boolean sends(PartitionId partition) {
    return sent.concerns(partition);
  }

  @Override
  public void add(Request request, Now now) {
    long deadline = now.nanos() + bounds.patienceNanos();
    switch (request) {
      case Request.Transact transact -> {
        Transacting transacting = new Transacting(asked++, transact, now, deadline);
        if (!line.add(transacting)) {
          transacting.tell(new TransactionOutcome.Throttled(), effects);
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
      case Request.Mend mend -> refuse(mend);
      case Request.Follow follow -> refuse(follow);
      case Request.Copy copy -> refuse(copy);
      case Request.Restore restore -> refuse(restore);
      case Request.Stream stream -> refuse(stream);
    }
  }

  @Override
  public void refuse(Request request) {
    effects.answer(new Answer.Refused(List.of(Refusal.of(request))));
  }

  @Override
  public Optional<Assembly> next(Now now) {
    moreToDecide = false;
    List<Transaction> transactions = sent.isFull() ? List.of() : decide(now);
    if (!transactions.isEmpty()) {
      return Optional.of(Assembly.of(new Body.Transactions(transactions)));
    }
    if (fences.isWanted()) {
      return Optional.of(Assembly.of(new Body.Noop()));
    }
    return moreToDecide ? Optional.of(new Assembly(Optional.empty(), List.of())) : Optional.empty();
  }

  @Override
  public boolean decides(EncodedKey key) {
    return false;
  }

  @Override
  public void sent(RecordId id) {
    sent.sent(id);
    fences.sent();
  }

  @Override
  public void counts(RecordId id, long offset) {
    if (sent.counts(id, offset)) {
      fences.raised();
    }
  }

  @Override
  public void claims() {
    fences.sent();
  }

  @Override
  public void notSent() {
    fences.lost();
    sent.lost();
  }

  @Override
  public void leads() {
    fences.raised();
    sent.lost();
  }

  /** What is decided next has to be decided on what is found then. */
  @Override
  public void doubts() {
    fences.lost();
    line.doubts();
  }

  /** All have taken part in these. */
  void settled(List<TransactionId> ids) {
    sent.settled(ids);
  }

  @Override
  public void expire(Now now, boolean ready) {
    reads.expire(now, effects);
    line.expire(now, sent.isFull());
    sent.expire(now);
  }

  @Override
  public void refuseAll() {
    reads.refuseAll(effects);
    line.refuseAll();
    sent.abandon();
  }

  /**
   * Decides what can be decided now, and puts aside what is to be sent with the next record. Where
   * nothing more will be decided for now, nobody holds places for it.
   */
  private List<Transaction> decide(Now now) {
    line.lockWhatIsFree(now);
    List<Transaction> transactions = new ArrayList<>();
    List<Transacting> deciding = new ArrayList<>();
    long recordBytes = 0;
    int decisions = 0;
    long metBytes = 0;
    Iterator<Transacting> waiting = line.locked();
    while (waiting.hasNext()
        && transactions.size() < RECORD_TRANSACTIONS_MAX
        && recordBytes < RECORD_BYTES_MAX
        && decisions < Assembler.DECISIONS_MAX
        && metBytes < Assembler.MET_BYTES_MAX) {
      Transacting transacting = waiting.next();
      if (!transacting.places().stream().allMatch(leaders::isSteady)) {
        continue;
      }
      TransactionDecision decision = decide(transacting);
      decisions += transacting.operations().size();
      metBytes += decision.metBytes();
      switch (decision) {
        case Impossible(TransactionOutcome outcome, long met) -> {
          waiting.remove();
          line.left(transacting);
          locks.unlock(transacting.places());
          tokens.letGo(transacting);
          transacting.tell(outcome, effects);
        }
        case Possible(Transaction transaction, var written, long more, long met) -> {
          if (recordBytes + more > TransactionDecision.BYTES_MAX) {
            continue;
          }
          waiting.remove();
          line.left(transacting);
          transacting.decided(written, met + more, now.nanos() + bounds.answerNanos());
          transactions.add(transaction);
          deciding.add(transacting);
          recordBytes += more;
        }
      }
    }
    moreToDecide = waiting.hasNext() || line.hasMore();
    sent.add(deciding);
    if (sent.isFull()) {
      line.unlockAll();
    }
    return transactions;
  }

  /** One that cannot be decided must not hold up those behind it. */
  private TransactionDecision decide(Transacting transacting) {
    Version version = new Version(Stamps.UNDRAWN, region);
    try {
      return TransactionDecision.decide(transacting, store, version);
    } catch (BrokenInvariantException broken) {
      throw broken;
    } catch (RuntimeException failure) {
      LOG.error("a transaction could not be decided", failure);
      return new Impossible(new TransactionOutcome.Unavailable(), 0);
    }
  }
}

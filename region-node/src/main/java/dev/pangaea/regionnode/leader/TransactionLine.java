package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Transactions that wait to be decided, and those among them that hold their places by now. Nobody
 * holds a place who waits for a leader. Bounded in number, in time, and in bytes, these up to one
 * request more.
 */
final class TransactionLine {
  private static final int TRANSACTIONS_MAX = 1024;
  private static final long BYTES_MAX = 64 << 20;

  /**
   * Once so many places were looked at anew, the rest is left for later: as many as are decided.
   */
  private static final int PLACES_MAX = Assembler.DECISIONS_MAX;

  private final Locks locks;
  private final Leadership leaders;
  private final RequestTokens tokens;
  private final LeaderEffects effects;
  private final TreeSet<Transacting> line = new TreeSet<>(Transacting.ARRIVAL);
  private final List<Transacting> locked = new ArrayList<>();
  private final WantedPlaces wanted;
  private boolean more;
  private long bytes;
  private long lockings;
  private long lockWaitNanos;

  TransactionLine(Locks locks, Leadership leaders, RequestTokens tokens, LeaderEffects effects) {
    this.locks = locks;
    this.leaders = leaders;
    this.tokens = tokens;
    this.effects = effects;
    this.wanted = new WantedPlaces(locks);
  }

  int size() {
    return line.size() + locked.size();
  }

  /** How many were given their places; one that loses them and gets them again counts once. */
  long lockings() {
    return lockings;
  }

  /** How long all these had waited until then. */
  long lockWaitNanos() {
    return lockWaitNanos;
  }

  /** For how long the oldest has been here, or 0. */
  long oldestNanos(Now now) {
    return Stream.concat(line.stream(), locked.stream())
        .mapToLong(transacting -> transacting.ageNanos(now))
        .max()
        .orElse(0);
  }

  /** False if there is no room. */
  boolean add(Transacting transacting) {
    if (size() >= TRANSACTIONS_MAX || bytes >= BYTES_MAX) {
      return false;
    }
    bytes += transacting.bytes();
    line.add(transacting);
    return true;
  }

  /** Those that hold their places; whoever takes one out says that it has {@linkplain #left}. */
  Iterator<Transacting> locked() {
    return locked.iterator();
  }

  /** One waits no longer, and has not been told anything yet. */
  void left(Transacting transacting) {
    bytes -= transacting.bytes();
  }

  /**
   * Locks in the order in which they came, but for those whose places nobody before them wants.
   * Those that wait for a leader want nothing.
   */
  void lockWhatIsFree(Now now) {
    unlockWhatIsNotLed();
    more = false;
    int places = 0;
    Iterator<Transacting> waiting = line.iterator();
    while (waiting.hasNext()) {
      Transacting transacting = waiting.next();
      Optional<TransactionOutcome> known = tokens.known(transacting, now);
      if (known.isPresent()) {
        waiting.remove();
        wanted.letGo(transacting);
        left(transacting);
        transacting.tell(known.get(), effects);
      } else if (!transacting.isLed(leaders)) {
        wanted.letGo(transacting);
      } else if (!wanted.stillHoldUp(transacting)) {
        if (places >= PLACES_MAX) {
          more = true;
          return;
        }
        places += transacting.places().size();
        if (!wanted.holdUp(transacting)) {
          waiting.remove();
          wanted.letGo(transacting);
          lock(transacting, now);
        }
      }
    }
  }

  /** Whether some are left that may have become free, and were not looked at. */
  boolean hasMore() {
    return more;
  }

  /** Those that hold their places wait for them again. */
  void unlockAll() {
    locked.forEach(this::unlock);
    locked.clear();
  }

  /** What is decided next has to be decided on what is found then. */
  void doubts() {
    unlockAll();
    line.forEach(tokens::letGo);
  }

  private void lock(Transacting transacting, Now now) {
    locks.lock(transacting.places());
    locked.add(transacting);
    if (transacting.locksFirst()) {
      lockings++;
      lockWaitNanos += transacting.ageNanos(now);
    }
  }

  private void unlock(Transacting transacting) {
    locks.unlock(transacting.places());
    line.add(transacting);
  }

  private void unlockWhatIsNotLed() {
    List<Transacting> stranded = new ArrayList<>();
    locked.removeIf(each -> !each.isLed(leaders) && stranded.add(each));
    stranded.forEach(this::unlock);
  }

  /**
   * @param full whether nothing is decided for now, since too much waits to be answered
   */
  void expire(Now now, boolean full) {
    unlockWhatIsNotLed();
    line.removeIf(each -> each.isLate(now) && end(each, heldUp(each, full)));
    locked.removeIf(each -> each.isLate(now) && unlockAndEnd(each));
  }

  void refuseAll() {
    locked.forEach(this::unlockAndEnd);
    line.forEach(transacting -> end(transacting, new TransactionOutcome.Unavailable()));
    line.clear();
    locked.clear();
  }

  private TransactionOutcome heldUp(Transacting transacting, boolean full) {
    List<Verdict> verdicts = new ArrayList<>();
    boolean held = false;
    for (Place place : transacting.places()) {
      boolean free = locks.free(place);
      held |= !free;
      verdicts.add(free ? new Verdict.Fine() : new Verdict.Conflict());
    }
    if (held) {
      return new TransactionOutcome.Cancelled(verdicts);
    }
    return full && transacting.isLed(leaders)
        ? new TransactionOutcome.Throttled()
        : new TransactionOutcome.Unavailable();
  }

  private boolean unlockAndEnd(Transacting transacting) {
    locks.unlock(transacting.places());
    return end(transacting, new TransactionOutcome.Unavailable());
  }

  private boolean end(Transacting transacting, TransactionOutcome outcome) {
    left(transacting);
    wanted.letGo(transacting);
    tokens.letGo(transacting);
    transacting.tell(outcome, effects);
    return true;
  }
}

package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Transactions that wait to be decided, and those among them that hold their places by now. Nobody
 * holds a place who waits for a leader. Bounded in number, in time, and in bytes, these up to one
 * request more.
 */
final class TransactionLine {
  private static final int TRANSACTIONS_MAX = 1024;
  private static final long BYTES_MAX = 64 << 20;

  /** So many places are found held in one step before the rest is left for the next step. */
  private static final int PASSED_PLACES_MAX = 4096;

  private final Locks locks;
  private final Leadership leaders;
  private final RequestTokens tokens;
  private final LeaderEffects effects;
  private final ArrayDeque<Transacting> line = new ArrayDeque<>();
  private final List<Transacting> locked = new ArrayList<>();
  private long bytes;
  private long lockings;
  private long lockWaitNanos;

  TransactionLine(Locks locks, Leadership leaders, RequestTokens tokens, LeaderEffects effects) {
    this.locks = locks;
    this.leaders = leaders;
    this.tokens = tokens;
    this.effects = effects;
  }

  int size() {
    return line.size() + locked.size();
  }

  /** How often one was given its places. */
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
    Set<Place> wanted = new HashSet<>();
    int passed = 0;
    Iterator<Transacting> waiting = line.iterator();
    while (waiting.hasNext() && passed < PASSED_PLACES_MAX) {
      Transacting transacting = waiting.next();
      List<Place> places = transacting.places();
      Optional<TransactionOutcome> known = tokens.known(transacting, now);
      if (known.isPresent()) {
        waiting.remove();
        left(transacting);
        transacting.tell(known.get(), effects);
      } else if (!transacting.isLed(leaders)) {
        passed++;
      } else if (places.stream().allMatch(place -> locks.free(place) && !wanted.contains(place))) {
        waiting.remove();
        locks.lock(places);
        locked.add(transacting);
        lockings++;
        lockWaitNanos += transacting.ageNanos(now);
      } else {
        wanted.addAll(places);
        passed += places.size();
      }
    }
  }

  /** What is decided next has to be decided on what is found then. */
  void unlockAll() {
    for (Transacting transacting : locked.reversed()) {
      locks.unlock(transacting.places());
      line.addFirst(transacting);
    }
    locked.clear();
    line.forEach(tokens::letGo);
  }

  private void unlockWhatIsNotLed() {
    List<Transacting> stranded = new ArrayList<>();
    locked.removeIf(each -> !each.isLed(leaders) && stranded.add(each));
    for (Transacting transacting : stranded.reversed()) {
      locks.unlock(transacting.places());
      line.addFirst(transacting);
    }
  }

  void expire(Now now) {
    unlockWhatIsNotLed();
    line.removeIf(each -> each.isLate(now) && end(each, heldUp(each)));
    locked.removeIf(each -> each.isLate(now) && unlockAndEnd(each));
  }

  void refuseAll() {
    locked.forEach(this::unlockAndEnd);
    line.forEach(transacting -> end(transacting, new TransactionOutcome.Unavailable()));
    line.clear();
    locked.clear();
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

  private boolean unlockAndEnd(Transacting transacting) {
    locks.unlock(transacting.places());
    return end(transacting, new TransactionOutcome.Unavailable());
  }

  private boolean end(Transacting transacting, TransactionOutcome outcome) {
    left(transacting);
    tokens.letGo(transacting);
    transacting.tell(outcome, effects);
    return true;
  }
}

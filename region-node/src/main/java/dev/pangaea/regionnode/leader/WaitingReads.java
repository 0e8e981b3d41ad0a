package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads of several items at one moment, each of which waits until no transaction holds any of them,
 * and holds up no other. Bounded in number, in time, and in what one step reads.
 */
final class WaitingReads {
  private static final int READS_MAX = 4096;

  /** So many places are read in one step, and in at least one read: about as a record's writes. */
  private static final int PLACES_MAX = 256;

  /** Of the items that one step reads; the read that reaches it is the step's last. */
  private static final long BYTES_MAX = Assembler.MET_BYTES_MAX;

  private final Store store;
  private final Locks locks;
  private final ArrayDeque<WaitingRead> line = new ArrayDeque<>();
  private boolean more;

  WaitingReads(Store store, Locks locks) {
    this.store = store;
    this.locks = locks;
  }

  boolean add(Request.ReadTogether read, long deadlineNanos) {
    if (line.size() >= READS_MAX) {
      return false;
    }
    line.add(new WaitingRead(read, deadlineNanos));
    return true;
  }

  boolean isEmpty() {
    return line.isEmpty();
  }

  /** Whether the last step could have read more. */
  boolean hasMore() {
    return more;
  }

  /**
   * Reads what can be read. The store holds all that counts.
   *
   * @param readable whether the store holds all that was ever acknowledged of a partition
   */
  void serve(Predicate<PartitionId> readable, LeaderEffects effects) {
    int places = 0;
    long bytes = 0;
    more = false;
    Predicate<Place> blocked = place -> locks.holds(place) || !readable.test(place.partition());
    Iterator<WaitingRead> waiting = line.iterator();
    while (waiting.hasNext()) {
      WaitingRead next = waiting.next();
      if (next.isHeldUp(blocked)) {
        continue;
      }
      Request.ReadTogether read = next.read();
      if (places > 0 && places + read.places().size() > PLACES_MAX || bytes >= BYTES_MAX) {
        more = true;
        return;
      }
      places += read.places().size();
      waiting.remove();
      JointRead joint = JointRead.of(read.places(), store);
      bytes += joint.bytes();
      effects.answer(new Answer.Told(() -> read.listener().accept(joint.outcome())));
    }
  }

  void expire(Now now, LeaderEffects effects) {
    while (!line.isEmpty() && line.element().isLate(now)) {
      Request.ReadTogether read = line.remove().read();
      List<Boolean> held = read.places().stream().map(locks::holds).toList();
      ReadOutcome outcome =
          held.contains(true) ? new ReadOutcome.Conflict(held) : new ReadOutcome.Unavailable();
      effects.answer(new Answer.Told(() -> read.listener().accept(outcome)));
    }
  }

  void refuseAll(LeaderEffects effects) {
    while (!line.isEmpty()) {
      Request.ReadTogether read = line.remove().read();
      effects.answer(new Answer.Told(() -> read.listener().accept(new ReadOutcome.Unavailable())));
    }
  }

  /** A read, and what it was found to wait for. */
  private static final class WaitingRead {
    private final Request.ReadTogether read;
    private final long deadlineNanos;
    private Optional<Place> obstacle = Optional.empty();

    WaitingRead(Request.ReadTogether read, long deadlineNanos) {
      this.read = read;
      this.deadlineNanos = deadlineNanos;
    }

    Request.ReadTogether read() {
      return read;
    }

    boolean isLate(Now now) {
      return now.nanos() - deadlineNanos >= 0;
    }

    /** Looks first at what held it up before, so that those that go on waiting cost little. */
    boolean isHeldUp(Predicate<Place> blocked) {
      if (obstacle.isEmpty() || !blocked.test(obstacle.get())) {
        obstacle = read.places().stream().filter(blocked).findFirst();
      }
      return obstacle.isPresent();
    }
  }
}

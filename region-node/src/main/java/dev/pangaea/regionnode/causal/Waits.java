package dev.pangaea.regionnode.causal;

import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Requests that wait until partitions have come far enough. Whoever commits says what has moved;
 * whoever has a clock says when time is over. Bounded; any thread may call.
 */
public final class Waits {
  /** How a wait ends. */
  public enum End {
    /** All that was waited for is visible. */
    HERE,
    /** Time is over. */
    LATE,
    /** Too many wait already. */
    TOO_MANY
  }

  /** A partition must have come so far in a region's log: its own, or another's. */
  public record Need(PartitionId partition, RegionName region, HybridTime clock) {}

  private static final class Waiter {
    private final Deque<Need> needs;
    private final long number;
    private final long deadlineNanos;
    private final Consumer<End> listener;

    Waiter(List<Need> needs, long number, long deadlineNanos, Consumer<End> listener) {
      this.needs = new ArrayDeque<>(needs);
      this.number = number;
      this.deadlineNanos = deadlineNanos;
      this.listener = listener;
    }

    /** What it waits for now: fixed while it is among those that wait. */
    Need need() {
      return needs.element();
    }

    long number() {
      return number;
    }
  }

  private static final Comparator<Waiter> BY_CLOCK =
      Comparator.<Waiter, HybridTime>comparing(waiter -> waiter.need().clock())
          .thenComparing(Waiter::number);
  private static final Comparator<Waiter> BY_DEADLINE =
      ((Comparator<Waiter>) (one, other) -> Long.signum(one.deadlineNanos - other.deadlineNanos))
          .thenComparing(Waiter::number);

  private final RegionName region;
  private final Store store;
  private final int most;
  private final Map<PartitionId, SortedMap<RegionName, NavigableSet<Waiter>>> waiting =
      new HashMap<>();
  private final NavigableSet<Waiter> byDeadline = new TreeSet<>(BY_DEADLINE);
  private volatile int count;
  private long numbered;

  /**
   * @param most how many may wait
   */
  public Waits(RegionName region, Store store, int most) {
    this.region = region;
    this.store = store;
    this.most = most;
  }

  int count() {
    return count;
  }

  /**
   * @param listener called once: at once on this thread, or later on one that moves or expires,
   *     which it must not hold up
   */
  public void await(List<Need> needs, long deadlineNanos, Consumer<End> listener) {
    if (needs.stream().allMatch(this::isMet)) {
      listener.accept(End.HERE);
      return;
    }
    End end = register(needs, deadlineNanos, listener);
    if (end != null) {
      listener.accept(end);
    }
  }

  /** What it waits for may have come since it was looked at: who waits is known before that. */
  private synchronized End register(List<Need> needs, long deadlineNanos, Consumer<End> listener) {
    if (count >= most) {
      return End.TOO_MANY;
    }
    Waiter waiter = new Waiter(needs, ++numbered, deadlineNanos, listener);
    count++;
    if (settle(waiter)) {
      count--;
      return End.HERE;
    }
    byDeadline.add(waiter);
    return null;
  }

  /** More of a partition is visible. Those alone are looked at whose wait for it is over. */
  public void moved(PartitionId partition) {
    if (count == 0) {
      return;
    }
    List<Waiter> done = new ArrayList<>();
    synchronized (this) {
      for (Waiter waiter : takeMet(partition)) {
        if (settle(waiter)) {
          count--;
          byDeadline.remove(waiter);
          done.add(waiter);
        }
      }
    }
    done.forEach(waiter -> waiter.listener.accept(End.HERE));
  }

  private List<Waiter> takeMet(PartitionId partition) {
    SortedMap<RegionName, NavigableSet<Waiter>> here = waiting.get(partition);
    if (here == null) {
      return List.of();
    }
    List<Waiter> met = new ArrayList<>();
    Iterator<Map.Entry<RegionName, NavigableSet<Waiter>>> each = here.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<RegionName, NavigableSet<Waiter>> next = each.next();
      HybridTime upTo = visible(partition, next.getKey());
      NavigableSet<Waiter> waiters = next.getValue();
      while (!waiters.isEmpty() && waiters.first().need().clock().compareTo(upTo) <= 0) {
        met.add(waiters.pollFirst());
      }
      if (waiters.isEmpty()) {
        each.remove();
      }
    }
    if (here.isEmpty()) {
      waiting.remove(partition);
    }
    return met;
  }

  /** Time has passed. */
  public void expire(long nowNanos) {
    if (count == 0) {
      return;
    }
    List<Waiter> late = new ArrayList<>();
    synchronized (this) {
      while (!byDeadline.isEmpty() && nowNanos - byDeadline.first().deadlineNanos >= 0) {
        Waiter waiter = byDeadline.pollFirst();
        leave(waiter);
        late.add(waiter);
      }
      count -= late.size();
    }
    late.forEach(waiter -> waiter.listener.accept(End.LATE));
  }

  /** Whether it has all that it needs; if not, it waits for the first that it lacks. */
  private boolean settle(Waiter waiter) {
    while (!waiter.needs.isEmpty() && isMet(waiter.needs.element())) {
      waiter.needs.remove();
    }
    if (waiter.needs.isEmpty()) {
      return true;
    }
    Need need = waiter.need();
    waiting
        .computeIfAbsent(need.partition(), none -> new TreeMap<>())
        .computeIfAbsent(need.region(), none -> new TreeSet<>(BY_CLOCK))
        .add(waiter);
    return false;
  }

  private void leave(Waiter waiter) {
    Need need = waiter.need();
    SortedMap<RegionName, NavigableSet<Waiter>> here = waiting.get(need.partition());
    NavigableSet<Waiter> waiters = here.get(need.region());
    waiters.remove(waiter);
    if (waiters.isEmpty()) {
      here.remove(need.region());
    }
    if (here.isEmpty()) {
      waiting.remove(need.partition());
    }
  }

  boolean isMet(Need need) {
    return visible(need.partition(), need.region()).compareTo(need.clock()) >= 0;
  }

  /** Up to when all that a region has written into a partition is in the store. */
  private HybridTime visible(PartitionId partition, RegionName writer) {
    return writer.equals(region)
        ? store.applied(partition).clock()
        : store.takenIn(partition, writer);
  }
}

package dev.pangaea.regionnode.causal;

import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final long deadlineNanos;
    private final Consumer<End> listener;

    Waiter(List<Need> needs, long deadlineNanos, Consumer<End> listener) {
      this.needs = new ArrayDeque<>(needs);
      this.deadlineNanos = deadlineNanos;
      this.listener = listener;
    }
  }

  private final RegionName region;
  private final Store store;
  private final int most;
  private final Map<PartitionId, Set<Waiter>> waiting = new HashMap<>();
  private volatile int count;

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
    End end = register(new Waiter(needs, deadlineNanos, listener));
    if (end != null) {
      listener.accept(end);
    }
  }

  /** What it waits for may have come since it was looked at: who waits is known before that. */
  private synchronized End register(Waiter waiter) {
    if (count >= most) {
      return End.TOO_MANY;
    }
    count++;
    if (settle(waiter)) {
      count--;
      return End.HERE;
    }
    return null;
  }

  /** More of a partition is visible. */
  public void moved(PartitionId partition) {
    if (count == 0) {
      return;
    }
    List<Waiter> done = new ArrayList<>();
    synchronized (this) {
      Set<Waiter> here = waiting.remove(partition);
      if (here == null) {
        return;
      }
      for (Waiter waiter : here) {
        if (settle(waiter)) {
          count--;
          done.add(waiter);
        }
      }
    }
    done.forEach(waiter -> waiter.listener.accept(End.HERE));
  }

  /** Time has passed. */
  public void expire(long nowNanos) {
    if (count == 0) {
      return;
    }
    List<Waiter> late = new ArrayList<>();
    synchronized (this) {
      for (Set<Waiter> here : waiting.values()) {
        here.removeIf(waiter -> nowNanos - waiter.deadlineNanos >= 0 && late.add(waiter));
      }
      waiting.values().removeIf(Set::isEmpty);
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
    waiting
        .computeIfAbsent(waiter.needs.element().partition(), none -> new LinkedHashSet<>())
        .add(waiter);
    return false;
  }

  private boolean isMet(Need need) {
    HybridTime here =
        need.region().equals(region)
            ? store.applied(need.partition()).clock()
            : store
                .progress(need.partition(), need.region())
                .map(progress -> progress.watermark().clock())
                .orElse(HybridTime.ZERO);
    return here.compareTo(need.clock()) >= 0;
  }
}

package dev.pangaea.regionnode.scaler;

import dev.pangaea.regionnode.scaling.Scalable;
import dev.pangaea.regionnode.scaling.ScalingRule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a table used per second in each of the last minutes. Minutes in which a capacity was not
 * looked at from one end to the other are not known of it, and nothing before them is. Confined to
 * one thread.
 */
final class UsedByMinute {
  private static final double SECONDS = 60;

  private final Map<Scalable, Deque<Double>> minutes = new TreeMap<>();
  private long minute = Long.MIN_VALUE;
  private Map<Scalable, Double> before = Map.of();
  private boolean whole;

  /**
   * A look at what was used since the start.
   *
   * @param nowMinute the minute that is under way
   * @return whether another minute is known
   */
  boolean look(long nowMinute, Map<Scalable, Double> total) {
    if (nowMinute == minute) {
      return false;
    }
    boolean next = minute != Long.MIN_VALUE && nowMinute == minute + 1;
    boolean known = next && whole;
    if (known) {
      minutes.keySet().retainAll(total.keySet());
      total.forEach(this::used);
    } else if (!next) {
      minutes.clear();
    }
    whole = next;
    minute = nowMinute;
    before = new TreeMap<>(total);
    return known;
  }

  /** Nothing is known any more, nor of the minute that is under way. */
  void forget() {
    minutes.clear();
    minute = Long.MIN_VALUE;
    whole = false;
  }

  /** The last minute last. */
  List<Double> used(Scalable scalable) {
    Deque<Double> known = minutes.get(scalable);
    return known == null ? List.of() : List.copyOf(known);
  }

  private void used(Scalable scalable, double total) {
    Double begin = before.get(scalable);
    if (begin == null) {
      return;
    }
    Deque<Double> known = minutes.computeIfAbsent(scalable, first -> new ArrayDeque<>());
    known.addLast(Math.max(0, total - begin) / SECONDS);
    if (known.size() > ScalingRule.IN_MINUTES) {
      known.removeFirst();
    }
  }
}

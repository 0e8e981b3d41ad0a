package dev.pangaea.regionnode.scaler;

import dev.pangaea.regionnode.scaling.Scalable;
import dev.pangaea.regionnode.scaling.ScalingRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a table used per second in each of the last minutes. Minutes that were not looked at from
 * one end to the other are not known, and nothing before them is. Confined to one thread.
 */
final class UsedByMinute {
  private static final double SECONDS = 60;

  private final Deque<Map<Scalable, Double>> minutes = new ArrayDeque<>();
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
      minutes.addLast(since(total));
      if (minutes.size() > ScalingRule.IN_MINUTES) {
        minutes.removeFirst();
      }
    } else if (!next) {
      minutes.clear();
    }
    whole = next;
    minute = nowMinute;
    before = new TreeMap<>(total);
    return known;
  }

  /** The last minute last. */
  List<Double> used(Scalable scalable) {
    List<Double> used = new ArrayList<>();
    minutes.forEach(each -> used.add(each.getOrDefault(scalable, 0.0)));
    return used;
  }

  private Map<Scalable, Double> since(Map<Scalable, Double> total) {
    Map<Scalable, Double> used = new TreeMap<>();
    total.forEach(
        (scalable, units) ->
            used.put(scalable, Math.max(0, units - before.getOrDefault(scalable, 0.0)) / SECONDS));
    return used;
  }
}

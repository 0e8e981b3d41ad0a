package dev.pangaea.dashboards.console;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A load to put on regions.
 *
 * @param perSecond requests, of all regions together
 * @param keys how many different items
 * @param shares how much of it each region gets, in relation to the others
 * @param itemBytes of a written item
 * @param reads of a hundred requests
 */
public record LoadPlan(
    String table,
    int perSecond,
    int keys,
    Distribution distribution,
    SortedMap<String, Integer> shares,
    int itemBytes,
    int reads) {
  public static final int PER_SECOND_MAX = 20_000;
  public static final int KEYS_MAX = 10_000_000;
  public static final int ITEM_BYTES_MAX = 100_000;

  /** Which items are asked for how often. */
  public enum Distribution {
    UNIFORM,
    ZIPFIAN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public LoadPlan {
    if (table.isBlank()) {
      throw new IllegalArgumentException("a load needs a table");
    }
    within("perSecond", perSecond, 1, PER_SECOND_MAX);
    within("keys", keys, 1, KEYS_MAX);
    within("itemBytes", itemBytes, 1, ITEM_BYTES_MAX);
    within("reads", reads, 0, 100);
    shares.forEach((region, share) -> within("the share of " + region, share, 0, 1_000_000));
    if (shares.values().stream().mapToInt(Integer::intValue).sum() == 0) {
      throw new IllegalArgumentException("a load needs a region with a share");
    }
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
  }

  /** What a region gets of it, a second. */
  public double perSecond(String region) {
    int all = shares.values().stream().mapToInt(Integer::intValue).sum();
    return (double) perSecond * shares.getOrDefault(region, 0) / all;
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but can be " + least + " to " + most);
    }
  }
}

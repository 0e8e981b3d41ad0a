package dev.pangaea.regionnode.throughput;

import dev.pangaea.conflict.item.EncodedKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The partition keys that take the most units, in bounded memory: a key that is not known takes the
 * place of the one with the least, and its count. So no count is too low, and every key that takes
 * more than the total divided by the number of places is there. (Metwally, Agrawal and El Abbadi,
 * "Efficient computation of frequent and top-k elements in data streams", 2005.) Confined to one
 * thread at a time.
 */
final class HeavyHitters {
  static final int PLACES = 64;

  private static final Comparator<HotKey> MOST_FIRST =
      Comparator.comparingDouble(HotKey::units).reversed().thenComparing(HotKey::key);

  private final Map<EncodedKey, HotKey> places = new HashMap<>();

  /**
   * @param unsure how many of the units may be other keys', if the key is not known yet; all that
   *     is added to a known one counts as its own
   */
  void add(EncodedKey key, double units, double unsure) {
    HotKey known = places.get(key);
    if (known != null) {
      places.put(key, new HotKey(key, known.units() + units, known.tooMuchAtMost()));
    } else if (places.size() < PLACES) {
      places.put(key, new HotKey(key, units, unsure));
    } else {
      HotKey least = places.values().stream().max(MOST_FIRST).orElseThrow();
      places.remove(least.key());
      places.put(key, new HotKey(key, least.units() + units, least.units() + unsure));
    }
  }

  /** All that have a place, the one with the most first. */
  List<HotKey> mostFirst() {
    return places.values().stream().sorted(MOST_FIRST).toList();
  }

  /** All that is counted in both. */
  HeavyHitters and(HeavyHitters other) {
    HeavyHitters both = new HeavyHitters();
    places.values().forEach(each -> both.merge(each));
    other.places.values().forEach(each -> both.merge(each));
    return both;
  }

  private void merge(HotKey more) {
    places.merge(
        more.key(),
        more,
        (one, two) ->
            new HotKey(
                one.key(), one.units() + two.units(), one.tooMuchAtMost() + two.tooMuchAtMost()));
  }
}

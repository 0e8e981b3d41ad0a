package dev.pangaea.conflict.version;

import java.util.Comparator;

/**
 * Which write an item's value comes from: a total order over all writes of all regions, by time,
 * ties by the region's name.
 */
public record Version(HybridTime time, RegionName region) implements Comparable<Version> {
  private static final Comparator<Version> ORDER =
      Comparator.comparing(Version::time).thenComparing(Version::region);

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return time + "@" + region;
  }
}

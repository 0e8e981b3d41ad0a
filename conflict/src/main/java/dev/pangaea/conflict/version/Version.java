package dev.pangaea.conflict.version;

/**
 * Which write an item's value comes from: a total order over all writes of all regions, by time,
 * ties by the region's name.
 */
public record Version(HybridTime time, RegionName region) implements Comparable<Version> {
  @Override
  public int compareTo(Version other) {
    int byTime = time.compareTo(other.time);
    return byTime != 0 ? byTime : region.compareTo(other.region);
  }

  @Override
  public String toString() {
    return time + "@" + region;
  }
}

package dev.pangaea.conflict.version;

/**
 * Which write an item's value comes from: a total order over all writes of all regions, by time,
 * ties by the region's name.
 *
 * @param after not the write itself but the point right after it: above the write and below every
 *     other one that is. What expires ends there
 */
public record Version(HybridTime time, RegionName region, boolean after)
    implements Comparable<Version> {
  public Version(HybridTime time, RegionName region) {
    this(time, region, false);
  }

  /** The point right after the write. */
  public Version justAfter() {
    return after ? this : new Version(time, region, true);
  }

  /** The write, of the point right after it too. */
  public Version write() {
    return after ? new Version(time, region) : this;
  }

  @Override
  public int compareTo(Version other) {
    int byTime = time.compareTo(other.time);
    if (byTime != 0) {
      return byTime;
    }
    int byRegion = region.compareTo(other.region);
    return byRegion != 0 ? byRegion : Boolean.compare(after, other.after);
  }

  @Override
  public String toString() {
    return time + "@" + region + (after ? "+" : "");
  }
}

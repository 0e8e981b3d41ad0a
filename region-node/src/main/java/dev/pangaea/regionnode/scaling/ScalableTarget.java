package dev.pangaea.regionnode.scaling;

import java.util.Optional;

/** Between which units a capacity is scaled, and by what. */
public record ScalableTarget(
    long min,
    long max,
    Suspension suspension,
    long createdMillis,
    Optional<TrackingPolicy> policy) {
  public ScalableTarget {
    if (min < 1 || max < min) {
      throw new IllegalArgumentException("from " + min + " to " + max + " units");
    }
  }

  /** As near to these units as the bounds let it be. */
  public long bounded(long units) {
    return Math.clamp(units, min, max);
  }

  ScalableTarget with(Optional<TrackingPolicy> next) {
    return new ScalableTarget(min, max, suspension, createdMillis, next);
  }
}

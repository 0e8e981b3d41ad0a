package dev.pangaea.regionnode.scaling;

import java.time.Duration;

/**
 * That the use of a capacity is to be held at a target.
 *
 * @param targetPercent how much of the capacity is to be used
 * @param scaleInCooldown after it was lowered, for so long it is not lowered again
 * @param scaleOutCooldown after it was raised, for so long it is raised again only by more than
 *     then
 * @param scaleInDisabled whether it is never lowered
 */
public record TrackingPolicy(
    String name,
    double targetPercent,
    Duration scaleInCooldown,
    Duration scaleOutCooldown,
    boolean scaleInDisabled,
    long createdMillis) {
  public static final double TARGET_MIN = 20;
  public static final double TARGET_MAX = 90;

  public TrackingPolicy {
    if (!(targetPercent >= TARGET_MIN && targetPercent <= TARGET_MAX)) {
      throw new IllegalArgumentException("a target of " + targetPercent + " %");
    }
  }

  /** The share of a capacity whose use is the target. */
  double target() {
    return targetPercent / 100;
  }

  /**
   * The share below which a capacity is too large: 20 points less than the target, and no less than
   * half of it.
   */
  double low() {
    return Math.max(targetPercent - 20, targetPercent / 2) / 100;
  }

  public TrackingPolicy named(String other) {
    return new TrackingPolicy(
        other, targetPercent, scaleInCooldown, scaleOutCooldown, scaleInDisabled, createdMillis);
  }

  /** The same, made when another one of its name was. */
  TrackingPolicy asOf(long millis) {
    return new TrackingPolicy(
        name, targetPercent, scaleInCooldown, scaleOutCooldown, scaleInDisabled, millis);
  }
}

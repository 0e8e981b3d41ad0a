package dev.pangaea.regionnode.scaler;

import dev.pangaea.regionnode.scaling.Scalable;
import dev.pangaea.regionnode.scaling.ScalableTarget;
import java.util.Optional;

/**
 * How a capacity that is scaled stands.
 *
 * @param units what is provisioned, per second
 * @param used what was used per second in the last minute, once one is known
 * @param raised how often it was raised since the node started
 * @param failed how often it was to be changed and could not be
 */
public record ScaledCapacity(
    String table,
    Scalable scalable,
    ScalableTarget target,
    long units,
    Optional<Double> used,
    long raised,
    long lowered,
    long failed) {
  /** How much of the capacity was used in the last minute. */
  public Optional<Double> utilization() {
    return used.map(perSecond -> perSecond / units);
  }
}

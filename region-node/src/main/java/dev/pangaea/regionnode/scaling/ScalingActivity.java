package dev.pangaea.regionnode.scaling;

import java.util.Optional;

/**
 * A capacity was changed.
 *
 * @param id no other one has it
 * @param policy the name of the policy by which it was, if it was by one
 */
public record ScalingActivity(
    String id,
    Scalable scalable,
    long atMillis,
    long from,
    long to,
    Cause cause,
    Optional<String> policy) {
  /** Why it was. */
  public enum Cause {
    /** More was used than the target, for minutes. */
    USED_MUCH,
    /** Much less was used than the target, for many minutes. */
    USED_LITTLE,
    BELOW_MINIMUM,
    ABOVE_MAXIMUM
  }

  public boolean raised() {
    return to > from;
  }
}

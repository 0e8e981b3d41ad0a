package dev.pangaea.regionnode.scaling;

/** What is to become of a capacity. */
public sealed interface ScalingDecision {
  record Stay(Reason reason) implements ScalingDecision {}

  record Step(long units, ScalingActivity.Cause cause) implements ScalingDecision {}

  /** Why a capacity stays. */
  enum Reason {
    NO_POLICY,
    NEAR_THE_TARGET,
    AT_MINIMUM,
    AT_MAXIMUM,
    COOLING_DOWN,
    SUSPENDED,
    SCALE_IN_DISABLED,
    /** It was lowered as often as it may be on a day, or another region has raised it. */
    NOT_TO_BE_LOWERED
  }
}

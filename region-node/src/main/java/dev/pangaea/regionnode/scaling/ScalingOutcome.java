package dev.pangaea.regionnode.scaling;

/** What a change of how a table is scaled comes to. */
public sealed interface ScalingOutcome {
  record Changed(ScalingSettings settings) implements ScalingOutcome {}

  /** Nothing scales that capacity. */
  record NoTarget() implements ScalingOutcome {}

  /** There is no policy of that name. */
  record NoPolicy() implements ScalingOutcome {}

  record Refused(String message) implements ScalingOutcome {}
}

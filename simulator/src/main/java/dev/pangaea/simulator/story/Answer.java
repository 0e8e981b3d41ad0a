package dev.pangaea.simulator.story;

/** What a region says to a write. */
public sealed interface Answer {
  record Done() implements Answer {}

  /** A condition did not hold, and nothing has changed. */
  record ConditionFailed() implements Answer {}

  /** Anything else. @param why in the region's words */
  record Refused(String why) implements Answer {}
}

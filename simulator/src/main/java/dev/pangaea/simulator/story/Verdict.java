package dev.pangaea.simulator.story;

/** What became of a step. */
public sealed interface Verdict {
  record Held() implements Verdict {}

  record Broken(String reason) implements Verdict {}
}

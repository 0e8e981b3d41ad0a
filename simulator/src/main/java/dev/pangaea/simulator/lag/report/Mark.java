package dev.pangaea.simulator.lag.report;

/** What was done to links at a moment of a run. */
public record Mark(double atSeconds, String text) {
  boolean heals() {
    return text.startsWith("heal") || text.startsWith("reset");
  }
}

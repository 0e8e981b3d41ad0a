package dev.pangaea.simulator.check;

/** A promise that a world has not kept, and how. */
public record Violation(String promise, String what) {
  @Override
  public String toString() {
    return promise + ": " + what;
  }
}

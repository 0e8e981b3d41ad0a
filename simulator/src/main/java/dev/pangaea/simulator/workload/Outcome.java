package dev.pangaea.simulator.workload;

/** How one request ended. */
public sealed interface Outcome {
  Outcome ANSWERED = new Answered();
  Outcome MISSED = new Missed();

  /** The write is acknowledged, or the get brought its item. */
  record Answered() implements Outcome {}

  /** The query brought items, at least one. */
  record Found(long items) implements Outcome {}

  /** The read was answered, but there is no item under its key. */
  record Missed() implements Outcome {}

  /** The endpoint answered with an error, or with a reply that is not what was asked for. */
  record Refused(String error, String message) implements Outcome {}

  /**
   * No answer came: time-out, closed connection, or never sent. Whether the endpoint did the work
   * is unknown.
   */
  record Lost(String reason) implements Outcome {}
}

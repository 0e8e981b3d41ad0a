package dev.pangaea.simulator.world;

/** What becomes of a record that is handed to a log, and of the answer. */
public enum AppendFate {
  /** Kept, and answered so. */
  KEPT,
  /** Kept twice, as when a batch is sent again; answered once. */
  KEPT_TWICE,
  /** Kept and answered, but a second later than usual. */
  SLOW,
  /** Kept, but the answer is lost. */
  ANSWER_LOST,
  /** Given up, yet kept a while after that. */
  LATE,
  /** Never kept. */
  LOST
}

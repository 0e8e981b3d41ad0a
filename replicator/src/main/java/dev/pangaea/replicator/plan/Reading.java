package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.change.LogRecord;

/** What one entry was to the cursor that read it. */
sealed interface Reading {
  /** The next record of the chain. */
  record Counts(LogRecord record) implements Reading {}

  /** An entry that is not part of the chain: it is passed over. */
  record Uncounted(Reason reason) implements Reading {}

  /** An entry that was read before. */
  record Known() implements Reading {}

  /** Entries before it are missing: reading starts again at the cursor. */
  record Ahead() implements Reading {}

  /** Reading has stopped, with this entry or before. */
  record Halted(Halt halt) implements Reading {}

  /** Why an entry does not count. */
  enum Reason {
    /** Its predecessor is not the last record that counts: a zombie's, or sent twice. */
    OUT_OF_CHAIN,
    /** Its bytes are no log record. */
    MALFORMED
  }
}

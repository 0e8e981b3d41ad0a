package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.LogRecord;
import java.util.List;

/** A record handed to the log whose outcome is not known yet, and who waits for it. */
record InFlight(LogRecord record, List<Completion> completions, long deadlineNanos) {
  boolean isLate(Now now) {
    return !completions.isEmpty() && now.nanos() - deadlineNanos >= 0;
  }

  /** The same record, with nobody waiting any more. */
  InFlight answered() {
    return new InFlight(record, List.of(), deadlineNanos);
  }
}

package dev.pangaea.trace;

import dev.pangaea.conflict.change.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which writes a process tells of, and to whom.
 *
 * @param share of all writes; the same in every process, or traces have holes
 * @param clock in steps finer than a millisecond, where the machine has such
 */
public record Tracing(Spans spans, double share, InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);

  public Tracing {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
    }
  }

  public Instant now() {
    return clock.instant();
  }

  /** What is told of a request must never stand between it and its answer. */
  public static void aside(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException failure) {
      LOG.warn("what was to be traced could not be told", failure);
    }
  }

  /** The trace of a change, if it is told of. */
  public Optional<WriteTrace> of(Change change) {
    return Optional.of(WriteTrace.of(change.key(), change.version()))
        .filter(trace -> trace.isAmong(share));
  }
}

package dev.pangaea.regionnode.trigger;

import java.util.Set;

/** What became of a call. */
public sealed interface CallOutcome {
  /** The worker has all of it. */
  record Done() implements CallOutcome {}

  /** The worker has what comes before the first of these, by their sequence numbers. */
  record FailedFrom(Set<String> sequenceNumbers) implements CallOutcome {
    public FailedFrom {
      sequenceNumbers = Set.copyOf(sequenceNumbers);
    }
  }

  /**
   * Nothing of it is done, as far as is known.
   *
   * @param byWorker whether the worker was reached, so that the records may be why
   */
  record Failed(String reason, boolean byWorker) implements CallOutcome {}
}

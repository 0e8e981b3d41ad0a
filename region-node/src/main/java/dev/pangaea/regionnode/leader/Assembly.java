package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import java.util.List;
import java.util.Optional;

/**
 * What a run of requests comes to: what to append, if anything, and who waits for it.
 *
 * @param body empty where nothing changes: the completions are answered at once
 * @param refused whose requests could not be decided
 */
record Assembly(Optional<Body> body, List<Completion> completions, List<Completion> refused) {
  Assembly(Optional<Body> body, List<Completion> completions) {
    this(body, completions, List.of());
  }

  /** Nobody waits for it. */
  static Assembly of(Body body) {
    return new Assembly(Optional.of(body), List.of());
  }
}

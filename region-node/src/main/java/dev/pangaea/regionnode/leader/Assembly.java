package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import java.util.List;
import java.util.Optional;

/**
 * What a run of requests comes to: what to append, if anything, and who waits for it.
 *
 * @param body empty where nothing changes: the completions are answered at once
 */
record Assembly(Optional<Body> body, List<Completion> completions) {}

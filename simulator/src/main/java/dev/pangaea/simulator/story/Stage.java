package dev.pangaea.simulator.story;

import java.util.Optional;

/** Where stories are told: regions of one kind or another. */
public interface Stage {
  /** Why a story cannot be told here; empty if it can. */
  Optional<String> refusal(Story story);

  /**
   * Begins a story: none of its items is there yet, and nothing is cut.
   *
   * @throws SceneException when the regions are not in a state for it
   */
  Scene begin(Story story);
}

package dev.pangaea.simulator.story.world;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.simulator.story.Scene;
import dev.pangaea.simulator.story.SceneException;
import dev.pangaea.simulator.story.Stage;
import dev.pangaea.simulator.story.Story;
import dev.pangaea.simulator.world.Parts;
import dev.pangaea.simulator.world.ToldWorld;
import dev.pangaea.simulator.world.ToldWorldException;
import dev.pangaea.simulator.world.Trace;
import java.util.Optional;

/**
 * A world for each story. The same story is the same world to the last step.
 *
 * @param parts what is put between the real parts; nothing, but in tests of the stories themselves
 */
public record WorldStage(Parts parts) implements Stage {
  @Override
  public Optional<String> refusal(Story story) {
    return Optional.empty();
  }

  @Override
  public Scene begin(Story story) {
    try {
      return new WorldScene(
          story,
          new ToldWorld(story.regions().stream().map(RegionName::new).toList(), parts, Trace.NONE));
    } catch (ToldWorldException failed) {
      throw new SceneException(failed.getMessage(), failed);
    }
  }
}

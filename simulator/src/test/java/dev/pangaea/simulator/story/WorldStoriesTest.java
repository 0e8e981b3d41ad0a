package dev.pangaea.simulator.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.story.world.WorldStage;
import dev.pangaea.simulator.world.Parts;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every story, told in a world of its own. */
class WorldStoriesTest {
  @TestFactory
  Stream<DynamicTest> everyStoryHolds() {
    WorldStage stage = new WorldStage(Parts.REAL);
    return StoryFiles.all().stream()
        .map(
            story ->
                DynamicTest.dynamicTest(
                    story.name(),
                    () -> assertThat(Telling.tell(story, stage, told -> {})).isEmpty()));
  }
}

package dev.pangaea.simulator.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.story.world.WorldStage;
import dev.pangaea.simulator.world.Parts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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

  /** A node that keeps nothing aside. */
  private static final class Trusting implements Parts {
    @Override
    public long aheadMillis(long millis) {
      return Duration.ofDays(10_000).toMillis();
    }
  }

  @Test
  void withoutAQuarantineADeleteFromDaysAheadIsFoundOut() {
    WorldStage stage = new WorldStage(new Trusting());
    List<Story> ahead =
        StoryFiles.all().stream().filter(story -> story.name().contains("two-days-ahead")).toList();
    assertThat(ahead).hasSize(2);
    for (Story story : ahead) {
      assertThat(Telling.tell(story, stage, told -> {}))
          .get()
          .asString()
          .contains("what comes from too far ahead is kept aside until its time has come");
    }
  }
}

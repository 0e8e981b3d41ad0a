package dev.pangaea.simulator.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.demo.DemoRegion;
import dev.pangaea.simulator.demo.DemoSettings;
import dev.pangaea.simulator.demo.DemoSettings.RegionPorts;
import dev.pangaea.simulator.demo.RunningDemo;
import dev.pangaea.simulator.story.http.LiveRegion;
import dev.pangaea.simulator.story.http.LiveStage;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every story that needs no world of its own, told to three regions that run. */
class LiveStoriesIT {
  private static final int PARTITIONS = 2;

  @TempDir private static Path folder;
  private static final AtomicReference<Throwable> FAILURE = new AtomicReference<>();
  private static final HttpCalls CALLS = new HttpCalls();
  private static RunningDemo demo;
  private static LiveStage stage;

  @BeforeAll
  static void start() throws Exception {
    List<RegionPorts> ports =
        Stream.of("us-east-1", "eu-west-1", "ap-south-1")
            .map(region -> new RegionPorts(region, 0, 0, 0))
            .toList();
    demo =
        RunningDemo.start(
                new DemoSettings(folder, ports, 0, "stories", PARTITIONS, false),
                new CountDownLatch(1),
                FAILURE::set)
            .orElseThrow();
    List<LiveRegion> regions = demo.demo().regions().stream().map(LiveStoriesIT::address).toList();
    stage = new LiveStage(CALLS, regions, local(demo.linkControlPort()), "stories", "it");
  }

  @AfterAll
  static void stop() {
    CALLS.close();
    demo.close();
    assertThat(FAILURE).hasNullValue();
  }

  @TestFactory
  Stream<DynamicTest> everyStoryHolds() {
    return StoryFiles.all().stream()
        .filter(story -> stage.refusal(story).isEmpty())
        .map(
            story ->
                DynamicTest.dynamicTest(
                    story.name(),
                    () -> assertThat(Telling.tell(story, stage, told -> {})).isEmpty()));
  }

  @Test
  void aStoryThatIsNotSoIsFoundOut() {
    Story wrong =
        StoryReader.read(
            "wrong",
            """
            us-east-1 put k {"n": 1, "tags": <<"a">>, "list": [1, null, {"deep": true}]}
            us-east-1 get k = {"n": 1, "tags": <<"a">>, "list": [1, null, {"deep": true}]}
            us-east-1 put k {"n": 2} if absent
            """);
    assertThat(Telling.tell(wrong, stage, told -> {}))
        .get()
        .asString()
        .contains("line 3: expected success, found a condition that fails");
  }

  private static LiveRegion address(DemoRegion region) {
    return new LiveRegion(
        region.node().region().value(),
        local(region.node().apiPort()),
        local(region.node().controlPort()));
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port + "/");
  }
}

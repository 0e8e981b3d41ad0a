package dev.pangaea.simulator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.junit.PangaeaRegions;
import dev.pangaea.simulator.processes.Await;
import dev.pangaea.simulator.story.http.LiveRegion;
import dev.pangaea.simulator.story.http.LiveStage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three regions in this process, as tests of applications start them: every story that needs no
 * world of its own is told to them. And what the extension's example does not show: that it bites,
 * and cleans up between tests.
 */
@InThisProcess
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveStoriesIT {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final String AP = "ap-south-1";

  @RegisterExtension static final PangaeaRegions REGIONS = PangaeaRegions.of(US, EU, AP);
  private static URI endpoint;
  private static final HttpCalls CALLS = new HttpCalls();

  @BeforeAll
  static void makeTable() {
    REGIONS.createGlobalTable("seats", "seat");
    REGIONS.createGlobalTable("stories", Story.KEY);
    endpoint = REGIONS.endpoint(US);
  }

  @AfterAll
  static void close() {
    CALLS.close();
  }

  @Test
  @Order(1)
  void regionsThatAreCutOffHaveNotConverged() throws Exception {
    REGIONS.partition(US, EU);
    put(US, "12", "ann");
    assertThatThrownBy(() -> REGIONS.awaitConverged(Duration.ofMillis(500)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("have not converged within PT0.5S: table seats differs: {")
        .hasMessageContaining("eu-west-1=0 items, 0 tombstones")
        .hasMessageContaining("us-east-1=1 items, 0 tombstones");
  }

  /** One region holds what the other does, but for a tombstone, and lacks two of its writes. */
  @Test
  @Order(3)
  void regionsHaveNotConvergedWhileAWriteAndItsDeletionAreOnTheirWay() throws Exception {
    REGIONS.awaitConverged();
    REGIONS.cut(US, EU);
    REGIONS.awaitConverged();
    put(US, "11", "ann");
    delete(US, "11");
    Await.until(
        "the third region has both",
        EmbeddedDemo.SOON,
        () ->
            difference()
                .contains(
                    "table seats is not known to have arrived in whole: [us-east-1 -> eu-west-1]"));
    REGIONS.heal();
    REGIONS.awaitConverged();
  }

  /** What keeps them from having converged, as something does. */
  private static String difference() {
    return Assertions.catchThrowableOfType(
            AssertionError.class, () -> REGIONS.awaitConverged(Duration.ofMillis(500)))
        .getMessage();
  }

  /** One region does not hear that another has the deletion, and keeps the tombstone. */
  @Test
  @Order(7)
  void regionsHaveConvergedUnderACutThatNothingWaitsAt() throws Exception {
    REGIONS.awaitConverged();
    REGIONS.partition(EU, AP);
    put(US, "10", "ann");
    delete(US, "10");
    REGIONS.awaitConverged();
  }

  /** The cut of the test before is healed. */
  @Test
  @Order(2)
  void concurrentWritesOfThreeRegionsAreAllAccountedFor() throws Exception {
    REGIONS.awaitConverged();
    REGIONS.partition(US, EU);
    REGIONS.partition(EU, AP);
    REGIONS.cut(AP, US);
    for (String region : new String[] {US, EU, AP}) {
      put(region, "13", region);
    }
    REGIONS.heal();
    REGIONS.assertNoSilentLoss("seats");
    assertThatThrownBy(() -> REGIONS.assertNoSilentLoss("planes"))
        .hasMessage("no region has a log of a table planes");
  }

  /** Last: from then on the regions' versions are ahead. */
  @Test
  @Order(9)
  void aClockThatIsAheadIsSeenInConflicts() throws Exception {
    REGIONS.skew(EU, Duration.ofHours(3));
    REGIONS.partition(US, EU);
    put(EU, "14", "ahead");
    put(US, "14", "later, but not by the clocks");
    REGIONS.heal();
    REGIONS.awaitConverged();
    assertThat(get(US, "14")).contains("\"ahead\"");
  }

  @TestFactory
  @Order(5)
  Stream<DynamicTest> everyStoryHolds() {
    LiveStage stage = stage();
    return StoryFiles.all().stream()
        .filter(story -> stage.refusal(story).isEmpty())
        .map(
            story ->
                DynamicTest.dynamicTest(
                    story.name(),
                    () -> assertThat(Telling.tell(story, stage, told -> {})).isEmpty()));
  }

  @Test
  @Order(6)
  void aStoryThatIsNotSoIsFoundOut() {
    Story wrong =
        StoryReader.read(
            "wrong",
            """
            us-east-1 put k {"n": 1, "tags": <<"a">>, "list": [1, null, {"deep": true}]}
            us-east-1 get k = {"n": 1, "tags": <<"a">>, "list": [1, null, {"deep": true}]}
            us-east-1 put k {"n": 2} if absent
            """);
    assertThat(Telling.tell(wrong, stage(), told -> {}))
        .get()
        .asString()
        .contains("line 3: expected success, found a condition that fails");
  }

  @Test
  @Order(4)
  void saysWhatIsWrongWithACall() {
    assertThatThrownBy(() -> REGIONS.cut(US, "sa-east-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no region sa-east-1, only [us-east-1, eu-west-1, ap-south-1]");
    assertThatThrownBy(() -> PangaeaRegions.of(US, US))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two regions or more, all different: [us-east-1, us-east-1]");
    assertThatThrownBy(() -> PangaeaRegions.of(US, EU).heal())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no regions run: register the extension with @RegisterExtension");
  }

  @Nested
  class InANestedClass {
    @Test
    void theRegionsAreThoseOfTheClassAroundIt() {
      assertThat(REGIONS.endpoint(US)).isEqualTo(endpoint);
    }
  }

  /** The nested class before has ended nothing. */
  @Nested
  class InAnother {
    @Test
    void theyRunStill() throws Exception {
      put(US, "15", "nested");
      REGIONS.awaitConverged();
      assertThat(REGIONS.endpoint(US)).isEqualTo(endpoint);
    }
  }

  private static LiveStage stage() {
    List<LiveRegion> regions =
        Stream.of(US, EU, AP)
            .map(name -> new LiveRegion(name, REGIONS.endpoint(name), REGIONS.control(name)))
            .toList();
    return new LiveStage(CALLS, regions, REGIONS.linkControl(), "stories", "it");
  }

  private static void put(String region, String seat, String by) throws Exception {
    HttpCalls.Reply reply =
        CALLS.operation(
            region,
            REGIONS.endpoint(region),
            "PutItem",
            "{\"TableName\":\"seats\",\"Item\":{\"seat\":{\"S\":\"%s\"},\"by\":{\"S\":\"%s\"}}}"
                .formatted(seat, by));
    assertThat(reply.isSuccess()).as("%s", reply).isTrue();
  }

  private static void delete(String region, String seat) throws Exception {
    HttpCalls.Reply reply =
        CALLS.operation(
            region,
            REGIONS.endpoint(region),
            "DeleteItem",
            "{\"TableName\":\"seats\",\"Key\":{\"seat\":{\"S\":\"%s\"}}}".formatted(seat));
    assertThat(reply.isSuccess()).as("%s", reply).isTrue();
  }

  private static String get(String region, String seat) throws Exception {
    return CALLS
        .operation(
            region,
            REGIONS.endpoint(region),
            "GetItem",
            "{\"TableName\":\"seats\",\"Key\":{\"seat\":{\"S\":\"%s\"}}}".formatted(seat))
        .body();
  }
}

package dev.pangaea.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.simulator.client.HttpCalls;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the example does not show: that it bites, and that it cleans up between tests. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PangaeaRegionsIT {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final String AP = "ap-south-1";

  @RegisterExtension static final PangaeaRegions REGIONS = PangaeaRegions.of(US, EU, AP);
  private static final HttpCalls CALLS = new HttpCalls();

  @BeforeAll
  static void makeTable() {
    REGIONS.createGlobalTable("seats", "seat");
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

  @Test
  @Order(3)
  void aClockThatIsAheadIsSeenInConflicts() throws Exception {
    REGIONS.skew(EU, Duration.ofHours(3));
    REGIONS.partition(US, EU);
    put(EU, "14", "ahead");
    put(US, "14", "later, but not by the clocks");
    REGIONS.heal();
    REGIONS.awaitConverged();
    assertThat(get(US, "14")).contains("\"ahead\"");
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

package dev.pangaea.simulator.lag;

import static dev.pangaea.simulator.lag.Surveys.EU;
import static dev.pangaea.simulator.lag.Surveys.EU_TO_US;
import static dev.pangaea.simulator.lag.Surveys.US;
import static dev.pangaea.simulator.lag.Surveys.US_TO_EU;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.simulator.lag.NodeStanding.AwaitedCopy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusTest {
  private static final Duration STALENESS_MAX = Duration.ofSeconds(60);

  @Test
  void nothingIsWrongWithRegionsThatAreLedAndUpToDate() {
    assertThat(troubles(Surveys.well())).isEmpty();
    assertThat(StatusText.of(Surveys.well(), List.of(), STALENESS_MAX))
        .isEqualTo(
            """
            us-east-1  5 of 5 partitions led
              demo  ACTIVE, 1,204 items (118 kB), 3 conflicts, 2 tombstones (ap-south-1 awaited for 12.0 s)
                index by-date  CREATING, 500 rows, 50 %, 301/s, 2.0 s left
            eu-west-1  5 of 5 partitions led
              demo  ACTIVE, 1,204 items (118 kB), 3 conflicts, 2 tombstones (ap-south-1 awaited for 12.0 s)
                index by-date  CREATING, 500 rows, 50 %, 301/s, 2.0 s left
            eu-west-1 → us-east-1  2 connections
              demo  lag p50 4 p90 9 p99 17 max 31 ms, staleness 900 ms, backlog 7, 210/s changes, visible as of 2027-01-15T07:59:59.100Z
            us-east-1 → eu-west-1  2 connections
              demo  lag p50 4 p90 9 p99 17 max 31 ms, staleness 900 ms, backlog 7, 210/s changes, visible as of 2027-01-15T07:59:59.100Z

            all well: no table is more than 1 min 0 s behind""");
  }

  @Test
  void aProcessThatDoesNotAnswerIsNamedAndHidesNoOther() {
    Survey survey =
        Surveys.survey(
            List.of(Surveys.node(US, Surveys.leading(5)), Surveys.silent(EU)),
            List.of(
                Surveys.replicator(US, Surveys.link(Surveys.quiet(EU_TO_US))), Surveys.silent(EU)));

    assertThat(troubles(survey))
        .containsExactly(
            "eu-west-1: its node (http://eu-west-1) does not answer: nobody listens there",
            "eu-west-1: its replicator (http://eu-west-1) does not answer: nobody listens there");
    assertThat(StatusText.of(survey, troubles(survey), STALENESS_MAX))
        .contains("us-east-1  5 of 5", "eu-west-1  not known", "? → eu-west-1  not known");
  }

  @Test
  void eachThingThatIsWrongIsASentence() {
    assertThat(
            troubles(
                Surveys.withNode(
                    Surveys.node(
                        US, new TreeMap<>(Map.of("LEADING", 3, "STOPPED", 1, "READING", 1))))))
        .containsExactly("us-east-1: 2 of 5 partitions are not led (1 READING, 1 STOPPED)");
    assertThat(troubles(Surveys.withNode(Surveys.node(US, new TreeMap<>()))))
        .containsExactly("us-east-1: it has no partitions yet");
    assertThat(
            troubles(
                Surveys.withNode(
                    Surveys.told(
                        US,
                        Surveys.standing(
                            US, Surveys.leading(1), List.of(new AwaitedCopy("demo", EU, 4)), 7)))))
        .containsExactly(
            "us-east-1: 4 partitions of demo await a copy from eu-west-1, whose log cannot be followed",
            "us-east-1: 7 changes of demo are kept aside (see pangaea quarantine)");
    assertThat(
            troubles(
                Surveys.withNode(
                    Surveys.told(EU, Surveys.standing(US, Surveys.leading(1), List.of(), 0)))))
        .containsExactly("eu-west-1: http://eu-west-1 is the node of us-east-1");
    assertThat(troubles(Surveys.withTable(Surveys.table(US_TO_EU, 60_001, 9))))
        .containsExactly("eu-west-1: it is 1 min 0 s behind us-east-1 in demo");
    assertThat(troubles(Surveys.withTable(Surveys.table(US_TO_EU, 60_000, 9)))).isEmpty();
    Route catalog = new Route(US, EU, "pangaea.catalog");
    assertThat(troubles(Surveys.withTable(Surveys.table(catalog, 70_000, 9)))).isEmpty();
    assertThat(troubles(Surveys.withTable(Surveys.table(catalog, 70_001, 9)))).hasSize(1);
    assertThat(
            troubles(
                Surveys.withTable(Surveys.table(US_TO_EU, 1, 9, "log_shorter", "log_shorter"))))
        .containsExactly(
            "eu-west-1: 2 partitions of demo need a copy, since the log of us-east-1 cannot be followed (log_shorter)");
  }

  @Test
  void aLinkThatShouldBeThereIsMissed() {
    Survey survey =
        Surveys.survey(
            List.of(Surveys.node(US, Surveys.leading(1)), Surveys.node(EU, Surveys.leading(1))),
            List.of(Surveys.replicator(US)));

    assertThat(troubles(survey))
        .containsExactly("us-east-1: its replicator has no link from eu-west-1");
  }

  @Test
  void withoutAReplicatorThatIsAskedNodesTellHowFarTheyAreBehind() {
    Survey survey =
        Surveys.survey(
            List.of(Surveys.node(US, Surveys.leading(1)), Surveys.told(EU, Surveys.fresh(EU))),
            List.of());

    assertThat(
            Troubles.of(
                Surveys.withNode(Surveys.node(US, Surveys.leading(1))), Duration.ofMillis(899)))
        .containsExactly("us-east-1: it is 900 ms behind eu-west-1 in demo");
    assertThat(troubles(survey))
        .contains("eu-west-1: nothing tells how far it is behind us-east-1 in demo");
  }

  @Test
  void programsAreToldTheSame() throws IOException {
    Survey survey = Surveys.withTable(Surveys.table(US_TO_EU, 60_001, 9));
    JsonNode told = new ObjectMapper().readTree(StatusJson.of(survey, troubles(survey)));

    assertThat(told.get("well").asBoolean()).isFalse();
    assertThat(told.get("troubles")).hasSize(1);
    assertThat(told.at("/links/0/tables/0/stalenessMillis").asLong()).isEqualTo(60_001);
    assertThat(told.at("/links/0/tables/0/visibleAsOfMillis").isNull()).isTrue();
    JsonNode well = new ObjectMapper().readTree(StatusJson.of(Surveys.well(), List.of()));
    assertThat(well.at("/regions/0/tables/0/indexes/0/filling/leftMillis").asLong())
        .isEqualTo(2_000);
    assertThat(well.at("/regions/0/partitions/led").asInt()).isEqualTo(5);
  }

  @Test
  void timeLeftIsToldOnlyOfWhatGoesOn() {
    assertThat(new Progress(1, 4, OptionalDouble.of(2)).leftMillis()).hasValue(1_500);
    assertThat(new Progress(1, 4, OptionalDouble.of(0)).leftMillis()).isEmpty();
    assertThat(new Progress(1, 4, OptionalDouble.empty()).leftMillis()).isEmpty();
    assertThat(new Progress(5, 4, OptionalDouble.of(2)).leftMillis()).hasValue(0);
    assertThat(new Progress(9_999, 10_000, OptionalDouble.empty()).percent()).isEqualTo(99);
    assertThat(new Progress(0, 0, OptionalDouble.empty()).percent()).isEqualTo(100);
  }

  private static List<String> troubles(Survey survey) {
    return Troubles.of(survey, STALENESS_MAX);
  }
}

package dev.pangaea.simulator.lag;

import static dev.pangaea.simulator.lag.Surveys.EU;
import static dev.pangaea.simulator.lag.Surveys.EU_TO_US;
import static dev.pangaea.simulator.lag.Surveys.US;
import static dev.pangaea.simulator.lag.Surveys.US_TO_EU;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LagTextTest {
  private static final Set<String> ALL = Set.of();

  @Test
  void aTableHasARowForEachRouteAndSaysBelowWhatElseThereIs() {
    Survey survey =
        Surveys.survey(
            List.of(Surveys.silent(US)),
            List.of(
                Surveys.replicator(US, Surveys.link(Surveys.quiet(EU_TO_US))),
                Surveys.replicator(
                    EU, Surveys.link(Surveys.table(US_TO_EU, 12_400, 5_000, "log_shorter")))));

    assertThat(String.join("\n", LagText.table(survey, ALL)))
        .isEqualTo(
            """
            LINK                   TABLE  LAG p50   p90    p99    max  STALENESS  BACKLOG  CHANGES  VISIBLE AS OF
            eu-west-1 → us-east-1  demo      4 ms  9 ms  17 ms  31 ms     900 ms        0    210/s  –
            us-east-1 → eu-west-1  demo      4 ms  9 ms  17 ms  31 ms     12.4 s    5,000    210/s  –
            us-east-1's node does not answer
            us-east-1 → eu-west-1 demo: catching up by 500/s records, 10.0 s left
            us-east-1 → eu-west-1 demo: 1 partitions need a copy""");
  }

  @Test
  void whereNotAllFitsTheLeastIsLeftOutAndRowsAreCounted() {
    Survey well = Surveys.well();

    assertThat(LagText.table(well, ALL, 76, 24))
        .containsExactly(
            "LINK                   TABLE  LAG p50    p99  STALENESS  BACKLOG  CHANGES",
            "eu-west-1 → us-east-1  demo      4 ms  17 ms     900 ms        7    210/s",
            "us-east-1 → eu-west-1  demo      4 ms  17 ms     900 ms        7    210/s",
            "us-east-1 demo: index by-date 50 %, 301/s, 2.0 s left",
            "eu-west-1 demo: index by-date 50 %, 301/s, 2.0 s left");
    assertThat(LagText.table(well, ALL, 50, 5))
        .containsExactly(
            "LINK                   TABLE    p99  STALENESS  B…",
            "eu-west-1 → us-east-1  demo   17 ms     900 ms   …",
            "us-east-1 → eu-west-1  demo   17 ms     900 ms   …",
            "… 2 more lines");
    assertThat(LagText.table(well, ALL, 76, 4))
        .containsExactly(
            "LINK                   TABLE  LAG p50    p99  STALENESS  BACKLOG  CHANGES",
            "… 2 more, which do not fit; see --table",
            "… 2 more lines");
  }

  @Test
  void noMoreRowsAreTakenThanThereAre() {
    Survey much =
        Surveys.survey(
            List.of(Surveys.silent(US), Surveys.node(EU, Surveys.leading(1))),
            List.of(
                Surveys.replicator(US, Surveys.link(Surveys.quiet(EU_TO_US))),
                Surveys.replicator(
                    EU, Surveys.link(Surveys.table(US_TO_EU, 12_400, 5_000, "log_shorter")))));

    for (int columns : List.of(1, 20, 50, 76, 200)) {
      for (int rows = 2; rows <= 12; rows++) {
        int across = columns;
        int taken =
            LagText.table(much, ALL, columns, rows).stream()
                .mapToInt(line -> Math.ceilDiv(line.length(), across))
                .sum();
        assertThat(taken + 1).as("of %d × %d", columns, rows).isEqualTo(Math.min(rows, 8));
      }
    }
  }

  @Test
  void aTableThatIsNamedAndThatNoTwoRegionsHoldIsUnderNoBound() {
    Survey well = Surveys.well();

    assertThat(well.worst(Figure.STALENESS, Set.of("demo"))).hasValue(900);
    assertThat(well.worst(Figure.STALENESS, Set.of("demo", "dmeo"))).isEmpty();
    assertThat(LagText.asides(well, Set.of("demo", "dmeo")))
        .contains("dmeo: no two regions are known to hold it");
  }

  @Test
  void aBacklogThatWasHeardOfLongAgoIsNotTheBacklogNow() {
    Survey survey =
        Surveys.withTable(Surveys.table(US_TO_EU, 161_000, 4, OptionalLong.of(160_000)));

    assertThat(survey.worst(Figure.BACKLOG, ALL)).isEmpty();
    assertThat(LagText.words(route(survey, US_TO_EU)))
        .contains("backlog –,", "its backlog was 4 2 min 40 s ago");
  }

  @Test
  void theBacklogIsWhatTheSourceHasAndTheTargetHasNot() {
    RouteStanding told = route(Surveys.well(), US_TO_EU);
    assertThat(told.backlogRecords()).as("4,007 entries, 4,000 taken in").hasValue(7);
    assertThat(told.backlogAgeMillis()).hasValue(0);

    Survey sourceSilent = Surveys.withTable(Surveys.table(US_TO_EU, 900, 3));
    assertThat(route(sourceSilent, US_TO_EU).backlogRecords()).hasValue(3);
    assertThat(route(sourceSilent, US_TO_EU).backlogAgeMillis()).hasValue(400);
  }

  @Test
  void stalenessIsKnownFromTheNodeAloneWhenTheReplicatorIsSilent() {
    Survey survey =
        Surveys.survey(List.of(Surveys.node(EU, Surveys.leading(1))), List.of(Surveys.silent(EU)));

    assertThat(route(survey, US_TO_EU).stalenessMillis()).isEqualTo(OptionalLong.of(900));
    assertThat(route(survey, US_TO_EU).lag()).isEmpty();
    assertThat(survey.worst(Figure.STALENESS, ALL))
        .as("a process that is silent hides what it would say")
        .isEmpty();
  }

  @Test
  void aProcessThatHangsMakesNoRouteStaler() {
    Survey.Asked<NodeStanding> node = Surveys.node(EU, Surveys.leading(1));
    Survey survey = new Survey(Surveys.NOW + 2_000, List.of(node), List.of(Surveys.silent(EU)));

    assertThat(route(survey, US_TO_EU).stalenessMillis()).hasValue(900);
  }

  @Test
  void theWorstFigureIsTheHighestAndUnknownIfAnyIs() {
    Survey well = Surveys.well();
    assertThat(well.worst(Figure.STALENESS, ALL)).isEqualTo(OptionalDouble.of(900));
    assertThat(well.worst(Figure.LAG_P99, ALL)).isEqualTo(OptionalDouble.of(17));
    assertThat(well.worst(Figure.STALENESS, Set.of("none"))).isEmpty();
    Survey nodes = Surveys.survey(List.of(Surveys.node(EU, Surveys.leading(1))), List.of());
    assertThat(nodes.worst(Figure.LAG_P99, ALL)).isEmpty();
  }

  @Test
  void aRegionThatHasToldNothingOfATableItHoldsIsNotUpToDate() {
    NodeStanding fresh = Surveys.fresh("ap-south-1");
    Survey survey =
        Surveys.survey(
            List.of(
                Surveys.node(US, Surveys.leading(1)),
                Surveys.node(EU, Surveys.leading(1)),
                Surveys.told("ap-south-1", fresh)),
            List.of());

    assertThat(survey.routes(ALL)).hasSize(6);
    assertThat(survey.worst(Figure.STALENESS, Set.of("demo"))).isEmpty();
    Survey two =
        Surveys.survey(
            List.of(Surveys.node(US, Surveys.leading(1)), Surveys.node(EU, Surveys.leading(1))),
            List.of());
    assertThat(two.worst(Figure.STALENESS, ALL)).hasValue(900);
    Survey alone = Surveys.survey(List.of(Surveys.told("ap-south-1", fresh)), List.of());
    assertThat(alone.routes(ALL)).as("what one region alone has goes nowhere").isEmpty();
  }

  @Test
  void aRegionCatchesUpOnlyWhileItIsBehindAndItsBacklogFalls() {
    assertThat(catchUp(Surveys.table(US_TO_EU, 2_000, 5_000)).orElseThrow().leftMillis())
        .hasValue(10_000);
    assertThat(catchUp(Surveys.table(US_TO_EU, 1_999, 5_000))).as("as on a busy link").isEmpty();
    assertThat(catchUp(Surveys.table(US_TO_EU, 9_000, 999))).as("it does not fall").isEmpty();
    assertThat(catchUp(Surveys.table(US_TO_EU, 9_000, 5_000, OptionalLong.of(2_000))))
        .as("nothing was heard of the log since it fell")
        .isEmpty();
    NodeStanding us = Surveys.standing(US, Surveys.leading(1), List.of(), 0);
    Survey ahead =
        Surveys.survey(
            List.of(Surveys.told(US, withEntries(us, 9_000))),
            List.of(Surveys.replicator(EU, Surveys.link(Surveys.table(US_TO_EU, 9_000, 1_000)))));
    assertThat(route(ahead, US_TO_EU).catchUp())
        .as("5,000 wait, and the replicator has heard of 1,000")
        .isEmpty();
  }

  private static NodeStanding withEntries(NodeStanding node, long entries) {
    return new NodeStanding(
        node.region(),
        node.partitions(),
        node.tables(),
        node.awaitedCopies(),
        node.givenCopies(),
        node.visibleAsOfMillis(),
        Map.of("demo", entries),
        0);
  }

  private static Optional<Progress> catchUp(ReplicatorStanding.TableOnLink table) {
    return route(Surveys.withTable(table), US_TO_EU).catchUp();
  }

  @Test
  void aReplicaThatIsFilledAndAnIndexThatIsBuiltAreToldWithTheTimeLeft() {
    NodeStanding us = Surveys.standing(US, Surveys.leading(1), List.of(), 0);
    NodeStanding.TableStanding full = us.tables().getFirst();
    NodeStanding.TableStanding creating =
        new NodeStanding.TableStanding(
            "demo", "CREATING", 301, 0, 0, 0, full.tombstones(), List.of());
    NodeStanding eu =
        new NodeStanding(
            EU, Surveys.leading(1), List.of(creating), List.of(), List.of(), Map.of(), Map.of(), 0);
    Survey survey =
        Surveys.survey(
            List.of(Surveys.told(US, us), Surveys.told(EU, eu)),
            List.of(Surveys.replicator(EU, Surveys.link(Surveys.quiet(US_TO_EU)))));

    assertThat(LagText.asides(survey, ALL))
        .containsExactly(
            "us-east-1 demo: index by-date 50 %, 301/s, 2.0 s left",
            "eu-west-1 demo: replica 25 %, 210/s, 4.3 s left");
    assertThat(StatusText.of(survey, List.of(), Duration.ofSeconds(60)))
        .contains("demo  CREATING, 301 items (0 B), filled 25 %, 210/s, 4.3 s left, 0 conflicts");
  }

  @Test
  void aCopyThatIsWrittenForAnotherRegionIsTold() {
    NodeStanding us = Surveys.standing(US, Surveys.leading(1), List.of(), 0);
    NodeStanding giving =
        new NodeStanding(
            US,
            us.partitions(),
            List.of(),
            List.of(),
            List.of(
                new NodeStanding.GivenCopy(
                    "demo", EU, 4, 1, 2_560, 99_000, OptionalDouble.of(1_280))),
            Map.of(),
            Map.of(),
            0);

    assertThat(
            StatusText.of(
                Surveys.withNode(Surveys.told(US, giving)), List.of(), Duration.ofSeconds(60)))
        .contains(
            "copying demo for eu-west-1: 1 of 4 partitions, 2,560 records (99.0 kB), 1,280/s");
  }

  @Test
  void programsAreToldTheSame() throws IOException {
    Survey survey = Surveys.withTable(Surveys.table(US_TO_EU, 12_400, 5_000));
    JsonNode link =
        new ObjectMapper().readTree(LagJson.of(survey, survey.routes(ALL))).at("/links/0");

    assertThat(link.get("source").asText()).isEqualTo(US);
    assertThat(link.get("lagMaxMillis").asDouble()).isEqualTo(31);
    assertThat(link.get("catchUp").get("leftMillis").asLong()).isEqualTo(10_000);
    assertThat(link.get("visibleAsOfMillis").isNull()).isTrue();
  }

  private static RouteStanding route(Survey survey, Route route) {
    return survey.routes(ALL).stream()
        .filter(each -> each.route().equals(route))
        .findFirst()
        .orElseThrow();
  }
}

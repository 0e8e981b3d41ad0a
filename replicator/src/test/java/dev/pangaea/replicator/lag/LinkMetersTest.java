package dev.pangaea.replicator.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.replicator.plan.LinkPlan;
import dev.pangaea.replicator.plan.LogBook;
import dev.pangaea.replicator.plan.PlanLimits;
import dev.pangaea.replicator.plan.RegionModel;
import dev.pangaea.replicator.plan.Shipment;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkMetersTest {
  private static final String LINK = "source=\"us-east-1\",table=\"orders\",target=\"eu-west-1\"";

  private final LogBook book = new LogBook("orders", 0);
  private final RegionModel region = new RegionModel().wants("orders", book.partition());
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LinkPlan plan = new LinkPlan(LogBook.TARGET, PlanLimits.DEFAULT, new Random(1));
  private long nowMillis = 1_000_100;
  private final LinkMeters meters =
      new LinkMeters(
          registry,
          () -> Instant.ofEpochMilli(nowMillis),
          LogBook.SOURCE,
          LogBook.TARGET,
          () -> true);

  @BeforeEach
  void carryFourWrites() {
    plan.intakes(region.intakes());
    meters.standing(plan.status());
    book.newLeader().zombie().malformed().writes(4);
    plan.read(book.partition(), book.from(0, 10)).ifPresent(meters::read);
    meters.ends(Map.of(book.partition(), book.end() + 3));
    List<Shipment> batch = plan.ship(0);
    List<DeliveryOutcome> outcomes =
        batch.stream().map(shipment -> region.take(shipment.delivery())).toList();
    plan.settle(batch, outcomes, 0).forEach(meters::settled);
    meters.delivered(Duration.ofMillis(3));
    meters.connections(2, 5, 3);
  }

  @Test
  void speaksOfEachTableInPrometheusWords() {
    String scrape = registry.scrape();

    assertThat(scrape)
        .contains("pangaea_replication_lag_seconds_bucket{" + LINK + ",le=\"0.01\"} 4")
        .contains("pangaea_replication_lag_seconds_count{" + LINK + "} 4")
        .contains("pangaea_replication_staleness_seconds{" + LINK + "} 0.07")
        .contains("pangaea_replication_backlog_records{" + LINK + "} 3.0")
        .contains("pangaea_replication_backlog_age_seconds{" + LINK + "} 0.0")
        .contains("pangaea_replication_taken_in_entries{" + LINK + "} %d.0".formatted(book.end()))
        .contains("pangaea_replication_needs_copy_partitions{" + LINK + "} 0.0")
        .contains("pangaea_replication_records_total{" + LINK + "} 2.0");
    assertThat(scrape.lines())
        .anyMatch(
            line -> line.contains("changes_total{outcome=\"applied\"") && line.endsWith(" 4.0"))
        .anyMatch(
            line -> line.contains("uncounted_total{reason=\"malformed\"") && line.endsWith(" 1.0"))
        .anyMatch(
            line ->
                line.contains("uncounted_total{reason=\"out_of_chain\"") && line.endsWith(" 1.0"));
  }

  @Test
  void speaksOfTheLinkInPrometheusWords() {
    String link = "source=\"us-east-1\",target=\"eu-west-1\"";

    assertThat(registry.scrape())
        .contains("pangaea_replication_connections{" + link + "} 2.0")
        .contains("pangaea_replication_lanes{" + link + "} 3.0")
        .contains("pangaea_replication_reconnects_total{" + link + "} 5.0")
        .contains("pangaea_replication_circuit_open{" + link + "} 1.0")
        .contains("pangaea_replication_deliveries_total{outcome=\"taken\"," + link + "} 1.0")
        .contains("pangaea_replication_delivery_batch_seconds_count{" + link + "} 1")
        .contains("pangaea_replication_delivery_failures_total{" + link + "} 0.0")
        .contains("pangaea_replication_loop_restarts_total{" + link + "} 0.0");
  }

  @Test
  void stalenessIsComputedWhenItIsReadAndRises() {
    nowMillis += 60_000;

    assertThat(registry.scrape())
        .contains("pangaea_replication_staleness_seconds{" + LINK + "} 60.07")
        .contains("pangaea_replication_backlog_age_seconds{" + LINK + "} 60.0");
  }

  @Test
  void aPartitionOfWhichNothingEverArrivedIsAsStaleAsItIsKnown() {
    LogBook silent = new LogBook("silent", 0);
    region.wants("silent", silent.partition());
    plan.intakes(region.intakes());
    meters.standing(plan.status());
    nowMillis += 30_000;

    TableStatus status = meters.status().tables().getLast();
    assertThat(status.table()).isEqualTo("silent");
    assertThat(status.stalenessMillis()).isEqualTo(30_000);
    assertThat(status.backlogAgeMillis()).isEmpty();
  }

  @Test
  void theStatusTellsTheLastSecondsAndTheTotals() {
    TableStatus status = meters.status().tables().getFirst();

    assertThat(status.lag().orElseThrow().p50Millis()).isBetween(6.0, 8.0);
    assertThat(status.lag().orElseThrow().p99Millis()).isBetween(6.0, 8.0);
    assertThat(status.changesPerSecond()).isEqualTo(0.4);
    assertThat(status.totals().applied()).isEqualTo(4);
    assertThat(status.takenInEntries()).isEqualTo(book.end());
    assertThat(status.backlogRecords()).isEqualTo(3);
    assertThat(status.backlogFallsPerSecond()).isEmpty();
    assertThat(status.totals().uncounted()).isEqualTo(2);
    nowMillis += 20_000;
    assertThat(meters.status().tables().getFirst().lag()).isEmpty();
  }

  @Test
  void aBacklogThatFallsIsToldWithItsRate() {
    nowMillis += 1_000;
    meters.ends(Map.of(book.partition(), book.end() + 1_000));
    nowMillis += 2_000;
    meters.ends(Map.of(book.partition(), book.end() + 200));

    assertThat(meters.status().tables().getFirst().backlogFallsPerSecond()).hasValue(400);
    nowMillis += 4_000;
    assertThat(meters.status().tables().getFirst().backlogFallsPerSecond())
        .as("the source is silent")
        .isEmpty();
  }

  private void carry(boolean answerLost) {
    plan.read(book.partition(), book.from(book.end() - 1, 10));
    List<Shipment> batch = plan.ship(0);
    if (answerLost) {
      batch.forEach(shipment -> region.take(shipment.delivery()));
    }
    List<DeliveryOutcome> outcomes =
        batch.stream().map(shipment -> region.take(shipment.delivery())).toList();
    plan.settle(batch, outcomes, 0).forEach(meters::settled);
  }

  @Test
  void whatWasTakenInIsCountedThoughTheAnswerWasLost() {
    book.writes(3);
    carry(true);

    assertThat(registry.scrape().lines())
        .anyMatch(
            line -> line.contains("changes_total{outcome=\"unheard\"") && line.endsWith(" 3.0"))
        .anyMatch(
            line -> line.contains("changes_total{outcome=\"applied\"") && line.endsWith(" 4.0"))
        .contains("pangaea_replication_lag_seconds_count{" + LINK + "} 7");
  }

  @Test
  void aCopyIsCountedAndSaysNothingOfTheLag() {
    nowMillis += 20_000;
    book.writes(2);
    plan.read(book.partition(), book.from(book.end() - 1, 10));
    List<Shipment> copies =
        plan.ship(0).stream()
            .map(shipment -> new Shipment(shipment.delivery(), List.of(), shipment.bytes()))
            .toList();
    List<DeliveryOutcome> outcomes =
        copies.stream().map(shipment -> region.take(shipment.delivery())).toList();
    plan.settle(copies, outcomes, 0).forEach(meters::settled);

    TableStatus status = meters.status().tables().getFirst();
    assertThat(status.changesPerSecond()).isEqualTo(0.2);
    assertThat(status.lag()).isEmpty();
  }

  @Test
  void aTableThatIsGoneLeavesNoMetricBehind() {
    region.wantsNoMore(book.partition());
    plan.intakes(region.intakes());
    meters.standing(plan.status());

    assertThat(registry.scrape()).doesNotContain("table=\"orders\"");
  }
}

package dev.pangaea.replicator.lag;

import dev.pangaea.conflict.change.DeliveryOutcome.Tally;
import dev.pangaea.replicator.plan.ReadReport;
import dev.pangaea.replicator.plan.Shipment;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The metrics of one table on one link. Written by the link's loop, read by any thread. */
final class TableMeters {
  private static final Duration[] LAG_BUCKETS =
      List.of(
              1, 2, 5, 10, 15, 25, 50, 75, 100, 150, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000,
              60_000, 120_000, 300_000, 600_000)
          .stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private static final long END_AGE_MILLIS_MAX = 3_000;

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Tags tags;
  private final TableProgress progress = new TableProgress();
  private final RateWindow rate = new RateWindow();
  private final LagWindow lately = new LagWindow();
  private final BacklogTrend trend = new BacklogTrend();
  private final List<Meter> meters = new ArrayList<>();
  private final Timer lag;
  private final Counter records;
  private final Counter outOfChain;
  private final Counter malformed;
  private final Counter applied;
  private final Counter newerHere;
  private final Counter duplicates;
  private final Counter conflictsWon;
  private final Counter conflictsLost;
  private final Counter refused;
  private final Counter unheard;

  TableMeters(MeterRegistry registry, InstantSource clock, Tags link, String table) {
    this.registry = registry;
    this.clock = clock;
    this.tags = link.and(MetricNames.TABLE, table);
    this.lag = keep(lagTimer().register(registry));
    this.records = counter(MetricNames.RECORDS, "Log records read that count", Tags.empty());
    this.outOfChain = uncounted("out_of_chain");
    this.malformed = uncounted("malformed");
    this.applied = outcome("applied");
    this.newerHere = outcome("newer_here");
    this.duplicates = outcome("duplicate");
    this.conflictsWon = outcome("conflict_won");
    this.conflictsLost = outcome("conflict_lost");
    this.refused = outcome("refused");
    this.unheard = outcome("unheard");
    gauge(
        MetricNames.STALENESS,
        "Now minus the watermark of the partition that is furthest behind",
        of -> of.stalenessMillis(clock.millis()) / 1e3);
    gauge(
        MetricNames.BACKLOG,
        "Entries of the source's log that are not taken in, by its last known end",
        TableProgress::backlog);
    gauge(
        MetricNames.BACKLOG_AGE,
        "How old the knowledge of the log's end is",
        of -> {
          var age = of.backlogAgeMillis(clock.millis());
          return age.isPresent() ? age.getAsLong() / 1e3 : Double.NaN;
        });
    gauge(
        MetricNames.TAKEN_IN,
        "Up to which entry the source's logs are taken in, all together",
        TableProgress::takenInEntries);
    gauge(
        MetricNames.NEEDS_COPY,
        "Partitions whose log cannot be followed: an alarm",
        of -> of.halts().size());
  }

  TableProgress progress() {
    return progress;
  }

  /** Notes that the backlog may be another by now. */
  void backlogMoved() {
    long now = clock.millis();
    if (trend.due(now)) {
      trend.look(now, progress.backlog());
    }
  }

  void read(ReadReport report) {
    records.increment(report.counted());
    outOfChain.increment(report.outOfChain());
    malformed.increment(report.malformed());
  }

  void taken(Shipment shipment, Tally tally, long visibleMillis) {
    applied.increment(tally.applied());
    newerHere.increment(tally.newerHere());
    duplicates.increment(tally.duplicates());
    conflictsWon.increment(tally.conflictsWon());
    conflictsLost.increment(tally.conflictsLost());
    refused.increment(tally.refused());
    visible(shipment, visibleMillis);
  }

  /** The region took it in, but the answer that said how was lost: visible by now. */
  void takenUnheard(Shipment shipment) {
    unheard.increment(shipment.delivery().changes().size());
    visible(shipment, clock.millis());
  }

  private void visible(Shipment shipment, long visibleMillis) {
    rate.add(shipment.delivery().changes().size(), clock.millis());
    for (Shipment.Written written : shipment.written()) {
      long lateMillis = Math.max(0, visibleMillis - written.appendMillis());
      lately.add(lateMillis, written.writes(), clock.millis());
      Duration late = Duration.ofMillis(lateMillis);
      for (int write = 0; write < written.writes(); write++) {
        lag.record(late);
      }
    }
  }

  TableStatus status(String table) {
    long now = clock.millis();
    return new TableStatus(
        table,
        progress.count(),
        lately.percentiles(now),
        progress.stalenessMillis(now),
        progress.backlog(),
        progress.backlogAgeMillis(now),
        progress.takenInEntries(),
        backlogFalls(now),
        rate.sum(now) / (double) RateWindow.SECONDS,
        totals(),
        progress.halts());
  }

  /** Not while the source is silent: the backlog is only what it was then. */
  private OptionalDouble backlogFalls(long now) {
    return progress.backlogAgeMillis(now).orElse(Long.MAX_VALUE) > END_AGE_MILLIS_MAX
        ? OptionalDouble.empty()
        : trend.fallsPerSecond(now, progress.backlog());
  }

  void remove() {
    meters.forEach(registry::remove);
  }

  private TableStatus.Totals totals() {
    return new TableStatus.Totals(
        (long) applied.count(),
        (long) newerHere.count(),
        (long) duplicates.count(),
        (long) conflictsWon.count(),
        (long) conflictsLost.count(),
        (long) refused.count(),
        (long) (outOfChain.count() + malformed.count()));
  }

  private Timer.Builder lagTimer() {
    return Timer.builder(MetricNames.LAG)
        .description("Per write: visible in the target minus appended in the source")
        .tags(tags)
        .serviceLevelObjectives(LAG_BUCKETS)
        .distributionStatisticExpiry(Duration.ofSeconds(LagWindow.SECONDS))
        .distributionStatisticBufferLength(5);
  }

  private Counter outcome(String outcome) {
    return counter(MetricNames.CHANGES, "Changes taken in", Tags.of(MetricNames.OUTCOME, outcome));
  }

  private Counter uncounted(String reason) {
    return counter(
        MetricNames.UNCOUNTED, "Log entries passed over", Tags.of(MetricNames.REASON, reason));
  }

  private Counter counter(String name, String description, Tags more) {
    return keep(
        Counter.builder(name).description(description).tags(tags.and(more)).register(registry));
  }

  private void gauge(String name, String description, ToDoubleFunction<TableProgress> value) {
    keep(
        Gauge.builder(name, progress, value)
            .description(description)
            .tags(tags)
            .register(registry));
  }

  private <M extends Meter> M keep(M meter) {
    meters.add(meter);
    return meter;
  }
}

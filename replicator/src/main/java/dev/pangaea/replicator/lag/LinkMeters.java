package dev.pangaea.replicator.lag;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.plan.LogPartition;
import dev.pangaea.replicator.plan.PartitionStatus;
import dev.pangaea.replicator.plan.ReadReport;
import dev.pangaea.replicator.plan.Settlement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The metrics of one link. Written by the link's loop alone; read by any thread. Ages are computed
 * when they are read, so that they rise while nothing arrives.
 */
public final class LinkMeters {
  private static final Duration[] BATCH_BUCKETS =
      IntStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 15_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final RegionName source;
  private final RegionName target;
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Tags tags;
  private final BooleanSupplier circuitOpen;
  private final Map<String, TableMeters> tables = new ConcurrentSkipListMap<>();
  private final Map<LogPartition, Intake> followed = new ConcurrentHashMap<>();
  private final Counter failures;
  private final Counter restarts;
  private final Counter taken;
  private final Counter elsewhere;
  private final Counter notWanted;
  private final Counter unavailable;
  private final Timer batches;
  private volatile long connections;
  private volatile int lanes = 1;
  private volatile long reopenedBefore;
  private volatile long reopened;
  private volatile boolean nodeAnswers = true;

  /**
   * @param circuitOpen whether deliveries are held back, since the node failed
   */
  public LinkMeters(
      MeterRegistry registry,
      InstantSource clock,
      RegionName source,
      RegionName target,
      BooleanSupplier circuitOpen) {
    this.source = source;
    this.target = target;
    this.registry = registry;
    this.clock = clock;
    this.circuitOpen = circuitOpen;
    this.tags = Tags.of(MetricNames.SOURCE, source.value(), MetricNames.TARGET, target.value());
    this.failures =
        counter(
            MetricNames.DELIVERY_FAILURES, "Batches that the node did not answer", Tags.empty());
    this.restarts =
        counter(MetricNames.RESTARTS, "How often the loop failed and started anew", Tags.empty());
    this.taken = deliveries("taken");
    this.elsewhere = deliveries("elsewhere");
    this.notWanted = deliveries("not_wanted");
    this.unavailable = deliveries("unavailable");
    this.batches =
        Timer.builder(MetricNames.DELIVERY_TIME)
            .description("From handing a batch over to its answer, retries included")
            .tags(tags)
            .serviceLevelObjectives(BATCH_BUCKETS)
            .register(registry);
    gauge(MetricNames.CONNECTIONS, "Connections to the source's log", of -> of.connections);
    gauge(MetricNames.LANES, "Readers of the same logs that take turns", of -> of.lanes);
    gauge(
        MetricNames.CIRCUIT,
        "1 while the node is not asked, since it failed",
        of -> of.circuitOpen.getAsBoolean() ? 1 : 0);
    FunctionCounter.builder(MetricNames.RECONNECTS, this, LinkMeters::reconnects)
        .description("Connections opened in the place of others that were lost")
        .tags(tags)
        .register(registry);
  }

  /** Follows how the partitions stand, and forgets those that are not among them. */
  public void standing(Map<LogPartition, PartitionStatus> partitions) {
    long now = clock.millis();
    partitions.forEach(
        (log, status) -> {
          followed.put(log, status.standing());
          table(status.standing().table()).progress().standing(status, now);
        });
    for (LogPartition log : followed.keySet()) {
      if (!partitions.containsKey(log)) {
        forget(followed.remove(log), partitions.values());
      }
    }
  }

  /** Notes one past the last entry of logs of the source. */
  public void ends(Map<LogPartition, Long> ends) {
    long now = clock.millis();
    ends.forEach(
        (log, end) ->
            Optional.ofNullable(followed.get(log))
                .ifPresent(
                    intake -> table(intake.table()).progress().end(intake.partition(), end, now)));
    tables.values().forEach(TableMeters::backlogMoved);
  }

  public void read(ReadReport report) {
    Optional.ofNullable(tables.get(report.table())).ifPresent(table -> table.read(report));
  }

  public void settled(Settlement settlement) {
    Delivery delivery = settlement.shipment().delivery();
    Counter deliveries =
        switch (settlement.outcome()) {
          case DeliveryOutcome.Taken answer -> {
            Intake intake = new Intake(delivery.table(), delivery.partition(), answer.standing());
            Optional.ofNullable(tables.get(delivery.table()))
                .ifPresent(
                    table -> {
                      table.taken(settlement.shipment(), answer.tally(), answer.visibleMillis());
                      table.progress().taken(intake);
                      table.backlogMoved();
                    });
            yield taken;
          }
          case DeliveryOutcome.Elsewhere(Progress standing) -> {
            if (standing.position().equals(delivery.to().position())) {
              Optional.ofNullable(tables.get(delivery.table()))
                  .ifPresent(table -> table.takenUnheard(settlement.shipment()));
            }
            yield elsewhere;
          }
          case DeliveryOutcome.NotWanted() -> notWanted;
          case DeliveryOutcome.Unavailable() -> unavailable;
        };
    deliveries.increment();
  }

  public void delivered(Duration took) {
    nodeAnswers = true;
    batches.record(took);
  }

  public void deliveryFailed() {
    nodeAnswers = false;
    failures.increment();
  }

  public void intakesAsked(boolean answered) {
    nodeAnswers = answered;
  }

  /** Notes how many connections to the source are open, and were reopened by the reader of now. */
  public void connections(long open, long reopenedByReader, int lanesNow) {
    lanes = lanesNow;
    connections = open;
    reopened = reopenedByReader;
  }

  /** Notes that the loop failed and starts anew, with a new reader. */
  public void restarted() {
    restarts.increment();
    reopenedBefore += reopened;
    reopened = 0;
    connections = 0;
  }

  public LinkStatus status() {
    return new LinkStatus(
        source,
        target,
        connections,
        lanes,
        (long) reconnects(),
        circuitOpen.getAsBoolean(),
        nodeAnswers,
        tables.entrySet().stream().map(entry -> entry.getValue().status(entry.getKey())).toList());
  }

  private double reconnects() {
    return reopenedBefore + reopened;
  }

  private Counter deliveries(String outcome) {
    return counter(
        MetricNames.DELIVERIES, "Deliveries by answer", Tags.of(MetricNames.OUTCOME, outcome));
  }

  private Counter counter(String name, String description, Tags more) {
    return Counter.builder(name).description(description).tags(tags.and(more)).register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<LinkMeters> value) {
    Gauge.builder(name, this, value).description(description).tags(tags).register(registry);
  }

  private TableMeters table(String name) {
    return tables.computeIfAbsent(name, table -> new TableMeters(registry, clock, tags, table));
  }

  private void forget(Intake intake, Collection<PartitionStatus> left) {
    boolean numberLeft =
        left.stream()
            .map(PartitionStatus::standing)
            .anyMatch(
                each ->
                    each.table().equals(intake.table()) && each.partition() == intake.partition());
    TableMeters table = tables.get(intake.table());
    if (table != null && !numberLeft) {
      table.progress().gone(intake.partition());
      if (table.progress().isEmpty()) {
        tables.remove(intake.table()).remove();
      }
    }
  }
}

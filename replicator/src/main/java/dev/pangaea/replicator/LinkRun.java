package dev.pangaea.replicator;

import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.consume.Arrived;
import dev.pangaea.replicator.consume.SourceReader;
import dev.pangaea.replicator.deliver.HeldBackException;
import dev.pangaea.replicator.deliver.NodeUnavailableException;
import dev.pangaea.replicator.deliver.TargetNode;
import dev.pangaea.replicator.lag.LinkMeters;
import dev.pangaea.replicator.plan.Backoff;
import dev.pangaea.replicator.plan.LinkPlan;
import dev.pangaea.replicator.plan.LogPartition;
import dev.pangaea.replicator.plan.Place;
import dev.pangaea.replicator.plan.Settlement;
import dev.pangaea.replicator.plan.Shipment;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a link, from asking the region where it stands to the first failure that no rule
 * covers. Each {@link #step} takes note of the node's answers, hands over what waits unless a batch
 * is under way, and reads on meanwhile: so one batch is as large as what arrived during the one
 * before it. Confined to the loop's thread, but for what the courier runs.
 */
final class LinkRun {
  static final long INTAKES_EVERY_MILLIS = 500;
  static final long ENDS_EVERY_MILLIS = 1_000;

  /** Longer than all attempts of a call together: one that takes longer has been lost. */
  static final long UNDER_WAY_MILLIS_MAX = 180_000;

  private static final Logger LOG = LoggerFactory.getLogger(LinkRun.class);
  private static final String CATALOG = "pangaea.catalog";
  private static final Duration POLL_WAIT = Duration.ofMillis(100);
  private static final Backoff FAILED_BATCH = new Backoff(50, 1_000);

  private final RegionName source;
  private final SourceReader reader;
  private final TargetNode node;
  private final LinkPlan plan;
  private final LinkMeters meters;
  private final Executor courier;
  private final LongSupplier nanos;
  private final RandomGenerator random;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private Set<LogPartition> held = Set.of();

  /** What was held all the time since the ends were last looked at: its end was not heard of. */
  private Set<LogPartition> heldThroughout = new HashSet<>();

  private OptionalLong batchSentMillis = OptionalLong.empty();
  private OptionalLong intakesAskedMillis = OptionalLong.empty();
  private int failedBatches;
  private long nextBatchMillis = Long.MIN_VALUE;
  private long nextIntakesMillis = Long.MIN_VALUE;
  private long nextEndsMillis = Long.MIN_VALUE;
  private long answersHeard;

  /** What the courier brings back from the node. */
  private sealed interface Answer {
    record Settled(List<Shipment> batch, List<DeliveryOutcome> outcomes, Duration took)
        implements Answer {}

    record BatchFailed(NodeUnavailableException failure) implements Answer {}

    record BatchHeldBack() implements Answer {}

    record Intakes(List<Intake> intakes) implements Answer {}

    record IntakesFailed(NodeUnavailableException failure) implements Answer {}

    record CopiesAsked() implements Answer {}

    record CopiesNotAsked(NodeUnavailableException failure) implements Answer {}

    record Broken(Throwable failure) implements Answer {}
  }

  /** A call of the node, made by the courier. */
  private interface Errand {
    Answer run() throws NodeUnavailableException;
  }

  /**
   * @param courier runs the calls of the node, which block
   * @param nanos a clock that never goes back
   */
  LinkRun(
      RegionName source,
      SourceReader reader,
      TargetNode node,
      LinkPlan plan,
      LinkMeters meters,
      Executor courier,
      LongSupplier nanos,
      RandomGenerator random) {
    this.source = source;
    this.reader = reader;
    this.node = node;
    this.plan = plan;
    this.meters = meters;
    this.courier = courier;
    this.nanos = nanos;
    this.random = random;
  }

  void step() {
    for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
      note(answer);
    }
    checkUnderWay();
    askForIntakes();
    handOver();
    hold();
    read(reader.poll(POLL_WAIT));
    handOver();
    lookAtEnds();
    askForCopies();
  }

  private long nowMillis() {
    return nanos.getAsLong() / 1_000_000;
  }

  private void note(Answer answer) {
    switch (answer) {
      case Answer.Settled(List<Shipment> batch, List<DeliveryOutcome> outcomes, Duration took) -> {
        batchSentMillis = OptionalLong.empty();
        failedBatches = 0;
        meters.delivered(took);
        plan.settle(batch, outcomes, nowMillis()).forEach(this::settled);
      }
      case Answer.BatchFailed(NodeUnavailableException failure) -> {
        batchSentMillis = OptionalLong.empty();
        failedBatches++;
        nextBatchMillis = nowMillis() + FAILED_BATCH.millis(failedBatches, random.nextDouble());
        meters.deliveryFailed();
        if (failedBatches == 1) {
          LOG.warn("{}: the node takes nothing: {}", source, failure.getMessage());
        }
      }
      case Answer.BatchHeldBack() -> batchSentMillis = OptionalLong.empty();
      case Answer.Intakes(List<Intake> intakes) -> {
        intakesAskedMillis = OptionalLong.empty();
        meters.intakesAsked(true);
        plan.intakes(intakes).forEach(this::follow);
        meters.standing(plan.status());
      }
      case Answer.IntakesFailed(NodeUnavailableException failure) -> {
        intakesAskedMillis = OptionalLong.empty();
        meters.intakesAsked(false);
        LOG.debug("{}: the node does not say what it takes in", source, failure);
      }
      case Answer.CopiesNotAsked(NodeUnavailableException failure) ->
          LOG.warn("{}: the node cannot be told that it needs copies", source, failure);
      case Answer.CopiesAsked() -> LOG.debug("{}: the node knows that it needs copies", source);
      case Answer.Broken(Throwable failure) ->
          throw new IllegalStateException("a call of the node broke off", failure);
    }
  }

  private void settled(Settlement settlement) {
    meters.settled(settlement);
    settlement.place().ifPresent(this::follow);
    boolean catalog =
        settlement.outcome() instanceof DeliveryOutcome.Taken
            && settlement.shipment().delivery().table().equals(CATALOG)
            && !settlement.shipment().delivery().changes().isEmpty();
    if (catalog || settlement.place().isPresent()) {
      nextIntakesMillis = Long.MIN_VALUE;
    }
  }

  private void follow(Place place) {
    switch (place) {
      case Place.ReadFrom(LogPartition log, long offset) -> {
        LOG.debug("{}: reading {} from {}", source, log, offset);
        reader.read(log, offset);
      }
      case Place.Leave(LogPartition log) -> {
        Optional.ofNullable(plan.status().get(log))
            .flatMap(status -> status.halt())
            .ifPresent(
                halt ->
                    LOG.error(
                        "{}: {} cannot be followed: {}; a copy is needed", source, log, halt));
        reader.leave(log);
      }
    }
  }

  /** A call that neither answers nor fails must not hold the link for ever. */
  private void checkUnderWay() {
    long oldest = nowMillis() - UNDER_WAY_MILLIS_MAX;
    if (batchSentMillis.orElse(Long.MAX_VALUE) < oldest
        || intakesAskedMillis.orElse(Long.MAX_VALUE) < oldest) {
      throw new IllegalStateException("the node was called and the call never ended");
    }
  }

  private void askForIntakes() {
    long now = nowMillis();
    if (intakesAskedMillis.isPresent() || now < nextIntakesMillis) {
      return;
    }
    intakesAskedMillis = OptionalLong.of(now);
    nextIntakesMillis = now + INTAKES_EVERY_MILLIS;
    send(() -> new Answer.Intakes(node.intakes(source)), Answer.IntakesFailed::new);
  }

  private void handOver() {
    long now = nowMillis();
    if (batchSentMillis.isPresent() || now < nextBatchMillis) {
      return;
    }
    List<Shipment> batch = plan.ship(now);
    if (batch.isEmpty()) {
      return;
    }
    batchSentMillis = OptionalLong.of(now);
    long began = nanos.getAsLong();
    send(
        () -> {
          List<DeliveryOutcome> outcomes =
              node.deliver(batch.stream().map(Shipment::delivery).toList());
          return new Answer.Settled(batch, outcomes, Duration.ofNanos(nanos.getAsLong() - began));
        },
        failure ->
            failure instanceof HeldBackException
                ? new Answer.BatchHeldBack()
                : new Answer.BatchFailed(failure));
  }

  private void askForCopies() {
    List<Intake> stuck = plan.copiesNeeded(nowMillis());
    if (stuck.isEmpty()) {
      return;
    }
    send(
        () -> {
          node.askForCopies(stuck);
          return new Answer.CopiesAsked();
        },
        Answer.CopiesNotAsked::new);
  }

  /** Whatever becomes of the errand, even an error of the machine, is an answer. */
  private void send(Errand errand, Function<NodeUnavailableException, Answer> unavailable) {
    courier.execute(
        () -> {
          try {
            answer(errand.run());
          } catch (NodeUnavailableException failure) {
            answer(unavailable.apply(failure));
          } catch (Throwable broken) {
            answer(new Answer.Broken(broken));
          }
        });
  }

  private void answer(Answer answer) {
    answers.add(answer);
    reader.wakeUp();
  }

  private void hold() {
    Set<LogPartition> full = plan.full();
    if (!full.equals(held)) {
      held = full;
      heldThroughout.retainAll(full);
      reader.hold(full);
    }
  }

  /** Once a partition is to be read from elsewhere, what else has arrived of it is void. */
  private void read(List<Arrived> arrived) {
    Set<LogPartition> moved = new HashSet<>();
    for (Arrived each : arrived) {
      if (moved.contains(each.log())) {
        continue;
      }
      Optional<Place> place =
          switch (each) {
            case Arrived.Entries entries ->
                plan.read(entries.log(), entries.entries())
                    .flatMap(
                        report -> {
                          meters.read(report);
                          return report.place();
                        });
            case Arrived.LostPlace lost -> plan.bounds(lost.log(), lost.start(), lost.end(), true);
          };
      place.ifPresent(
          to -> {
            moved.add(to.log());
            follow(to);
          });
    }
  }

  private void lookAtEnds() {
    if (nowMillis() < nextEndsMillis) {
      return;
    }
    nextEndsMillis = nowMillis() + ENDS_EVERY_MILLIS;
    var ends = reader.ends();
    ends.forEach((log, end) -> plan.bounds(log, 0, end, false).ifPresent(this::follow));
    SourceReader.Connections connections = reader.connections();
    if (connections.answers() != answersHeard) {
      answersHeard = connections.answers();
      Map<LogPartition, Long> heardOf = new HashMap<>(ends);
      heardOf.keySet().removeAll(heldThroughout);
      meters.ends(heardOf);
    }
    heldThroughout = new HashSet<>(held);
    meters.standing(plan.status());
    meters.connections(connections.open(), connections.reopened(), connections.lanes());
  }
}

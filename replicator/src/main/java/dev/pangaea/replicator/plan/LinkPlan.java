package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.version.RegionName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * All partitions that one target takes in from one source. Intakes, entries and outcomes go in;
 * places to read and batches of shipments come out. Confined to one thread; the time is handed in.
 */
public final class LinkPlan {
  private static final Backoff BACKOFF = new Backoff(50, 2_000);

  private final RegionName target;
  private final PlanLimits limits;
  private final RandomGenerator random;
  private final SortedMap<LogPartition, PartitionPlan> partitions = new TreeMap<>();
  private final CopyNeeds copyNeeds = new CopyNeeds();
  private Optional<LogPartition> lastServed = Optional.empty();

  public LinkPlan(RegionName target, PlanLimits limits, RandomGenerator random) {
    this.target = target;
    this.limits = limits;
    this.random = random;
  }

  /**
   * Follows what the region now takes in. A partition that is being read keeps its place: its
   * deliveries know better than an answer that crossed them. A halted one starts anew when the
   * region has moved.
   */
  public List<Place> intakes(List<Intake> intakes) {
    List<Place> places = new ArrayList<>();
    Set<LogPartition> wanted = new HashSet<>();
    for (Intake intake : intakes) {
      LogPartition log = new LogPartition(intake.progress().log(), intake.partition());
      wanted.add(log);
      PartitionPlan known = partitions.get(log);
      if (known == null || movedSinceHalt(known.status(), intake)) {
        PartitionPlan plan = new PartitionPlan(intake, target);
        partitions.put(log, plan);
        places.add(plan.place());
      }
    }
    for (LogPartition log : List.copyOf(partitions.keySet())) {
      if (!wanted.contains(log)) {
        partitions.remove(log);
        places.add(new Place.Leave(log));
      }
    }
    return places;
  }

  /** Takes in entries of a partition; empty if it is not read any more. */
  public Optional<ReadReport> read(LogPartition log, List<LogEntry> entries) {
    return Optional.ofNullable(partitions.get(log)).map(plan -> plan.read(entries));
  }

  /**
   * Takes note of where a log starts and ends now.
   *
   * @param lostPlace whether the reader's place is outside of it, so that it asks where to go on
   */
  public Optional<Place> bounds(LogPartition log, long start, long end, boolean lostPlace) {
    return Optional.ofNullable(partitions.get(log))
        .flatMap(plan -> plan.bounds(start, end, lostPlace));
  }

  /** The next batch: each partition in turn, as much as fits. Empty if there is nothing to do. */
  public List<Shipment> ship(long nowMillis) {
    List<Shipment> batch = new ArrayList<>();
    long bytesLeft = limits.batchBytesMax();
    int changesLeft = limits.batchChangesMax();
    for (LogPartition log : inTurn()) {
      if (bytesLeft <= 0 || changesLeft <= 0) {
        break;
      }
      int changesMax = Math.min(changesLeft, limits.deliveryChangesMax());
      Optional<Shipment> shipment = partitions.get(log).ship(nowMillis, bytesLeft, changesMax);
      if (shipment.isPresent()) {
        batch.add(shipment.get());
        bytesLeft -= shipment.get().bytes();
        changesLeft -= shipment.get().delivery().changes().size();
        lastServed = Optional.of(log);
      }
    }
    return batch;
  }

  /** Goes on from the outcomes of a batch, one for each of its shipments in their order. */
  public List<Settlement> settle(
      List<Shipment> batch, List<DeliveryOutcome> outcomes, long nowMillis) {
    if (batch.size() != outcomes.size()) {
      throw new IllegalArgumentException(
          batch.size() + " deliveries have " + outcomes.size() + " outcomes");
    }
    List<Settlement> settlements = new ArrayList<>();
    for (int index = 0; index < batch.size(); index++) {
      Shipment shipment = batch.get(index);
      DeliveryOutcome outcome = outcomes.get(index);
      LogPartition log =
          new LogPartition(shipment.delivery().to().log(), shipment.delivery().partition());
      Optional<Place> place = settle(log, outcome, nowMillis);
      settlements.add(new Settlement(log, shipment, outcome, place));
    }
    return settlements;
  }

  /** The partitions that are not to be read on for now, since too much of them waits. */
  public Set<LogPartition> full() {
    long all = partitions.values().stream().mapToLong(PartitionPlan::waitingBytes).sum();
    Set<LogPartition> full = new HashSet<>();
    partitions.forEach(
        (log, plan) -> {
          long own = plan.waitingBytes();
          if (own > limits.partitionBytesMax() || all > limits.linkBytesMax() && own > 0) {
            full.add(log);
          }
        });
    return full;
  }

  /**
   * What the region is to be told now: where it stands in logs that cannot be followed from there,
   * so that it needs copies. Empty if there is nothing to tell.
   */
  public List<Intake> copiesNeeded(long nowMillis) {
    List<Intake> stuck =
        partitions.values().stream().flatMap(plan -> plan.stuck().stream()).toList();
    return copyNeeds.due(stuck, nowMillis, random.nextDouble());
  }

  public Map<LogPartition, PartitionStatus> status() {
    SortedMap<LogPartition, PartitionStatus> status = new TreeMap<>();
    partitions.forEach((log, plan) -> status.put(log, plan.status()));
    return status;
  }

  private Optional<Place> settle(LogPartition log, DeliveryOutcome outcome, long nowMillis) {
    PartitionPlan plan = partitions.get(log);
    if (plan == null) {
      return Optional.empty();
    }
    Optional<Place> place = plan.settle(outcome, nowMillis, BACKOFF, random.nextDouble());
    boolean gone =
        outcome instanceof DeliveryOutcome.NotWanted
            || !plan.status().standing().progress().log().equals(log.log());
    if (gone) {
      partitions.remove(log);
    }
    return place;
  }

  private List<LogPartition> inTurn() {
    List<LogPartition> order = new ArrayList<>();
    if (lastServed.isEmpty()) {
      order.addAll(partitions.keySet());
    } else {
      LogPartition last = lastServed.get();
      partitions.tailMap(last).keySet().stream()
          .filter(log -> !log.equals(last))
          .forEach(order::add);
      order.addAll(partitions.headMap(last).keySet());
      if (partitions.containsKey(last)) {
        order.add(last);
      }
    }
    return order;
  }

  private static boolean movedSinceHalt(PartitionStatus status, Intake intake) {
    return status.halt().isPresent()
        && !status.standing().progress().position().equals(intake.progress().position());
  }
}

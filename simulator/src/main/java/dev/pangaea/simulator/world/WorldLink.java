package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.replicator.plan.LinkPlan;
import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.replicator.plan.LogPartition;
import dev.pangaea.replicator.plan.Place;
import dev.pangaea.replicator.plan.PlanLimits;
import dev.pangaea.replicator.plan.Settlement;
import dev.pangaea.replicator.plan.Shipment;
import dev.pangaea.simulator.check.Contents;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Carries one region's changes to another: the real plan, and around it what a replicator does for
 * it. It reads the source's logs over the network, and hands batches to the target's node, one at a
 * time.
 */
final class WorldLink {
  private static final long STEP_MILLIS_MAX = 40;
  private static final long INTAKES_EVERY_NANOS = 500 * MILLI;
  private static final long PATIENCE_NANOS = 4_000 * MILLI;
  private static final long FAILED_NANOS = 200 * MILLI;
  private static final int FETCHED_MAX = 40;
  private static final long BYTES_MAX = 20_000;
  private static final int CHANGES_MAX = 60;

  private final Setting setting;
  private final SplittableRandom random;
  private final Network network;
  private final WorldRegion source;
  private final WorldRegion target;
  private final PlanLimits limits;
  private final ArrayDeque<DeliveryFate> fates = new ArrayDeque<>();
  private Run run;

  WorldLink(Setting setting, Network network, WorldRegion source, WorldRegion target) {
    this.setting = setting;
    this.random = setting.random().split();
    this.network = network;
    this.source = source;
    this.target = target;
    this.limits =
        new PlanLimits(
            random.nextLong(1, BYTES_MAX),
            random.nextInt(1, CHANGES_MAX),
            CHANGES_MAX,
            random.nextLong(1, BYTES_MAX),
            random.nextLong(1, 2 * BYTES_MAX));
    this.run = new Run();
  }

  /** From what it is and what it knows: nothing. What is under way goes on without it. */
  void restart() {
    setting.say(() -> this + " starts anew");
    run.ended = true;
    run = new Run();
    run.step();
  }

  void start() {
    run.step();
  }

  void meet(DeliveryFate fate, int count) {
    for (int left = count; left > 0; left--) {
      fates.add(fate);
    }
  }

  void heal() {
    fates.clear();
  }

  @Override
  public String toString() {
    return source + "-to-" + target;
  }

  private record Fetched(long from, long start, long end, List<LogEntry> entries) {}

  /** One life of the link's part of a replicator. */
  private final class Run {
    private final LinkPlan plan = new LinkPlan(target.name(), limits, random.split());
    private final SortedMap<LogPartition, Long> places = new TreeMap<>();
    private boolean ended;
    private boolean fetching;
    private boolean underWay;
    private long batches;
    private long nextIntakesNanos;
    private long nextBatchNanos;

    private void step() {
      if (ended) {
        return;
      }
      askForIntakes();
      fetch();
      handOver();
      askForCopies();
      setting.agenda().after(MILLI * random.nextLong(1, STEP_MILLIS_MAX), this::step);
    }

    private void askForIntakes() {
      long now = setting.agenda().nowNanos();
      if (now >= nextIntakesNanos) {
        nextIntakesNanos = now + INTAKES_EVERY_NANOS;
        ask(
            process -> {
              var intakes = process.table().intakes(source.name());
              answer(() -> plan.intakes(intakes).forEach(this::follow));
            });
      }
    }

    /** Only logs of catalogued tables lose what somebody needs. */
    private void askForCopies() {
      if (setting.catalogued()) {
        List<Intake> stuck = plan.copiesNeeded(setting.agenda().nowMillis());
        if (!stuck.isEmpty()) {
          ask(process -> process.table().stuck(stuck));
        }
      }
    }

    private void follow(Place place) {
      switch (place) {
        case Place.ReadFrom(LogPartition log, long offset) -> places.put(log, offset);
        case Place.Leave(LogPartition log) -> {
          places.remove(log);
          setting.say(() -> WorldLink.this + " leaves " + log);
        }
      }
    }

    private void fetch() {
      if (fetching || places.isEmpty()) {
        return;
      }
      fetching = true;
      SortedMap<LogPartition, Long> wanted = new TreeMap<>(places);
      wanted.keySet().removeAll(plan.full());
      network.send(
          target.number(),
          source.number(),
          () -> {
            SortedMap<LogPartition, Fetched> fetched = new TreeMap<>();
            wanted.forEach(
                (log, from) -> read(log, from).ifPresent(entries -> fetched.put(log, entries)));
            network.send(
                source.number(),
                target.number(),
                () ->
                    alive(
                        () -> {
                          fetching = false;
                          fetched.forEach(this::take);
                        }));
          });
    }

    /** Empty while there is no such log. */
    private Optional<Fetched> read(LogPartition log, long from) {
      return source
          .allLogs()
          .log(log.log(), log.partition())
          .map(
              kept ->
                  new Fetched(
                      from,
                      setting.parts().start(kept.start()),
                      kept.end(),
                      setting.parts().fetched(read(kept, from))));
    }

    private static List<LogEntry> read(KeptLog kept, long from) {
      return from < kept.start()
          ? List.of()
          : kept.from(from, FETCHED_MAX).stream()
              .map(entry -> new LogEntry(entry.offset(), entry.appendMillis(), entry.record()))
              .toList();
    }

    /** Unless the place has moved meanwhile: then it is read again from there. */
    private void take(LogPartition log, Fetched fetched) {
      Long place = places.get(log);
      if (place == null || place != fetched.from()) {
        return;
      }
      boolean lost = fetched.entries().isEmpty() && fetched.from() < fetched.end();
      if (lost || fetched.from() < fetched.start() || fetched.from() > fetched.end()) {
        plan.bounds(log, fetched.start(), fetched.end(), true).ifPresent(this::follow);
        return;
      }
      if (!fetched.entries().isEmpty()) {
        places.put(log, fetched.entries().getLast().offset() + 1);
      }
      Optional<Place> moved = plan.read(log, fetched.entries()).flatMap(report -> report.place());
      moved
          .or(() -> plan.bounds(log, fetched.start(), fetched.end(), false))
          .ifPresent(this::follow);
    }

    private void handOver() {
      long now = setting.agenda().nowNanos();
      if (underWay || now < nextBatchNanos) {
        return;
      }
      List<Shipment> batch = plan.ship(setting.agenda().nowMillis());
      if (batch.isEmpty()) {
        return;
      }
      underWay = true;
      long number = ++batches;
      List<Delivery> deliveries = batch.stream().map(Shipment::delivery).toList();
      Consumer<NodeProcess> delivering =
          process ->
              process
                  .table()
                  .deliver(deliveries, outcomes -> answer(() -> settle(number, batch, outcomes)));
      Consumer<NodeProcess> unheard =
          process -> process.table().deliver(deliveries, outcomes -> {});
      Optional<DeliveryFate> fate = Optional.ofNullable(fates.poll());
      fate.ifPresent(it -> setting.say(() -> "%s: a batch meets %s".formatted(WorldLink.this, it)));
      if (fate.isEmpty()) {
        ask(delivering);
      } else {
        switch (fate.get()) {
          case TWICE -> {
            ask(delivering);
            later(unheard);
          }
          case LOST -> {}
          case ANSWER_LOST -> ask(unheard);
          case LATE -> later(unheard);
        }
      }
      setting.agenda().after(PATIENCE_NANOS, () -> alive(() -> giveUp(number)));
    }

    private void later(Consumer<NodeProcess> call) {
      setting.agenda().after(random.nextLong(2 * PATIENCE_NANOS), () -> ask(call));
    }

    private void settle(long number, List<Shipment> batch, List<DeliveryOutcome> outcomes) {
      if (underWay && number == batches) {
        underWay = false;
        List<Settlement> settlements = plan.settle(batch, outcomes, setting.agenda().nowMillis());
        settlements.forEach(
            settlement -> {
              tell(settlement);
              settlement.place().ifPresent(this::follow);
            });
      }
    }

    private void tell(Settlement settlement) {
      Delivery delivery = settlement.shipment().delivery();
      if (!delivery.changes().isEmpty() && delivery.table().equals(WorldRegion.TABLE_NAME)) {
        setting.say(
            () ->
                "%s, partition %d: %s for %s, up to %d"
                    .formatted(
                        WorldLink.this,
                        delivery.partition(),
                        settlement.outcome().getClass().getSimpleName(),
                        delivery.changes().stream()
                            .map(change -> Contents.text(Contents.visible(change.content())))
                            .toList(),
                        delivery.to().position().nextOffset()));
      }
    }

    private void giveUp(long number) {
      if (underWay && number == batches) {
        setting.say(() -> WorldLink.this + " gives a batch up");
        underWay = false;
        nextBatchNanos = setting.agenda().nowNanos() + FAILED_NANOS;
      }
    }

    /** Asks whatever node serves the target when the request arrives; none may. */
    private void ask(Consumer<NodeProcess> call) {
      setting
          .agenda()
          .after(
              random.nextLong(MILLI / 10, MILLI),
              () ->
                  target
                      .serving()
                      .process()
                      .ifPresent(process -> process.run(() -> call.accept(process))));
    }

    private void answer(Runnable what) {
      setting.agenda().after(random.nextLong(MILLI / 10, MILLI), () -> alive(what));
    }

    private void alive(Runnable what) {
      if (!ended) {
        what.run();
      }
    }
  }
}

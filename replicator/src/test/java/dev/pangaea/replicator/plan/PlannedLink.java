package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.change.DeliveryOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A link in one thread: logs, a plan, and a region, with every effect done by hand. */
final class PlannedLink {
  private final SortedMap<LogPartition, LogBook> books = new TreeMap<>();
  private final SortedMap<LogPartition, Long> places = new TreeMap<>();
  private final RegionModel region;
  private final PlanLimits limits;
  private LinkPlan plan;
  private long nowMillis;

  PlannedLink(RegionModel region, PlanLimits limits, LogBook... logs) {
    this.region = region;
    this.limits = limits;
    for (LogBook log : logs) {
      books.put(log.partition(), log);
    }
    restart();
  }

  /** A new replicator, which knows what the region says and nothing else. */
  void restart() {
    plan = new LinkPlan(LogBook.TARGET, limits, new Random(1));
    places.clear();
    askForIntakes();
  }

  LinkPlan plan() {
    return plan;
  }

  Map<LogPartition, Long> places() {
    return places;
  }

  void askForIntakes() {
    plan.intakes(region.intakes()).forEach(this::follow);
  }

  void wait(int millis) {
    nowMillis += millis;
  }

  Optional<ReadReport> read(LogBook book, int most) {
    Long place = places.get(book.partition());
    if (place == null) {
      return Optional.empty();
    }
    if (place < book.start() || place > book.end()) {
      plan.bounds(book.partition(), book.start(), book.end(), true).ifPresent(this::follow);
      return Optional.empty();
    }
    List<LogEntry> entries = book.from(place, most);
    places.put(book.partition(), place + entries.size());
    return give(book, entries);
  }

  /** Gives entries to the plan, whether it is their turn or not. */
  Optional<ReadReport> give(LogBook book, List<LogEntry> entries) {
    Optional<ReadReport> report = plan.read(book.partition(), entries);
    report.flatMap(ReadReport::place).ifPresent(this::follow);
    return report;
  }

  void observeEnd(LogBook book) {
    plan.bounds(book.partition(), 0, book.end(), false).ifPresent(this::follow);
  }

  List<Shipment> ship() {
    return plan.ship(nowMillis);
  }

  void settle(List<Shipment> batch, List<DeliveryOutcome> outcomes) {
    plan.settle(batch, outcomes, nowMillis)
        .forEach(settlement -> settlement.place().ifPresent(this::follow));
  }

  /** Ships what waits and lets the region take it; how many deliveries there were. */
  int deliver() {
    List<Shipment> batch = ship();
    List<DeliveryOutcome> outcomes = new ArrayList<>();
    batch.forEach(shipment -> outcomes.add(region.take(shipment.delivery())));
    settle(batch, outcomes);
    return batch.size();
  }

  /** Goes on until nothing moves. */
  void drain() {
    boolean moved = true;
    while (moved) {
      moved = false;
      wait(10_000);
      askForIntakes();
      for (LogBook book : books.values()) {
        Long before = places.get(book.partition());
        read(book, 1_000);
        moved |= before != null && !before.equals(places.get(book.partition()));
      }
      moved |= deliver() > 0;
    }
  }

  void follow(Place place) {
    switch (place) {
      case Place.ReadFrom(LogPartition log, long offset) -> places.put(log, offset);
      case Place.Leave(LogPartition log) -> places.remove(log);
    }
  }
}

package dev.pangaea.replicator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever the log holds and whatever goes wrong on the way, the region gets every change that
 * counts, exactly once, in the log's order. The twin is the log read from its start by the chain's
 * definition.
 */
class ExactlyOncePropertyTest {
  private static final int STEPS = 300;

  @Property(tries = 400)
  void everyChangeThatCountsIsTakenExactlyOnceInOrder(@ForAll long seed) {
    Random random = new Random(seed);
    LogBook first = new LogBook("orders", 0);
    LogBook second = new LogBook("orders", 1);
    RegionModel region =
        new RegionModel().wants("orders", first.partition()).wants("orders", second.partition());
    PlanLimits limits =
        new PlanLimits(
            1 + random.nextInt(2_000),
            1 + random.nextInt(10),
            1 + random.nextInt(10),
            1 + random.nextInt(3_000),
            4_000);
    PlannedLink link = new PlannedLink(region, limits, first, second);
    for (int step = 0; step < STEPS; step++) {
      LogBook book = random.nextBoolean() ? first : second;
      write(book, random);
      act(link, region, book, random);
    }
    first.noop();
    second.noop();
    link.drain();

    for (LogBook book : List.of(first, second)) {
      assertThat(link.plan().status().get(book.partition()).halt()).isEmpty();
      assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
      assertThat(region.standing(book.partition()).position())
          .isEqualTo(new Position(book.end(), book.counting().getLast().id()));
    }
  }

  private static void write(LogBook book, Random random) {
    switch (random.nextInt(12)) {
      case 0 -> book.noop();
      case 1 -> book.arrivals();
      case 2 -> book.zombie();
      case 3 -> book.duplicate();
      case 4 -> book.malformed();
      case 5 -> book.newLeader();
      case 6 -> book.copy(LogBook.TARGET, random.nextInt(3));
      case 7, 8 -> book.writes(random.nextInt(4));
      case 9 -> book.part(random.nextInt(4));
      default -> {}
    }
  }

  private static void act(PlannedLink link, RegionModel region, LogBook book, Random random) {
    link.wait(random.nextInt(200));
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> link.read(book, 1 + random.nextInt(8));
      case 3, 4 -> link.deliver();
      case 5 -> link.askForIntakes();
      case 6 -> {
        if (random.nextInt(4) == 0) {
          link.restart();
        }
      }
      case 7 -> {
        long given = link.places().get(book.partition());
        long again = random.nextLong(given + 1);
        link.give(book, book.from(again, (int) Math.min(3, given - again)));
      }
      case 8 -> deliverAmidFailures(link, region, random);
      default -> {
        List<Shipment> lost = link.ship();
        lost.forEach(shipment -> region.take(shipment.delivery()));
      }
    }
  }

  /** Each delivery may not reach the region, or be taken by it without the answer coming back. */
  private static void deliverAmidFailures(PlannedLink link, RegionModel region, Random random) {
    List<Shipment> batch = link.ship();
    List<DeliveryOutcome> outcomes = new ArrayList<>();
    for (Shipment shipment : batch) {
      Delivery delivery = shipment.delivery();
      outcomes.add(
          switch (random.nextInt(4)) {
            case 0 -> new DeliveryOutcome.Unavailable();
            case 1 -> {
              region.take(delivery);
              yield new DeliveryOutcome.Unavailable();
            }
            case 2 -> {
              LogPartition log = new LogPartition(delivery.to().log(), delivery.partition());
              yield new DeliveryOutcome.Elsewhere(region.standing(log));
            }
            default -> region.take(delivery);
          });
    }
    link.settle(batch, outcomes);
  }
}

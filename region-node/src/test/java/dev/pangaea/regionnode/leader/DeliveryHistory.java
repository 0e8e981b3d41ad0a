package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.AWAY;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The deliveries that were brought and what was answered, to be judged by the log. */
final class DeliveryHistory {
  /** A delivery, its answers, and how far its node's store stood at the moment of each. */
  private record Brought(
      Delivery delivery, List<DeliveryOutcome> outcomes, List<Optional<Progress>> stood) {}

  private final List<Brought> brought = new ArrayList<>();

  void bring(LeaderNode node, Delivery delivery) {
    Brought each = new Brought(delivery, new ArrayList<>(), new ArrayList<>());
    brought.add(each);
    Store store = node.store;
    node.submit(
        new Request.Deliver(
            delivery,
            outcome -> {
              each.outcomes.add(outcome);
              each.stood.add(store.progress(PARTITION, AWAY));
            }));
  }

  void check(NaiveFold fold, boolean orphans) {
    List<Body.Arrivals> taken = new ArrayList<>();
    for (LogRecord record : fold.records()) {
      if (record.body() instanceof Body.Arrivals arrivals) {
        taken.add(arrivals);
      }
    }
    checkOrder(taken);
    for (Brought each : brought) {
      assertThat(each.outcomes).as("one answer to %s", each).hasSizeLessThanOrEqualTo(1);
      assertThat(orphans || each.outcomes.size() == 1).as("an answer to %s", each).isTrue();
      for (DeliveryOutcome outcome : each.outcomes) {
        check(each, outcome, taken);
      }
    }
  }

  private static void check(Brought each, DeliveryOutcome outcome, List<Body.Arrivals> taken) {
    switch (outcome) {
      case DeliveryOutcome.Taken(
              Progress standing,
              DeliveryOutcome.Tally tally,
              long visibleMillis) -> {
        assertThat(standing).isEqualTo(each.delivery.to());
        assertThat(taken)
            .as("%s counts", each)
            .anyMatch(there -> there.progress().equals(standing));
        assertThat(each.stood.getFirst().orElseThrow().position().nextOffset())
            .as("%s is visible when it is answered", each)
            .isGreaterThanOrEqualTo(standing.position().nextOffset());
      }
      case DeliveryOutcome.Elsewhere(Progress standing) ->
          assertThat(standing.position())
              .as("where the region stands for %s", each)
              .isNotEqualTo(each.delivery.from());
      case DeliveryOutcome.NotWanted() -> {}
      case DeliveryOutcome.Unavailable() -> {}
    }
  }

  /** Positions go up, and no change is taken in twice. */
  private static void checkOrder(List<Body.Arrivals> taken) {
    List<Long> positions =
        taken.stream().map(each -> each.progress().position().nextOffset()).toList();
    assertThat(positions).isSorted().doesNotHaveDuplicates();
    List<Version> versions =
        taken.stream()
            .flatMap(each -> each.arrivals().stream())
            .map(Arrival::change)
            .map(change -> change.version())
            .toList();
    assertThat(versions).doesNotHaveDuplicates();
  }
}

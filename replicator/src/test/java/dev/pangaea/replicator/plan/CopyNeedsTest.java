package dev.pangaea.replicator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which copies the region is told that it needs, and when. */
class CopyNeedsTest {
  private final LogBook orders = new LogBook("orders", 0);
  private final LogBook carts = new LogBook("carts", 0);
  private final RegionModel region =
      new RegionModel().wants("orders", orders.partition()).wants("carts", carts.partition());
  private final PlannedLink link = new PlannedLink(region, PlanLimits.DEFAULT, orders, carts);
  private long nowMillis = 1_000_000;
  private Position end = Position.START;

  @BeforeEach
  void fill() {
    orders.newLeader().writes(1);
    carts.newLeader().writes(1);
    link.drain();
  }

  private void loses(LogBook book) {
    book.writes(1).writes(1);
    end = new Position(book.end(), book.counting().getLast().id());
    book.dropBefore(book.end() - 1);
    link.restart();
    link.drain();
  }

  /** What is told within so many milliseconds. */
  private List<List<Intake>> toldWithin(long millis) {
    List<List<Intake>> told = new ArrayList<>();
    for (long end = nowMillis + millis; nowMillis < end; nowMillis += 100) {
      List<Intake> due = link.plan().copiesNeeded(nowMillis);
      if (!due.isEmpty()) {
        told.add(due);
      }
    }
    return told;
  }

  @Test
  void aRegionThatFollowsNeedsNoCopy() {
    assertThat(toldWithin(10_000)).isEmpty();
  }

  @Test
  void theRegionIsToldWhereItIsStuckAndOnlyThat() {
    loses(orders);

    assertThat(toldWithin(700))
        .containsExactly(List.of(new Intake("orders", 0, region.standing(orders.partition()))));
  }

  @Test
  void partitionsThatStopTogetherAreToldTogether() {
    loses(orders);
    assertThat(toldWithin(100)).isEmpty();
    loses(carts);

    assertThat(toldWithin(700)).singleElement().satisfies(told -> assertThat(told).hasSize(2));
  }

  @Test
  void itIsToldAgainEverLessOften() {
    loses(orders);

    assertThat(toldWithin(10_000).size()).isBetween(3, 6);
    toldWithin(300_000);
    assertThat(toldWithin(300_000).size()).isBetween(4, 11);
  }

  @Test
  void itIsToldNoMoreOnceTheRegionHasMoved() {
    loses(orders);
    assertThat(toldWithin(700)).hasSize(1);

    region.wants("orders", orders.partition(), end);
    link.drain();

    assertThat(toldWithin(120_000)).isEmpty();
  }

  @Test
  void whatWasReadBeforeTheHaltIsDeliveredFirst() {
    orders.writes(1);
    for (int count = 0; count <= LogCursor.UNCOUNTED_RUN_MAX; count++) {
      orders.zombie();
    }
    link.read(orders, 1_000);
    assertThat(toldWithin(5_000)).isEmpty();

    link.deliver();
    assertThat(toldWithin(700))
        .containsExactly(List.of(new Intake("orders", 0, region.standing(orders.partition()))));
  }
}

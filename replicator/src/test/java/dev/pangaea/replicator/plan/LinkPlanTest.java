package dev.pangaea.replicator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkPlanTest {
  private final LogBook book = new LogBook("orders", 0);
  private final RegionModel region = new RegionModel().wants("orders", book.partition());
  private final PlannedLink link = new PlannedLink(region, PlanLimits.DEFAULT, book);

  @Test
  void deliversWritesInTheirOrderFromWhereTheRegionStands() {
    book.newLeader().writes(2).writes(3);
    link.read(book, 10);

    List<Shipment> batch = link.ship();

    assertThat(batch).hasSize(1);
    Delivery delivery = batch.getFirst().delivery();
    assertThat(delivery.from()).isEqualTo(Position.START);
    assertThat(delivery.changes()).isEqualTo(book.shipped());
    assertThat(delivery.to().position()).isEqualTo(new Position(3, book.counting().getLast().id()));
    assertThat(batch.getFirst().written())
        .extracting(Shipment.Written::writes)
        .containsExactly(2, 3);
  }

  @Test
  void aWatermarkIsTheClockAndAppendTimeOfTheLastRecordThatCounts() {
    book.newLeader().writes(1).zombie();
    link.read(book, 10);

    Watermark watermark = link.ship().getFirst().delivery().to().watermark();

    assertThat(watermark.clock()).isEqualTo(book.counting().getLast().clock());
    assertThat(watermark.appendMillis()).isEqualTo(book.from(1, 1).getFirst().appendMillis());
  }

  @Test
  void neverDeliversMerelyForArrivals() {
    book.newLeader();
    link.drain();
    book.arrivals().arrivals();
    link.read(book, 10);

    assertThat(link.ship()).isEmpty();

    book.noop();
    link.read(book, 10);
    assertThat(link.ship())
        .singleElement()
        .satisfies(
            shipment -> {
              assertThat(shipment.delivery().changes()).isEmpty();
              assertThat(shipment.delivery().to().position().nextOffset()).isEqualTo(4);
            });
  }

  @Test
  void takesACopyOnlyWhenItIsForItsOwnRegion() {
    book.newLeader().copy(new RegionName("ap-south-1"), 4).copy(LogBook.TARGET, 3);
    link.read(book, 10);

    Shipment shipment = link.ship().getFirst();

    assertThat(shipment.delivery().changes()).hasSize(3).isEqualTo(book.shipped());
    assertThat(shipment.written()).as("a copy is no write of now").isEmpty();
  }

  @Test
  void passesOverWhatDoesNotCountAndSaysSo() {
    book.newLeader().zombie().malformed().duplicate().writes(1);

    ReadReport report = link.read(book, 10).orElseThrow();

    assertThat(report.counted()).isEqualTo(2);
    assertThat(report.outOfChain()).isEqualTo(1);
    assertThat(report.malformed()).isEqualTo(2);
    link.drain();
    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
  }

  @Test
  void theSameIsDeliveredAgainUntilTheRegionAnswers() {
    book.newLeader().writes(1);
    link.read(book, 10);
    List<Shipment> first = link.ship();
    book.writes(1);
    link.read(book, 10);

    assertThat(link.ship()).isEqualTo(first);

    link.settle(first, List.of(new DeliveryOutcome.Unavailable()));
    assertThat(link.ship()).as("it rests for a moment").isEmpty();
    link.wait(100);
    assertThat(link.ship()).isEqualTo(first);
  }

  @Test
  void goesOnWhereTheRegionStandsWhenAnAnswerWasLost() {
    book.newLeader().writes(1);
    link.read(book, 10);
    List<Shipment> batch = link.ship();
    region.take(batch.getFirst().delivery());
    long place = link.places().get(book.partition());

    link.deliver();

    assertThat(link.places()).as("nothing is read twice").containsEntry(book.partition(), place);
    book.writes(1);
    link.drain();
    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
  }

  @Test
  void readsAgainWhenTheRegionStandsBehindWhatWasRead() {
    book.newLeader().writes(1).writes(1).writes(1);
    link.read(book, 10);
    List<Shipment> batch = link.ship();
    Progress elsewhere =
        new Progress(
            LogBook.SOURCE, "orders", new Position(2, book.counting().get(1).id()), Watermark.NONE);
    region.wants("orders", book.partition(), elsewhere.position());
    link.settle(batch, List.of(new DeliveryOutcome.Elsewhere(elsewhere)));

    link.drain();

    assertThat(region.taken(book.partition())).isEqualTo(book.shipped().subList(1, 3));
  }

  @Test
  void dropsAPartitionThatIsNotWanted() {
    book.newLeader().writes(1);
    link.read(book, 10);
    region.wantsNoMore(book.partition());

    link.deliver();

    assertThat(link.places()).isEmpty();
    assertThat(link.plan().status()).isEmpty();
  }

  @Test
  void followsATableThatIsCreatedAnewIntoItsNewLog() {
    LogBook anew = new LogBook("orders-2", 0);
    PlannedLink both = new PlannedLink(region, PlanLimits.DEFAULT, book, anew);
    book.newLeader().writes(1);
    both.drain();
    region.wantsNoMore(book.partition());
    region.wants("orders", anew.partition());
    anew.newLeader().writes(2);

    both.drain();

    assertThat(both.places()).containsOnlyKeys(anew.partition());
    assertThat(region.taken(anew.partition())).isEqualTo(anew.shipped());
  }

  @Test
  void aBatchHasABoundAndEachPartitionItsTurn() {
    LogBook other = new LogBook("orders", 1);
    region.wants("orders", other.partition());
    PlanLimits small = new PlanLimits(1 << 20, 3, 3, 1 << 20, 1 << 20);
    PlannedLink both = new PlannedLink(region, small, book, other);
    book.newLeader().writes(3).writes(3);
    other.newLeader().writes(3).writes(3);
    both.read(book, 10);
    both.read(other, 10);

    for (int round = 0; round < 4; round++) {
      both.deliver();
    }

    assertThat(region.deliveries()).allMatch(delivery -> delivery.changes().size() <= 3);
    assertThat(region.deliveries()).extracting(Delivery::partition).containsExactly(0, 1, 0, 1);
  }

  @Test
  void aDeliveryHasFewChangesHoweverSmallTheyAre() {
    PlannedLink one = new PlannedLink(region, PlanLimits.DEFAULT, book);
    book.newLeader();
    for (int each = 0; each < 400; each++) {
      book.writes(1);
    }

    one.drain();

    assertThat(region.deliveries())
        .extracting(delivery -> delivery.changes().size())
        .containsExactly(256, 144);
  }

  @Test
  void oneRecordIsDeliveredHoweverLarge() {
    PlannedLink tight = new PlannedLink(region, new PlanLimits(10, 1, 1, 10, 10), book);
    book.newLeader().writes(5);

    tight.drain();

    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
  }

  @Test
  void aPartitionWithMuchWaitingIsNotReadOn() {
    PlannedLink tight = new PlannedLink(region, new PlanLimits(10, 1, 1, 10, 1_000), book);
    book.newLeader().writes(5);
    tight.read(book, 10);

    assertThat(tight.plan().full()).containsExactly(book.partition());

    tight.drain();
    assertThat(tight.plan().full()).isEmpty();
  }
}

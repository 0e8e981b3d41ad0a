package dev.pangaea.dashboards.console;

import static dev.pangaea.dashboards.console.Rounds.EU;
import static dev.pangaea.dashboards.console.Rounds.US;
import static dev.pangaea.dashboards.console.Rounds.link;
import static dev.pangaea.dashboards.console.Rounds.progress;
import static dev.pangaea.dashboards.console.Rounds.visible;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotAssemblyTest {
  private final Rounds rounds = new Rounds();

  @Test
  void ratesAreDifferencesOverTheTimeBetweenTwoLooks() {
    assertThat(rounds.node(US).counted(US, 100, 50, 1).next().regions().getFirst().rates())
        .isEmpty();
    Snapshot.Rates rates =
        rounds.counted(US, 300, 150, 3).next().regions().getFirst().rates().orElseThrow();

    assertThat(rates.readsPerSecond()).isEqualTo(200);
    assertThat(rates.writesPerSecond()).isEqualTo(100);
    assertThat(rates.errorsPerSecond()).isEqualTo(2);
    assertThat(rates.p99Millis().orElseThrow()).isCloseTo(2.96, within(0.001));
  }

  @Test
  void aNodeThatStartedAnewHasNoRatesUntilTheSecondLook() {
    rounds.node(US).counted(US, 100, 50, 1).next();
    assertThat(rounds.counted(US, 10, 5, 0).next().regions().getFirst().rates()).isEmpty();
    assertThat(rounds.counted(US, 20, 5, 0).next().regions().getFirst().rates()).isPresent();
  }

  @Test
  void noRequestHasNoPercentile() {
    rounds.node(US).counted(US, 100, 50, 1).next();
    Snapshot.Rates rates =
        rounds.counted(US, 100, 50, 1).next().regions().getFirst().rates().orElseThrow();
    assertThat(rates.p99Millis()).isEmpty();
    assertThat(rates.writesPerSecond()).isZero();
  }

  @Test
  void whoIsSilentIsNotReachableAndShownAsLastTold() {
    rounds.conflicts(US, "carts", 3).conflicts(EU, "carts", 2).next();
    Snapshot snapshot = rounds.silent(US).next();

    assertThat(snapshot.regions())
        .extracting(Snapshot.Region::reachable)
        .containsExactly(false, true);
    assertThat(snapshot.regions().getFirst().tables()).hasSize(1);
    assertThat(snapshot.conflicts()).isEqualTo(3);
  }

  @Test
  void theRegionsHaveConvergedUpToTheOldestOfWhatTheySeeOfEachOther() {
    rounds.node(
        US, visible("a", EU, 500), visible("b", EU, 400), visible("pangaea.catalog", EU, 1));
    assertThat(rounds.next().convergedAsOfMillis()).as("one has not told yet").isEmpty();

    rounds.node(EU, visible("a", US, 300), visible("b", US, 450));
    assertThat(rounds.next().convergedAsOfMillis()).hasValue(300);
    assertThat(rounds.silent(EU).next().convergedAsOfMillis()).hasValue(300);
  }

  @Test
  void aMemberThatHasHeardNothingHasNotConverged() {
    Rounds three = new Rounds(US, EU, "ap-south-1");
    three
        .holds(US, List.of("a"), visible("a", EU, 500))
        .holds(EU, List.of("a"), visible("a", US, 300));
    assertThat(three.next().convergedAsOfMillis()).as("a region has not told yet").isEmpty();

    three.holds("ap-south-1", List.of("a"));
    assertThat(three.next().convergedAsOfMillis()).as("it has the table, and no more").isEmpty();

    three
        .holds(US, List.of("a"), visible("a", EU, 500), visible("a", "ap-south-1", 450))
        .holds(EU, List.of("a"), visible("a", US, 300), visible("a", "ap-south-1", 450))
        .holds("ap-south-1", List.of("a"), visible("a", US, 200), visible("a", EU, 250));
    assertThat(three.next().convergedAsOfMillis()).hasValue(200);
  }

  @Test
  void aTableOfWhichNothingIsHeardHasNotConverged() {
    rounds
        .holds(US, List.of("a", "b", "mine"), visible("a", EU, 500))
        .holds(EU, List.of("a", "b"), visible("a", US, 300));
    assertThat(rounds.next().convergedAsOfMillis()).isEmpty();

    rounds.holds(EU, List.of("a"), visible("a", US, 300));
    assertThat(rounds.next().convergedAsOfMillis()).as("b is in one region only").hasValue(300);
  }

  @Test
  void ofALinkTheWorstTableIsShown() {
    rounds
        .node(EU, visible("a", US, 500), visible("b", US, 400))
        .links(link(US, EU, true, 80))
        .replicator(
            EU,
            progress(US, EU, "a", 10, 900),
            progress(US, EU, "b", 30, 200),
            progress(US, EU, "pangaea.catalog", 5, 9000));

    Snapshot.Link link = rounds.next().links().getFirst();

    assertThat(link.cut()).isTrue();
    assertThat(link.shape().orElseThrow().latencyMillis()).isEqualTo(80);
    assertThat(link.reachable()).isTrue();
    assertThat(link.visibleAsOfMillis()).hasValue(400);
    Snapshot.LinkProgress progress = link.progress().orElseThrow();
    assertThat(progress.lagP99Millis()).hasValue(30);
    assertThat(progress.stalenessMillis()).isEqualTo(900);
    assertThat(progress.changesPerSecond()).isEqualTo(20);
    assertThat(progress.backlogRecords()).as("of both tables").isEqualTo(14);
  }

  @Test
  void theBacklogGrowsWithTheSourcesLogThoughTheReplicatorHearsNothing() {
    rounds.links(link(US, EU, true)).replicator(EU, progress(US, EU, "a", 5, 9000));
    assertThat(backlog(rounds.logHolds(US, "a", 200).next())).isEqualTo(107);
    assertThat(backlog(rounds.logHolds(US, "a", 700).next())).isEqualTo(607);
    assertThat(backlog(rounds.silent(US).next())).isEqualTo(7);
  }

  private static long backlog(Snapshot snapshot) {
    return snapshot.links().getFirst().progress().orElseThrow().backlogRecords();
  }

  @Test
  void severalReplicatorsOfARegionShareATable() {
    rounds
        .links(link(US, EU, false))
        .replicator(
            EU,
            progress(US, EU, "a", 10, 900),
            progress(US, EU, "a", 30, 200),
            progress(US, EU, "b", 5, 100));

    Snapshot.LinkProgress progress = rounds.next().links().getFirst().progress().orElseThrow();

    assertThat(progress.backlogRecords()).isEqualTo(21);
    assertThat(progress.changesPerSecond()).isEqualTo(30);
    assertThat(progress.lagP99Millis()).hasValue(30);
    assertThat(progress.stalenessMillis()).isEqualTo(900);
    assertThat(backlog(rounds.logHolds(US, "a", 200).next()))
        .as("of 200 entries of a each has taken in 93, and 7 are left of b")
        .isEqualTo(21);
  }

  @Test
  void theCatalogIsShownWhereThereIsNoOtherTable() {
    rounds.links(link(US, EU, false)).replicator(EU, progress(US, EU, "pangaea.catalog", 5, 9000));
    assertThat(rounds.next().links().getFirst().progress().orElseThrow().stalenessMillis())
        .isEqualTo(9000);
  }

  @Test
  void linksStayInSightWhereTheirControlIsSilent() {
    rounds.links(link(US, EU, true)).next();
    Snapshot.Link link = rounds.linkControlIsSilent().next().links().getFirst();
    assertThat(link.name()).isEqualTo("us-east-1-to-eu-west-1");
    assertThat(link.shape()).isEmpty();
  }

  @Test
  void withoutLinkControlTheLinksAreThoseThatReplicatorsFollow() {
    rounds.replicator(EU, progress(US, EU, "a", 1, 1), progress(US, EU, "b", 1, 1));
    assertThat(rounds.next().links())
        .extracting(Snapshot.Link::name)
        .containsExactly("us-east-1-to-eu-west-1");
  }
}

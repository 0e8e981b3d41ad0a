package dev.pangaea.simulator.check;

import static dev.pangaea.simulator.check.Book.EU;
import static dev.pangaea.simulator.check.Book.US;
import static dev.pangaea.simulator.check.Book.change;
import static dev.pangaea.simulator.check.Book.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.version.Version;
import org.junit.jupiter.api.Test;

/** What judges regions by their logs and stores finds what is wrong there, and nothing else. */
class ChecksBiteTest {
  private static final Version V1 = version(US, 1);
  private static final Version V2 = version(US, 2);
  private static final Version W = version(EU, 3);
  private static final ConflictAt AT = new ConflictAt(0, 1, 0);

  @Test
  void toldWorldsAreHeldToWhatLogsSayOfDroppedTombstones() {
    assertThat(Check.ofLogs()).hasAtLeastOneElementOfType(DroppedTombstonesAreDone.class);
  }

  @Test
  void regionsThatHoldTheHighestVersionAndAllContextsHaveConverged() {
    Change both = change(W, "w", V1);
    assertThat(conflict().holds(US, both).holds(EU, both).judgedBy(new ConvergedToTheOracle()))
        .isEmpty();
  }

  @Test
  void aRegionThatKeepsTheLowerVersionHasNot() {
    assertThat(
            conflict()
                .holds(US, change(V1, "v1", W))
                .holds(EU, change(W, "w", V1))
                .judgedBy(new ConvergedToTheOracle()))
        .singleElement()
        .asString()
        .startsWith("us-east-1 holds v1");
  }

  @Test
  void aRegionThatDidNotMergeTheContextsHasNot() {
    assertThat(
            conflict()
                .holds(US, change(W, "w", V1))
                .holds(EU, change(W, "w"))
                .judgedBy(new ConvergedToTheOracle()))
        .singleElement()
        .asString()
        .startsWith("eu-west-1 holds w");
  }

  @Test
  void aRegionThatLacksAnItemHasNot() {
    assertThat(conflict().holds(US, change(W, "w", V1)).judgedBy(new ConvergedToTheOracle()))
        .singleElement()
        .asString()
        .contains("eu-west-1 holds nothing");
  }

  @Test
  void aLoserThatNoLedgerHoldsIsGone() {
    assertThat(conflict().lost(EU, W, V1).judgedBy(new EveryWriteIsAccountedFor())).isEmpty();
    assertThat(conflict().judgedBy(new EveryWriteIsAccountedFor()))
        .singleElement()
        .asString()
        .startsWith("v1 of");
  }

  @Test
  void aWriteThatALaterOneHasSeenIsAccountedFor() {
    assertThat(
            new Book()
                .writes(US, change(V1, "v1"))
                .writes(EU, change(W, "w", V1))
                .judgedBy(new EveryWriteIsAccountedFor()))
        .isEmpty();
  }

  @Test
  void aConflictOfWhichOneHadSeenTheOtherIsNone() {
    assertThat(conflict().lost(EU, W, V1).judgedBy(new OnlyConcurrentWritesConflict())).isEmpty();
    assertThat(
            new Book()
                .writes(US, change(V1, "v1"))
                .writes(EU, change(W, "w", V1))
                .lost(EU, W, V1)
                .judgedBy(new OnlyConcurrentWritesConflict()))
        .singleElement()
        .asString()
        .startsWith("in eu-west-1: one had seen the other");
  }

  @Test
  void aConflictWithWhatNobodyWroteIsFound() {
    assertThat(conflict().lost(EU, W, V2).judgedBy(new OnlyConcurrentWritesConflict())).hasSize(1);
  }

  @Test
  void aWriteOfAnotherRegionAmongOnesOwnLoops() {
    assertThat(new Book().writes(US, change(W, "w")).judgedBy(new NothingLoops()))
        .containsExactly("us-east-1 has a write of eu-west-1 as its own, " + W);
  }

  @Test
  void aWriteThatComesTwiceLoops() {
    Change write = change(W, "w");
    assertThat(
            new Book()
                .arrives(US, EU, 1, 3, write)
                .arrives(US, EU, 2, 3, write)
                .judgedBy(new NothingLoops()))
        .containsExactly("us-east-1 took in " + W + " twice");
  }

  @Test
  void aWriteThatComesBackOrByAnotherWayLoops() {
    assertThat(
            new Book()
                .writes(US, change(V1, "v1"))
                .arrives(US, EU, 1, 1, change(V1, "v1"))
                .judgedBy(new NothingLoops()))
        .contains("us-east-1 took in a write of us-east-1 from eu-west-1");
  }

  @Test
  void progressThatGoesBackLoops() {
    assertThat(new Book().arrives(US, EU, 5, 1).arrives(US, EU, 4, 1).judgedBy(new NothingLoops()))
        .singleElement()
        .asString()
        .contains("up to 4, having been at 5");
  }

  @Test
  void aDeletedItemThatComesBackIsFound() {
    assertThat(
            new Book()
                .writes(US, change(V1, "v1"), change(V2, "-", V1))
                .judgedBy(new DeletedStaysDeleted()))
        .isEmpty();
    assertThat(
            new Book()
                .writes(US, change(V2, "-"), change(V1, "v1"))
                .judgedBy(new DeletedStaysDeleted()))
        .singleElement()
        .asString()
        .contains("v1 of", "replaced - of");
  }

  @Test
  void aWatermarkThatClaimsAWriteStillToComeIsFound() {
    assertThat(
            new Book()
                .writes(US, change(V1, "v1"))
                .writes(US, change(V2, "v2", V1))
                .arrives(EU, US, 1, 1, change(V1, "v1"))
                .judgedBy(new WatermarksAreTrue()))
        .isEmpty();
    assertThat(
            new Book()
                .writes(US, change(V1, "v1"))
                .writes(US, change(V2, "v2", V1))
                .arrives(EU, US, 1, 2, change(V1, "v1"))
                .judgedBy(new WatermarksAreTrue()))
        .singleElement()
        .asString()
        .contains("still to come");
  }

  @Test
  void aLoserThatComesBackOnceIsRestored() {
    assertThat(
            restorable()
                .record(US, new Body.Restoration(AT, change(V2, "v1", V1, W)))
                .restored(US, AT, V2)
                .judgedBy(new RestoredOnce()))
        .isEmpty();
  }

  @Test
  void aLoserThatComesBackTwiceIsFound() {
    assertThat(
            restorable()
                .record(US, new Body.Restoration(AT, change(V2, "v1", V1, W)))
                .record(US, new Body.Restoration(AT, change(version(US, 9), "v1", V2, W)))
                .judgedBy(new RestoredOnce()))
        .singleElement()
        .asString()
        .contains("restored twice");
  }

  @Test
  void aRestorationOfSomethingElseIsFound() {
    assertThat(
            restorable()
                .record(US, new Body.Restoration(AT, change(V2, "other", V1, W)))
                .judgedBy(new RestoredOnce()))
        .singleElement()
        .asString()
        .contains("something else");
    assertThat(
            restorable()
                .record(US, new Body.Restoration(new ConflictAt(0, 0, 0), change(V2, "v1", V1, W)))
                .judgedBy(new RestoredOnce()))
        .singleElement()
        .asString()
        .contains("no conflict");
  }

  @Test
  void aRestorationThatWasToldAndIsNowhereIsFound() {
    assertThat(restorable().restored(US, AT, V2).judgedBy(new RestoredOnce()))
        .singleElement()
        .asString()
        .startsWith("the log holds Optional.empty");
  }

  /** A conflict that us-east-1 decides with its second record. */
  private static Book restorable() {
    return new Book().writes(US, change(V1, "v1")).arrives(US, EU, 1, 1, change(W, "w"));
  }

  /** Two writes that know nothing of each other. */
  private static Book conflict() {
    return new Book().writes(US, change(V1, "v1")).writes(EU, change(W, "w"));
  }
}

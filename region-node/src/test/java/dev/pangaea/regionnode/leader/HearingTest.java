package dev.pangaea.regionnode.leader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Watermarks;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whose word a tombstone waits for. */
class HearingTest {
  private static final RegionName HOME = new RegionName("us-east-1");
  private static final RegionName ONE = new RegionName("eu-west-1");
  private static final RegionName TWO = new RegionName("ap-south-1");
  private static final Context NOTHING = Context.EMPTY;
  private static final TreeSet<RegionName> NOBODY = new TreeSet<>();

  /** Of a deletion made here at 5. */
  private static final Context DELETED = Context.of(at(5, HOME));

  private final Hearing hearing = new Hearing(HOME);

  @Test
  void dropsNothingBeforeItIsKnownWhoHoldsTheTable() {
    assertThat(hearing.awaited(DELETED, NOTHING)).contains(HOME);
    assertThat(hearing.reach(NOTHING)).isEqualTo(HybridTime.ZERO);
    hearing.roll(Roll.ALONE);
    assertThat(hearing.awaited(DELETED, NOTHING)).isEmpty();
    assertThat(hearing.reach(NOTHING)).isEqualTo(HybridTime.MAX);
  }

  @Test
  void waitsForTheWordOfEachMember() {
    roll(List.of(ONE, TWO), List.of());
    hearing.heard(ONE, said(at(5, HOME)));
    assertThat(hearing.awaited(DELETED, NOTHING)).contains(TWO);
    hearing.heard(TWO, said(at(4, HOME)));
    assertThat(hearing.awaited(DELETED, NOTHING)).contains(TWO);
    hearing.heard(TWO, said(at(5, HOME)));
    assertThat(hearing.awaited(DELETED, NOTHING)).isEmpty();
  }

  @Test
  void waitsForAllThatTheTombstoneHasSeenHereAndThere() {
    Context seen = DELETED.with(at(3, TWO));
    roll(List.of(ONE, TWO), List.of());
    hearing.heard(ONE, said(at(9, HOME), at(2, TWO)));
    hearing.heard(TWO, said(at(9, HOME)));
    assertThat(hearing.awaited(seen, Context.of(at(3, TWO)))).contains(ONE);
    hearing.heard(ONE, said(at(9, HOME), at(3, TWO)));
    assertThat(hearing.awaited(seen, Context.of(at(2, TWO)))).contains(TWO);
    assertThat(hearing.awaited(seen, Context.of(at(3, TWO)))).isEmpty();
  }

  @Test
  void waitsForARegionOfWhichAnotherTells() {
    roll(List.of(ONE), List.of());
    TreeSet<RegionName> known = new TreeSet<>(List.of(HOME, ONE, TWO));
    hearing.heard(ONE, new Watermarks(DELETED, known, NOBODY));
    assertThat(hearing.awaited(DELETED, NOTHING)).contains(TWO);
    roll(List.of(ONE, TWO), List.of());
    hearing.heard(TWO, new Watermarks(DELETED, known, NOBODY));
    assertThat(hearing.awaited(DELETED, NOTHING)).isEmpty();
  }

  @Test
  void waitsForAWriterThatItDoesNotKnowButNotForOneThatIsGone() {
    Context seen = DELETED.with(at(3, TWO));
    roll(List.of(ONE), List.of());
    TreeSet<RegionName> both = new TreeSet<>(List.of(HOME, ONE));
    hearing.heard(ONE, new Watermarks(DELETED, both, NOBODY));
    assertThat(hearing.awaited(seen, NOTHING)).contains(TWO);
    roll(List.of(ONE), List.of(TWO));
    assertThat(hearing.awaited(seen, NOTHING)).contains(ONE);
    hearing.heard(ONE, new Watermarks(DELETED, both, new TreeSet<>(List.of(TWO))));
    assertThat(hearing.awaited(seen, NOTHING)).isEmpty();
  }

  @Test
  void waitsForTheWordThatAMemberHasAllOfARegionThatIsGone() {
    Context deletedThere = Context.of(at(5, TWO));
    roll(List.of(ONE), List.of(TWO));
    assertThat(hearing.awaited(deletedThere, NOTHING)).as("nothing is heard yet").contains(ONE);
    hearing.heard(ONE, new Watermarks(NOTHING, new TreeSet<>(List.of(HOME, ONE)), NOBODY));
    assertThat(hearing.awaited(deletedThere, NOTHING)).as("it never knew of it").contains(ONE);
    hearing.heard(ONE, said(at(4, TWO)));
    assertThat(hearing.awaited(deletedThere, NOTHING)).as("it lacks some of it").isPresent();
  }

  @Test
  void waitsForNoWordOfARegionThatIsLostOnlyThatAllHaveTheSameOfIt() {
    Context seen = DELETED.with(at(3, TWO));
    TreeSet<RegionName> one = new TreeSet<>(List.of(ONE));
    TreeSet<RegionName> two = new TreeSet<>(List.of(TWO));
    hearing.roll(new Roll(one, NOBODY, two));
    TreeSet<RegionName> both = new TreeSet<>(List.of(HOME, ONE));
    Context there = DELETED.with(at(3, TWO));
    hearing.heard(ONE, new Watermarks(DELETED, both, NOBODY));
    assertThat(hearing.awaited(seen, NOTHING)).as("it is lacking here").contains(HOME);
    assertThat(hearing.awaited(seen, Context.of(at(3, TWO)))).contains(ONE);
    hearing.heard(ONE, new Watermarks(there, both, NOBODY));
    assertThat(hearing.awaited(seen, Context.of(at(3, TWO)))).isEmpty();
    hearing.heard(ONE, new Watermarks(there, new TreeSet<>(List.of(HOME, ONE, TWO)), NOBODY));
    assertThat(hearing.awaited(seen, Context.of(at(3, TWO))))
        .as("the other may take in more of it")
        .contains(TWO);
    hearing.heard(ONE, new Watermarks(DELETED, both, two));
    assertThat(hearing.awaited(seen, Context.of(at(3, TWO)))).as("it had said all").isEmpty();
  }

  @Test
  void hearsOnlyMembers() {
    roll(List.of(ONE), List.of());
    hearing.heard(TWO, said(at(9, HOME)));
    roll(List.of(ONE, TWO), List.of());
    hearing.heard(ONE, said(at(9, HOME)));
    assertThat(hearing.awaited(DELETED, NOTHING)).contains(TWO);
  }

  @Test
  void nothingAboveTheReachCanGo() {
    roll(List.of(ONE, TWO), List.of());
    hearing.heard(ONE, said(at(7, HOME), at(4, TWO)));
    hearing.heard(TWO, said(at(6, HOME), at(8, ONE)));
    Context taken = Context.of(at(3, ONE)).with(at(9, TWO));
    assertThat(hearing.reach(taken)).isEqualTo(at(6, HOME).time());
    assertThat(hearing.awaited(Context.of(at(7, HOME)), taken)).isPresent();
    assertThat(hearing.awaited(Context.of(at(6, HOME)), taken)).isEmpty();
  }

  private void roll(List<RegionName> members, List<RegionName> gone) {
    hearing.roll(new Roll(new TreeSet<>(members), new TreeSet<>(gone)));
  }

  private static Watermarks said(Version... taken) {
    Context context = Context.EMPTY;
    for (Version version : taken) {
      context = context.with(version);
    }
    return new Watermarks(context, new TreeSet<>(List.of(HOME, ONE, TWO)), NOBODY);
  }

  private static Version at(long millis, RegionName region) {
    return new Version(HybridTime.of(millis, 0), region);
  }
}

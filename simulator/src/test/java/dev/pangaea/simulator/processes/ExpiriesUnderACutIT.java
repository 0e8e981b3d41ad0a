package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Items whose time comes while regions are cut off from each other: what one region extended stays
 * in both, all else that is due goes from both, and the streams of both regions tell just that.
 */
@OnSharedRegions
class ExpiriesUnderACutIT {
  private static final int EACH = 12;
  private static final long HOUR = 3600;
  private static final Duration BOUND = Await.LONG;

  /** What passes from us-east-1 to eu-west-1 is cut off, and the way back too or not. */
  enum Cut {
    BOTH_WAYS,
    ONE_WAY
  }

  private TwoRegions regions;

  @BeforeEach
  void start(TwoRegions shared) {
    regions = shared;
  }

  @ParameterizedTest
  @EnumSource
  void whatWasExtendedElsewhereStaysAndAllElseGoesAndBothStreamsSaySo(Cut cut) throws Exception {
    boolean proven = false;
    for (int seconds = 6; !proven && seconds < 300; seconds *= 2) {
      proven = proves(cut, seconds);
    }
    assertThat(proven).as("all was changed before it was due, in one of the rounds").isTrue();
  }

  /** Items of one table, all put before a cut, and due some time after it. */
  private record Round(String table, long due, List<Way> ways, List<Way> all) {
    static String key(String what, Way way, int index) {
      return what + "-" + way.owner.region() + "-" + index;
    }
  }

  /** The region that wrote items first, and the other one. */
  private record Way(ExpiringItems owner, ExpiringItems other) {}

  private record Told(ToldChanges us, ToldChanges eu) {
    ToldChanges by(ExpiringItems region) {
      return region.region().equals("us-east-1") ? us : eu;
    }

    List<ToldChanges> both() {
      return List.of(us, eu);
    }
  }

  /**
   * False, and nothing is known, if all was so slow that items were due before they were changed.
   */
  private boolean proves(Cut cut, int seconds) throws Exception {
    String table = "expiring-" + cut + "-" + seconds;
    regions.createGlobalTable(TwoRegions.streamed(table));
    try (ExpiringItems us = new ExpiringItems(regions.us, table);
        ExpiringItems eu = new ExpiringItems(regions.eu, table)) {
      us.enable();
      eu.awaitEnabled();
      Way away = new Way(us, eu);
      Way back = new Way(eu, us);
      Round round =
          new Round(
              table,
              ExpiringItems.nowSeconds() + seconds,
              cut == Cut.BOTH_WAYS ? List.of(away, back) : List.of(away),
              List.of(away, back));
      if (!isChangedInTime(round, cut)) {
        regions.links.heal();
        return false;
      }
      check(round);
      return true;
    }
  }

  private boolean isChangedInTime(Round round, Cut cut) throws Exception {
    for (Way way : round.all) {
      for (int index = 0; index < EACH; index++) {
        for (String what : List.of("left", "extended", "touched", "reborn")) {
          way.owner.put(Round.key(what, way, index), "first", round.due);
        }
        for (String what : List.of("ended", "ended-first", "deleted")) {
          way.owner.put(Round.key(what, way, index), "first", round.due + HOUR);
        }
      }
    }
    regions.awaitConverged(round.table);
    if (cut == Cut.BOTH_WAYS) {
      regions.links.partition(List.of("us-east-1", "eu-west-1"));
    } else {
      regions.links.partitionOneWay("us-east-1", "eu-west-1");
    }
    try {
      round.ways.forEach(way -> whileCut(round, way));
    } catch (ConditionalCheckFailedException gone) {
      return false;
    }
    return ExpiringItems.nowSeconds() < round.due;
  }

  private void check(Round round) throws Exception {
    for (Way region : round.all) {
      Await.until(
          "what is due goes while regions are cut off",
          BOUND,
          () -> region.owner.keys("left-").isEmpty());
    }
    round.ways.forEach(way -> afterwards(round, way));
    regions.links.heal();

    Map<String, Map<String, AttributeValue>> expected = expected(round);
    for (Way region : round.all) {
      Await.until(
          "just what is not due is left", BOUND, () -> region.owner.items().equals(expected));
    }
    regions.awaitConverged(round.table);
    regions.verify(round.table);
    for (Way region : round.all) {
      assertThat(region.owner.items()).isEqualTo(expected);
    }
    checkStreams(
        round,
        expected,
        new Told(ToldChanges.of(regions.us, round.table), ToldChanges.of(regions.eu, round.table)));
  }

  private static void whileCut(Round round, Way way) {
    for (int index = 0; index < EACH; index++) {
      way.other.extend(Round.key("extended", way, index), round.due + HOUR);
      way.other.touch(Round.key("touched", way, index), "second");
      way.owner.extend(Round.key("ended", way, index), round.due - HOUR);
      way.other.touch(Round.key("ended-first", way, index), "second");
    }
    ExpiringItems.awaitLater();
    for (int index = 0; index < EACH; index++) {
      way.other.touch(Round.key("ended", way, index), "second");
      way.owner.extend(Round.key("ended-first", way, index), round.due - HOUR);
      way.owner.delete(Round.key("deleted", way, index));
    }
  }

  /** Once all that was due is gone in both regions. */
  private static void afterwards(Round round, Way way) {
    for (int index = 0; index < EACH; index++) {
      String key = Round.key("reborn", way, index);
      Await.until("it is gone", BOUND, () -> way.other.get(key).isEmpty());
      way.other.put(key, "third", round.due + HOUR);
    }
  }

  /** Of two writes that know nothing of each other, the later one is the item. */
  private static Map<String, Map<String, AttributeValue>> expected(Round round) {
    Map<String, Map<String, AttributeValue>> expected = new TreeMap<>();
    long until = round.due + HOUR;
    for (Way way : round.all) {
      for (int index = 0; index < EACH; index++) {
        if (round.ways.contains(way)) {
          put(expected, Round.key("extended", way, index), "first", until);
          put(expected, Round.key("ended", way, index), "second", until);
          put(expected, Round.key("reborn", way, index), "third", until);
        } else {
          put(expected, Round.key("ended", way, index), "first", until);
          put(expected, Round.key("ended-first", way, index), "first", until);
          put(expected, Round.key("deleted", way, index), "first", until);
        }
      }
    }
    return expected;
  }

  private static void put(
      Map<String, Map<String, AttributeValue>> items, String key, String value, long until) {
    items.put(key, ExpiringItems.item(key, value, until));
  }

  private void checkStreams(
      Round round, Map<String, Map<String, AttributeValue>> expected, Told told) {
    for (ToldChanges region : told.both()) {
      assertThat(region.faults()).isEmpty();
      assertThat(region.items()).isEqualTo(expected);
      for (List<ToldChange> partition : region.partitions()) {
        for (ToldChange change : partition) {
          boolean removed = change.kind().equals("REMOVE");
          boolean byPerson = change.key().startsWith("deleted-");
          assertThat(change.expired()).as("%s", change).isEqualTo(removed && !byPerson);
        }
      }
    }
    for (Way way : round.ways) {
      for (int index = 0; index < EACH; index++) {
        String left = Round.key("left", way, index);
        String extended = Round.key("extended", way, index);
        String deleted = Round.key("deleted", way, index);
        for (ToldChanges region : told.both()) {
          assertThat(kinds(region, left)).containsExactly("INSERT", "REMOVE");
          assertThat(kinds(region, deleted)).containsExactly("INSERT", "REMOVE");
        }
        assertThat(kinds(told.by(way.other), extended))
            .as("never gone where it was extended")
            .containsExactly("INSERT", "MODIFY");
        assertThat(kinds(told.by(way.owner), extended)).last().isNotEqualTo("REMOVE");
      }
    }
  }

  private static List<String> kinds(ToldChanges told, String key) {
    return told.of(key).stream().map(ToldChange::kind).toList();
  }
}

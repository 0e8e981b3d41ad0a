package dev.pangaea.replicator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Position;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HaltTest {
  private final LogBook book = new LogBook("orders", 0);
  private final RegionModel region = new RegionModel().wants("orders", book.partition());
  private final PlannedLink link = new PlannedLink(region, PlanLimits.DEFAULT, book);

  @BeforeEach
  void fill() {
    book.newLeader();
    for (int count = 0; count < 50; count++) {
      book.writes(1);
    }
    link.drain();
  }

  private Optional<Halt> halt() {
    return link.plan().status().get(book.partition()).halt();
  }

  @Test
  void goesOnAfterARestartFromTheMiddleOfALog() {
    link.restart();
    book.writes(1);
    link.drain();

    assertThat(halt()).isEmpty();
    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
  }

  @Test
  void goesOnWhenRetentionDroppedAllThatTheRegionHas() {
    book.writes(1);
    var all = book.shipped();
    book.dropBefore(book.end() - 1);
    link.restart();
    link.drain();

    assertThat(halt()).isEmpty();
    assertThat(region.taken(book.partition())).isEqualTo(all);
  }

  @Test
  void stopsBehindRetention() {
    book.writes(1).writes(1);
    book.dropBefore(book.end() - 1);
    link.restart();
    link.drain();

    assertThat(halt()).contains(Halt.BEHIND_RETENTION);
    assertThat(link.places()).isEmpty();
  }

  @Test
  void stopsWhenTheLogLostItsEndAndGrewAgain() {
    book.truncateTo(book.end() - 5);
    for (int count = 0; count < 20; count++) {
      book.writes(1);
    }
    link.restart();
    int before = region.deliveries().size();
    link.drain();

    assertThat(halt()).contains(Halt.HEAD_NOT_FOUND);
    assertThat(region.deliveries()).hasSize(before);
  }

  @Test
  void stopsWhenTheLogLostItsEndAndStaysShort() {
    book.truncateTo(book.end() - 5);
    for (int times = 0; times <= LogCursor.SHORTER_MAX; times++) {
      assertThat(halt()).isEmpty();
      link.observeEnd(book);
    }

    assertThat(halt()).contains(Halt.LOG_SHORTER);
  }

  @Test
  void aLogThatGivesEntriesIsNotTooShortWhateverItsEndIsSaidToBe() {
    for (int times = 0; times < 3 * LogCursor.SHORTER_MAX; times++) {
      link.plan().bounds(book.partition(), 0, book.end() - 1, false).ifPresent(link::follow);
      book.writes(1);
      link.drain();
    }

    assertThat(halt()).isEmpty();
    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
  }

  @Test
  void anEndSeenTooEarlyForAMomentIsNoAlarm() {
    long end = book.end();
    link.plan().bounds(book.partition(), 0, end - 3, false);
    link.plan().bounds(book.partition(), 0, end, false);
    link.restart();
    book.writes(1);
    link.drain();

    assertThat(halt()).isEmpty();
    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
  }

  @Test
  void looksForItsHeadAgainWhenTheLogWasSeenTooShort() {
    book.truncateTo(book.end() - 5);
    link.observeEnd(book);
    for (int count = 0; count < 20; count++) {
      book.writes(1);
    }
    link.drain();

    assertThat(halt()).contains(Halt.HEAD_NOT_FOUND);
  }

  @Test
  void stopsWhenNothingFitsAnyMore() {
    for (int count = 0; count <= LogCursor.UNCOUNTED_RUN_MAX; count++) {
      book.zombie();
    }
    link.drain();

    assertThat(halt()).contains(Halt.NOTHING_FITS);
  }

  @Test
  void asksAgainForMissingOffsetsAndStopsWhenTheyStayAway() {
    book.writes(1).writes(1);
    var skipping = book.from(book.end() - 1, 1);
    long next = book.end() - 2;
    for (int times = 0; times < LogCursor.AHEAD_MAX; times++) {
      link.give(book, skipping);
      assertThat(link.places()).containsEntry(book.partition(), next);
    }

    link.give(book, skipping);

    assertThat(halt()).contains(Halt.OFFSETS_MISSING);
  }

  @Test
  void deliversWhatItHadReadBeforeItStopped() {
    book.writes(1);
    for (int count = 0; count <= LogCursor.UNCOUNTED_RUN_MAX; count++) {
      book.zombie();
    }
    link.read(book, 1_000);

    assertThat(halt()).contains(Halt.NOTHING_FITS);
    link.deliver();
    assertThat(region.taken(book.partition())).isEqualTo(book.shipped());
  }

  @Test
  void startsAnewOnceTheRegionHasBeenMoved() {
    book.truncateTo(book.end() - 5);
    book.writes(1).writes(1).writes(1).writes(1).writes(1).writes(1);
    link.restart();
    link.drain();
    assertThat(halt()).contains(Halt.HEAD_NOT_FOUND);

    Position end = new Position(book.end(), book.counting().getLast().id());
    region.wants("orders", book.partition(), end);
    book.writes(2);
    link.drain();

    assertThat(halt()).isEmpty();
    assertThat(region.standing(book.partition()).position().nextOffset()).isEqualTo(book.end());
  }
}

package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.ledger.Announcement;
import dev.pangaea.regionnode.ledger.LedgerId;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conflicts that wait to be told, while nobody tells them. */
class AnnouncementsTest {
  private static final int MAX = 3;

  private final MemoryStore store = new MemoryStore();
  private Announcements announcements = new Announcements(store, MAX);

  @Test
  void areSoManyAtMostAndWhatIsPassedOverIsCounted() {
    for (int offset = 0; offset < 5; offset++) {
      add(offset);
    }
    assertThat(Announcement.waiting(store, 9))
        .containsExactly(announcement(0), announcement(1), announcement(2));
    assertThat(announcements.status()).isEqualTo(new AnnouncementStatus(3, 2));
  }

  @Test
  void makeRoomOnceTheyAreToldHoweverOftenThatIsSaid() {
    for (int offset = 0; offset < MAX; offset++) {
      add(offset);
    }
    told(announcement(0), announcement(1));
    told(announcement(0), announcement(1));
    assertThat(announcements.status()).isEqualTo(new AnnouncementStatus(1, 0));
    for (int offset = MAX; offset < MAX + 3; offset++) {
      add(offset);
    }
    assertThat(announcements.status()).isEqualTo(new AnnouncementStatus(3, 1));
    assertThat(Announcement.waiting(store, 9))
        .containsExactly(announcement(2), announcement(3), announcement(4));
  }

  @Test
  void areCountedAnewWhereANodeStartsOnThem() {
    add(0);
    add(1);
    announcements = new Announcements(store, MAX);
    assertThat(announcements.status()).isEqualTo(new AnnouncementStatus(2, 0));
  }

  private void add(int offset) {
    Version version = new Version(HybridTime.of(1, 0), HOME);
    StoreBatch batch = new StoreBatch();
    announcements.add(
        announcement(offset),
        new ItemState(version, Context.of(version), new Content.Present(item("row"))),
        batch);
    store.commit(batch);
  }

  private void told(Announcement... told) {
    StoreBatch batch = new StoreBatch();
    announcements.told(List.of(told), batch);
    store.commit(batch);
  }

  private static Announcement announcement(int offset) {
    return new Announcement("orders", new LedgerId(PARTITION, new ConflictAt(7, offset, 0)));
  }
}

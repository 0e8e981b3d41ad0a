package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.ledger.Announcement;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks of the conflicts that are yet to be told. So many at most: a topic that cannot be made must
 * not fill the store. A conflict without a mark is in the ledger all the same. Confined to the
 * loop's thread.
 */
final class Announcements {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  static final int WAITING_MAX = 100_000;

  private final Store store;
  private final int waitingMax;
  private long waiting;
  private long passedOver;

  Announcements(Store store, int waitingMax) {
    this.store = store;
    this.waitingMax = waitingMax;
    store.scan(Announcement.WAITING, (key, state) -> waiting++);
  }

  /**
   * @param row what the ledger holds of it
   */
  void add(Announcement announcement, ItemState row, StoreBatch batch) {
    if (waiting < waitingMax) {
      waiting++;
      batch.add(
          new Entry.PutItem(Announcement.WAITING, announcement.key(), announcement.state(row)));
      return;
    }
    if (passedOver++ == 0) {
      LOG.warn(
          "{} conflicts wait to be told on the region's topic: those that come are not told, and are in the ledger only",
          waiting);
    }
  }

  /** The topic has these. */
  void told(List<Announcement> told, StoreBatch batch) {
    for (Announcement each : told) {
      if (store.item(Announcement.WAITING, each.key()).isPresent()) {
        waiting--;
        batch.add(new Entry.DeleteItem(Announcement.WAITING, each.key()));
      }
    }
  }

  AnnouncementStatus status() {
    return new AnnouncementStatus(waiting, passedOver);
  }
}

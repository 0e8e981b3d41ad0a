package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.AWAY;
import static dev.pangaea.regionnode.leader.LeaderFixtures.AWAY_LOG;
import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.change.Watermarks;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.store.Deletions;
import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How much is read for tombstones that have to stay. */
class TombstonesTest {
  private static final RegionName STANDING = new RegionName("ap-south-1");
  private static final int DELETED = 1_000;
  private static final long STEP_MILLIS = 20;

  /** What the standing one has taken in of the others ended here. */
  private static final long STOOD = 10;

  private final MemoryStore memory = new MemoryStore();
  private PartitionState state;
  private int itemsRead;
  private int tombstonesRead;
  private long millis;

  @Test
  void noItemIsReadForATombstoneThatWaitsForTheWordAboutItsDeletion() {
    delete(HOME, Context.EMPTY);
    Tombstones tombstones = tombstones();
    pass(tombstones, Duration.ofMinutes(1));
    assertThat(itemsRead).isZero();
    assertThat(tombstonesRead).isPositive();
  }

  @Test
  void nothingIsReadAgainSoonAfterAWalkInVain() {
    delete(STANDING, Context.of(new Version(HybridTime.of(STOOD + 1, 0), HOME)));
    Tombstones tombstones = tombstones();
    pass(tombstones, Duration.ofMillis(BOUNDS.tellingMillis() - 1_000));
    assertThat(itemsRead).isEqualTo(DELETED);
    pass(tombstones, Duration.ofMinutes(1));
    assertThat(itemsRead).isLessThanOrEqualTo(8 * DELETED);
  }

  @Test
  void aNewWordIsFollowedByAWalk() {
    delete(HOME, Context.EMPTY);
    Tombstones tombstones = tombstones();
    pass(tombstones, Duration.ofSeconds(3));
    tombstones.heard(STANDING, said(1_000_000));
    Optional<Body> dropped = Optional.empty();
    long until = millis + Duration.ofNanos(BOUNDS.walkNanos()).toMillis() + 2 * STEP_MILLIS;
    while (millis < until && dropped.isEmpty()) {
      dropped = step(tombstones).filter(Body.Dropped.class::isInstance);
    }
    assertThat(dropped).isPresent();
  }

  private void pass(Tombstones tombstones, Duration time) {
    long until = millis + time.toMillis();
    while (millis < until) {
      assertThat(step(tombstones).filter(Body.Dropped.class::isInstance)).isEmpty();
    }
  }

  private Optional<Body> step(Tombstones tombstones) {
    millis += STEP_MILLIS;
    state.committed();
    return tombstones.next(new Now(millis, Duration.ofMillis(millis).toNanos()));
  }

  /** The log of the one that stands still comes, and it has heard of all before that. */
  private Tombstones tombstones() {
    StoreBatch batch = new StoreBatch();
    for (RegionName member : List.of(AWAY, STANDING)) {
      Watermark watermark = new Watermark(HybridTime.of(1_000_000, 0), 1_000_000);
      batch.add(
          new Entry.PutProgress(
              PARTITION, new Progress(member, AWAY_LOG, Position.START, watermark)));
    }
    memory.commit(batch);
    ForwardingStore counting =
        new ForwardingStore(memory) {
          @Override
          public Optional<ItemState> item(PartitionId partition, EncodedKey key) {
            itemsRead++;
            return super.item(partition, key);
          }

          @Override
          public List<Tombstone> tombstones(
              PartitionId partition, Optional<Tombstone> after, int most) {
            tombstonesRead++;
            return super.tombstones(partition, after, most);
          }
        };
    state =
        new Transactions(counting)
            .state(PARTITION, new Ledger(counting, LedgerSettings.PLAIN), TableLabel.NAMELESS);
    Tombstones tombstones = new Tombstones(HOME, state, BOUNDS);
    tombstones.roll(new Roll(new TreeSet<>(List.of(AWAY, STANDING)), new TreeSet<>()));
    tombstones.heard(AWAY, said(1_000_000));
    tombstones.heard(STANDING, said(STOOD));
    return tombstones;
  }

  private static Watermarks said(long upToMillis) {
    HybridTime upTo = HybridTime.of(upToMillis, 0);
    Context taken = Context.EMPTY;
    for (RegionName writer : List.of(HOME, AWAY, STANDING)) {
      taken = taken.with(new Version(upTo, writer));
    }
    return new Watermarks(taken, new TreeSet<>(List.of(HOME, AWAY, STANDING)), new TreeSet<>());
  }

  private void delete(RegionName by, Context seen) {
    StoreBatch batch = new StoreBatch();
    for (int index = 0; index < DELETED; index++) {
      Version version = new Version(HybridTime.of(STOOD + 1 + index, 0), by);
      EncodedKey key = key("k" + index);
      Content content = new Content.Deleted();
      batch.add(
          new Entry.PutItem(PARTITION, key, new ItemState(version, seen.with(version), content)));
      batch.add(new Entry.PutTombstone(PARTITION, new Tombstone(key, version)));
    }
    batch.add(new Entry.PutDeletions(PARTITION, new Deletions(DELETED, 0, Context.EMPTY)));
    memory.commit(batch);
  }
}

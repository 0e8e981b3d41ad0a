package dev.pangaea.regionnode.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.store.IndexRow;
import dev.pangaea.regionnode.store.ItemVisitor;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads of an index most of whose rows have been deleted. */
class RowsThatAreGoneTest {
  private static final PartitionId PARTITION = new PartitionId(7, 1);
  private static final int INDEX = 3;
  private static final int ROWS = 60_000;
  private static final int FEW = 100;
  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private RocksStore store;

  /** Takes all rows, but walks over only so many that are gone. */
  private static final class Counting implements ItemVisitor {
    private final long goneMax;
    private int rows;
    private boolean gaveUp;

    Counting(long goneMax) {
      this.goneMax = goneMax;
    }

    @Override
    public boolean visit(EncodedItem item) {
      rows++;
      return true;
    }

    @Override
    public long goneMax() {
      return goneMax;
    }

    @Override
    public void gaveUp() {
      gaveUp = true;
    }
  }

  @BeforeEach
  void deleteAllButTheFirstAndTheLast() {
    store = RocksStore.open(RocksSettings.at(folder));
    StoreBatch batch = new StoreBatch();
    for (int number = 0; number < ROWS; number++) {
      EncodedItem item = EncodedItem.of(Item.of(Map.of("n", NumberValue.of(number))));
      batch.add(new Entry.PutIndexRow(PARTITION, INDEX, new IndexRow(position(number), item)));
    }
    store.commit(batch);
    flush();
    batch.clear();
    for (int number = 1; number < ROWS - 1; number++) {
      batch.add(new Entry.DeleteIndexRow(PARTITION, INDEX, position(number)));
    }
    store.commit(batch);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whoHasNoTimeGivesUpInFrontOfThemAndWhoHasFindsWhatIsBehind() {
    for (boolean forward : new boolean[] {true, false}) {
      Counting hurried = read(FEW, forward);
      assertThat(hurried.rows).isEqualTo(1);
      assertThat(hurried.gaveUp).isTrue();
      Counting patient = read(Long.MAX_VALUE, forward);
      assertThat(patient.rows).isEqualTo(2);
      assertThat(patient.gaveUp).isFalse();
    }
  }

  @Test
  void theyAreGoneForGoodSoonAfterTheirDeletionIsOnTheDisk() {
    flush();
    awaitThatNoneIsInTheWay();
  }

  /** Whatever is dropped is on the disk then, and all that came before it. */
  private void flush() {
    store.dropIndex(PARTITION.table(), INDEX + 1);
  }

  private void awaitThatNoneIsInTheWay() {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (read(FEW, true).gaveUp) {
      assertThat(System.nanoTime() - deadline).as("they are still there").isNegative();
      Thread.onSpinWait();
    }
  }

  private Counting read(long goneMax, boolean forward) {
    Counting counting = new Counting(goneMax);
    store.index(PARTITION.table(), INDEX, KeyRange.ALL, forward, counting);
    return counting;
  }

  private static Bytes position(int number) {
    return Bytes.owning(ByteBuffer.allocate(4).putInt(number).array());
  }
}

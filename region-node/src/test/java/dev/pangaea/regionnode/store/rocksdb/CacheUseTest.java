package dev.pangaea.regionnode.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of what is read from files. */
class CacheUseTest {
  private static final int ROWS = 4_000;
  private static final int ROW_BYTES = 1_000;
  private static final long MIB = 1 << 20;

  @TempDir private Path folder;
  private RocksFolder store;

  @BeforeEach
  void open() {
    store = RocksFolder.open(RocksSettings.at(folder).withCache(MIB));
    store.write(
        rows -> {
          for (int row = 0; row < ROWS; row++) {
            rows.put(key(row), new byte[ROW_BYTES]);
          }
        });
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void countsNothingWhileRowsAreInTheWriteBuffer() {
    assertThat(store.get(key(1))).isNotNull();
    assertThat(store.cacheUse().hits()).isZero();
    assertThat(store.cacheUse().misses()).isZero();
  }

  @Test
  void findsAgainWhatWasRead() {
    store.flush();
    store.get(key(1));
    long missed = store.cacheUse().misses();
    long found = store.cacheUse().hits();
    store.get(key(1));
    assertThat(missed).isPositive();
    assertThat(store.cacheUse().misses()).isEqualTo(missed);
    assertThat(store.cacheUse().hits()).isEqualTo(found + 1);
  }

  @Test
  void neverAnswersWithWhatIsOlder() {
    store.flush();
    store.get(key(1));
    store.write(rows -> rows.put(key(1), new byte[] {7}));
    assertThat(store.get(key(1))).containsExactly(7);
    store.flush();
    assertThat(store.get(key(1))).containsExactly(7);
  }

  @Test
  void holdsNoMoreThanItMay() {
    store.flush();
    for (int row = 0; row < ROWS; row++) {
      store.get(key(row));
    }
    assertThat(store.cacheUse().bytesMax()).isEqualTo(MIB);
    assertThat(store.cacheUse().bytes()).isPositive().isLessThanOrEqualTo(MIB);
  }

  private static byte[] key(int row) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(row).array();
  }
}

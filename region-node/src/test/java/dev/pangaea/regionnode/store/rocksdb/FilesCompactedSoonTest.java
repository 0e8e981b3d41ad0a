package dev.pangaea.regionnode.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Which files RocksDB compacts soon for the deletions in them. */
class FilesCompactedSoonTest {
  private static final int MANY = 100_000;

  @TempDir private Path folder;
  private RocksOptions options;
  private RocksDB database;

  @BeforeEach
  void open() throws RocksDBException {
    RocksDB.loadLibrary();
    options = new RocksOptions(RocksSettings.at(folder));
    options.database.setDisableAutoCompactions(true);
    database = RocksDB.open(options.database, folder.toString());
  }

  @AfterEach
  void close() {
    database.close();
    options.close();
  }

  @Test
  void aFileOfDeletionsIs() throws RocksDBException {
    for (int row = 0; row < MANY; row++) {
      delete(row);
    }
    assertThat(isCompactedSoon()).isTrue();
  }

  @Test
  void oneOfRowsThatMoveIsNot() throws RocksDBException {
    for (int row = 0; row < MANY; row += 2) {
      delete(row);
      put(row + 1, 0);
    }
    assertThat(isCompactedSoon()).isFalse();
  }

  /** As many as go into a write buffer beside two small items each. */
  @Test
  void oneOfTransactionsThatAreDoneIsNot() throws RocksDBException {
    int transactions = (int) (RocksSettings.at(folder).writeBufferBytes() / 1024);
    for (int number = 0; number < transactions; number++) {
      put(number, 500);
      put(MANY + 2 * number, 200);
      put(MANY + 2 * number + 1, 200);
      delete(number);
    }
    assertThat(isCompactedSoon()).isFalse();
  }

  private void put(int row, int bytes) throws RocksDBException {
    database.put(options.write, key(row), new byte[bytes]);
  }

  private void delete(int row) throws RocksDBException {
    database.delete(options.write, key(row));
  }

  private static byte[] key(int row) {
    return ByteBuffer.allocate(4).putInt(row).array();
  }

  /** Asked while nothing is compacted, so that none of what is to be has been yet. */
  private boolean isCompactedSoon() throws RocksDBException {
    database.flush(options.flushNow);
    assertThat(database.getProperty("rocksdb.num-files-at-level0")).isNotEqualTo("0");
    database.pauseBackgroundWork();
    try {
      database.setOptions(
          MutableColumnFamilyOptions.builder().setDisableAutoCompactions(false).build());
      return database.getLongProperty("rocksdb.compaction-pending") == 1;
    } finally {
      database.continueBackgroundWork();
    }
  }
}

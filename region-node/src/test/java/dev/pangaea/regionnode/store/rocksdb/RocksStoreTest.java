package dev.pangaea.regionnode.store.rocksdb;

import static dev.pangaea.regionnode.store.StoreFixtures.IRELAND;
import static dev.pangaea.regionnode.store.StoreFixtures.applied;
import static dev.pangaea.regionnode.store.StoreFixtures.key;
import static dev.pangaea.regionnode.store.StoreFixtures.progress;
import static dev.pangaea.regionnode.store.StoreFixtures.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StoreContract;
import dev.pangaea.regionnode.store.StoreFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksStoreTest extends StoreContract {
  private static final PartitionId PARTITION = new PartitionId(3, 65_535);

  @TempDir private Path folder;
  private RocksStore store;

  @Override
  protected Store store() {
    return store;
  }

  @BeforeEach
  void open() {
    store = RocksStore.open(RocksSettings.at(folder));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void keepsAllOverAnOrderlyClose() {
    put(PARTITION, key("a", 1), 1);
    commit(new Entry.PutApplied(PARTITION, applied(8)));
    commit(new Entry.PutProgress(PARTITION, progress(IRELAND, 2)));
    store.close();
    open();
    assertThat(store.item(PARTITION, key("a", 1))).contains(state(1));
    assertThat(store.applied(PARTITION)).isEqualTo(applied(8));
    assertThat(store.progress(PARTITION, IRELAND)).contains(progress(IRELAND, 2));
  }

  @Test
  void keepsKeysWholeInAScan() {
    EncodedKey key = key("partition", 12);
    put(PARTITION, key, 1);
    List<EncodedKey> keys = new ArrayList<>();
    store.scan(PARTITION, (found, state) -> keys.add(found));
    assertThat(keys).containsExactly(key);
    assertThat(keys.getFirst().decode()).isEqualTo(key.decode());
  }

  @Test
  void refusesAFolderThatIsInUse() {
    assertThatThrownBy(() -> RocksStore.open(RocksSettings.at(folder)))
        .isInstanceOf(StoreFailedException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void refusesAFolderOfAnotherFormat() throws RocksDBException {
    store.close();
    try (RocksDB database = RocksDB.open(folder.toString())) {
      database.put(RowKeys.format(), new byte[] {99});
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreFailedException.class)
        .hasMessageContaining("format [99]");
  }

  @Test
  void saysThatItIsClosed() {
    store.close();
    store.close();
    assertThatThrownBy(() -> store.item(PARTITION, key("a", 1)))
        .isInstanceOf(StoreFailedException.class);
    assertThatThrownBy(() -> put(PARTITION, key("a", 1), 1))
        .isInstanceOf(StoreFailedException.class);
    assertThatThrownBy(() -> scanned(PARTITION)).isInstanceOf(StoreFailedException.class);
  }

  @Test
  void flushesWhileCommitsGoOn() {
    store.close();
    RocksSettings eager = new RocksSettings(folder, 1 << 20, 1 << 20, 64, Duration.ZERO);
    store = RocksStore.open(eager);
    for (int number = 0; number < 200; number++) {
      put(PARTITION, key("a", number), number);
    }
    assertThat(scanned(PARTITION)).hasSize(200);
  }
}

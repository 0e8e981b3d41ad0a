package dev.pangaea.simulator.check;

import static dev.pangaea.simulator.check.Book.KEY;
import static dev.pangaea.simulator.check.Book.US;
import static dev.pangaea.simulator.check.Book.change;
import static dev.pangaea.simulator.check.Book.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;

class StoreIsTheFoldTest {
  private static final PartitionId PARTITION = new PartitionId(1, 0);
  private static final Change ONE = change(version(US, 1), "1");
  private static final Change TWO = change(version(US, 2), "2", ONE.version());

  private final Book book = new Book().writes(US, ONE).writes(US, TWO);
  private final MemoryStore store = new MemoryStore();
  private final StoreIsTheFold check = new StoreIsTheFold(PARTITION, TableLabel.NAMELESS);

  @Test
  void aStoreThatFollowsItsLogIsFine() {
    assertThat(check.look(store, book.log(US))).isEmpty();
    holds(ONE, 1);
    assertThat(check.look(store, book.log(US))).isEmpty();
    holds(TWO, 2);
    assertThat(check.look(store, book.log(US))).isEmpty();
  }

  @Test
  void aStoreThatIsBehindItsPositionIsFound() {
    holds(ONE, 2);
    assertThat(check.look(store, book.log(US)).orElseThrow().what()).contains("it holds");
  }

  @Test
  void aStoreThatDidNotFollowIsFoundLater() {
    holds(ONE, 1);
    assertThat(check.look(store, book.log(US))).isEmpty();
    holds(ONE, 2);
    assertThat(check.look(store, book.log(US)).orElseThrow().what()).contains("at k it holds");
  }

  @Test
  void aPositionOnARecordThatDoesNotCountIsFound() {
    holds(ONE, 1, new RecordId(9, 9));
    assertThat(check.look(store, book.log(US)).orElseThrow().what()).contains("it stands at");
  }

  @Test
  void aStoreThatGoesBackIsLookedAtWhole() {
    holds(TWO, 2);
    assertThat(check.look(store, book.log(US))).isEmpty();
    holds(TWO, 1);
    assertThat(check.look(store, book.log(US)).orElseThrow().what()).contains("it holds");
  }

  private void holds(Change state, int next) {
    holds(state, next, new RecordId(1, next));
  }

  private void holds(Change state, int next, RecordId head) {
    StoreBatch batch = new StoreBatch();
    batch.add(new StoreBatch.Entry.PutItem(PARTITION, KEY, ItemState.of(state)));
    batch.add(
        new StoreBatch.Entry.PutApplied(
            PARTITION, new Applied(new Position(next, head), HybridTime.of(1, 0), 1, 1, 0, 0)));
    store.commit(batch);
  }
}

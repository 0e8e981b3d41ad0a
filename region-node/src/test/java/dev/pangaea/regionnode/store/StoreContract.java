package dev.pangaea.regionnode.store;

import static dev.pangaea.regionnode.store.StoreFixtures.IRELAND;
import static dev.pangaea.regionnode.store.StoreFixtures.VIRGINIA;
import static dev.pangaea.regionnode.store.StoreFixtures.applied;
import static dev.pangaea.regionnode.store.StoreFixtures.key;
import static dev.pangaea.regionnode.store.StoreFixtures.progress;
import static dev.pangaea.regionnode.store.StoreFixtures.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store promises; run against each technology and against the twin in memory. */
public abstract class StoreContract extends StreamContract {
  private static final PartitionId HERE = new PartitionId(7, 1);
  private static final PartitionId NEIGHBOUR = new PartitionId(7, 2);
  private static final PartitionId OTHER_TABLE = new PartitionId(8, 1);

  @Test
  void holdsNothingAtFirst() {
    assertThat(store().item(HERE, key("a", 1))).isEmpty();
    assertThat(store().applied(HERE)).isEqualTo(Applied.NOTHING);
    assertThat(store().progress(HERE, IRELAND)).isEmpty();
    assertThat(scanned(HERE)).isEmpty();
  }

  @Test
  void takesABatchInWhole() {
    StoreBatch batch = new StoreBatch();
    batch.add(new Entry.PutItem(HERE, key("a", 1), state(1)));
    batch.add(new Entry.PutApplied(HERE, applied(1)));
    batch.add(new Entry.PutProgress(HERE, progress(IRELAND, 5)));
    store().commit(batch);
    assertThat(store().item(HERE, key("a", 1))).contains(state(1));
    assertThat(store().applied(HERE)).isEqualTo(applied(1));
    assertThat(store().progress(HERE, IRELAND)).contains(progress(IRELAND, 5));
    assertThat(store().progress(HERE, VIRGINIA)).isEmpty();
  }

  @Test
  void tellsTombstonesOldestFirstAndLosesThemOneByOne() {
    List<Tombstone> tombstones =
        List.of(
            new Tombstone(key("b", 1), new Version(HybridTime.of(5, 0), IRELAND)),
            new Tombstone(key("a", 1), new Version(HybridTime.of(5, 1), VIRGINIA)),
            new Tombstone(key("c", 2), new Version(HybridTime.of(1_795_000_000_000L, 0), IRELAND)));
    Deletions deletions = new Deletions(3, 9, Context.of(tombstones.getLast().version()));
    StoreBatch batch = new StoreBatch();
    tombstones.reversed().forEach(each -> batch.add(new Entry.PutTombstone(HERE, each)));
    batch.add(new Entry.PutTombstone(NEIGHBOUR, tombstones.getFirst()));
    batch.add(new Entry.PutItem(HERE, key("a", 1), state(1)));
    batch.add(new Entry.PutDeletions(HERE, deletions));
    store().commit(batch);
    assertThat(store().tombstones(HERE, Optional.empty(), 10)).isEqualTo(tombstones);
    assertThat(store().tombstones(HERE, Optional.empty(), 2)).isEqualTo(tombstones.subList(0, 2));
    assertThat(store().tombstones(HERE, Optional.of(tombstones.get(0)), 10))
        .isEqualTo(tombstones.subList(1, 3));
    assertThat(store().deletions(HERE)).isEqualTo(deletions);
    assertThat(store().deletions(NEIGHBOUR)).isEqualTo(Deletions.NONE);

    StoreBatch gone = new StoreBatch();
    gone.add(new Entry.DeleteTombstone(HERE, tombstones.get(1)));
    gone.add(new Entry.DeleteItem(HERE, key("a", 1)));
    store().commit(gone);
    assertThat(store().tombstones(HERE, Optional.empty(), 10))
        .containsExactly(tombstones.get(0), tombstones.get(2));
    assertThat(store().item(HERE, key("a", 1))).isEmpty();
    assertThat(store().tombstones(NEIGHBOUR, Optional.empty(), 10)).hasSize(1);
  }

  @Test
  void keepsRefusedChangesThoseThatCameLastFirst() {
    RefusedChange older = new RefusedChange(3, 7, 1_000, state(5).asChange(key("a", 1)));
    RefusedChange newer = new RefusedChange(4, 0, 2_000, state(6).asChange(key("b", 1)));
    StoreBatch batch = new StoreBatch();
    batch.add(new Entry.PutRefused(HERE, older));
    batch.add(new Entry.PutRefused(HERE, newer));
    store().commit(batch);
    assertThat(store().refused(HERE, 10)).containsExactly(newer, older);
    assertThat(store().refused(HERE, 1)).containsExactly(newer);
    assertThat(store().refused(HERE, 3, 7)).contains(older);
    List<RefusedChange> visited = new ArrayList<>();
    store().refused(HERE, visited::add);
    store().refused(NEIGHBOUR, visited::add);
    assertThat(visited).containsExactly(newer, older);
    StoreBatch gone = new StoreBatch();
    gone.add(new Entry.DeleteRefused(HERE, 3, 7));
    store().commit(gone);
    assertThat(store().refused(HERE, 10)).containsExactly(newer);
    assertThat(store().refused(HERE, 3, 7)).isEmpty();
    assertThat(store().refused(NEIGHBOUR, 10)).isEmpty();
  }

  @Test
  void keepsADigestForEachRange() {
    RangeDigest first = RangeDigest.OF_NONE.plus(key("a", 1), state(1));
    RangeDigest last = RangeDigest.NOTHING.upTo(Optional.of(Bytes.copyOf((byte) 0xFF, (byte) 7)));
    StoreBatch batch = new StoreBatch();
    batch.add(new Entry.PutDigest(HERE, 0, first));
    batch.add(new Entry.PutDigest(HERE, RangeDigest.RANGES - 1, last));
    batch.add(new Entry.PutDigest(NEIGHBOUR, 3, first));
    store().commit(batch);
    List<RangeDigest> held = store().digests(HERE);
    assertThat(held).hasSize(RangeDigest.RANGES).startsWith(first).endsWith(last);
    assertThat(held.subList(1, RangeDigest.RANGES - 1)).containsOnly(RangeDigest.NOTHING);
    assertThat(store().digests(OTHER_TABLE)).containsOnly(RangeDigest.NOTHING);
  }

  @Test
  void keepsTheLastOfEach() {
    put(HERE, key("a", 1), 1);
    put(HERE, key("a", 1), 2);
    assertThat(store().item(HERE, key("a", 1))).contains(state(2));
  }

  @Test
  void keepsPartitionsAndTablesApart() {
    put(HERE, key("a", 1), 1);
    put(NEIGHBOUR, key("a", 1), 2);
    put(OTHER_TABLE, key("a", 1), 3);
    assertThat(store().item(HERE, key("a", 1))).contains(state(1));
    assertThat(store().item(NEIGHBOUR, key("a", 1))).contains(state(2));
    assertThat(store().item(OTHER_TABLE, key("a", 1))).contains(state(3));
    assertThat(scanned(NEIGHBOUR)).containsExactly(key("a", 1));
  }

  @Test
  void scansInTheOrderOfPositions() {
    put(HERE, key("b", 1), 1);
    put(HERE, key("a", 10), 1);
    put(HERE, key("a", -3), 1);
    put(HERE, key("a", 2), 1);
    assertThat(scanned(HERE))
        .isSortedAccordingTo(Comparator.comparing(ItemPosition::of))
        .containsExactlyInAnyOrder(key("a", -3), key("a", 2), key("a", 10), key("b", 1));
  }

  @Test
  void scansAsOfTheMomentOfTheCall() {
    put(HERE, key("a", 1), 1);
    put(HERE, key("b", 1), 1);
    List<EncodedKey> seen = new ArrayList<>();
    store()
        .scan(
            HERE,
            (key, state) -> {
              seen.add(key);
              assertThat(state).isEqualTo(state(1));
              put(HERE, key("c", 1), 9);
              put(HERE, key("b", 1), 9);
            });
    assertThat(seen).containsExactlyInAnyOrder(key("a", 1), key("b", 1));
  }

  @Test
  void leavesNothingOfAnItemThatGoesWithoutATrace() {
    put(HERE, key("a", 1), 1);
    put(HERE, key("a", 2), 2);
    commit(new Entry.DeleteItem(HERE, key("a", 1)));
    commit(new Entry.DeleteItem(HERE, key("never", 1)));
    assertThat(store().item(HERE, key("a", 1))).isEmpty();
    assertThat(scanned(HERE)).containsExactly(key("a", 2));
    assertThat(store().item(HERE, key("a", 2))).contains(state(2));
  }

  @Test
  void keepsTransactionsInTheirOrderUntilTheyAreDone() {
    Transaction first = transaction("a", 1);
    Transaction second = transaction("b", 2);
    commit(new Entry.PutTransaction(new TransactionId(300, 0), second));
    commit(new Entry.PutTransaction(new TransactionId(7, 1), second));
    commit(new Entry.PutTransaction(new TransactionId(7, 0), first));
    commit(new Entry.DeleteTransaction(new TransactionId(300, 0)));
    assertThat(store().transactions().pending())
        .containsExactly(
            Map.entry(new TransactionId(7, 0), first), Map.entry(new TransactionId(7, 1), second));
  }

  @Test
  void keepsTokensAndGoesThroughThemAFewAtATime() {
    List<StoredToken> tokens = List.of(token("a", 1), token("ab", 2), token("b", 3));
    tokens.forEach(token -> commit(new Entry.PutToken(token)));
    commit(new Entry.PutToken(token("gone", 4)));
    commit(new Entry.DeleteToken("gone"));
    assertThat(store().transactions().token("ab")).contains(tokens.get(1));
    assertThat(store().transactions().token("gone")).isEmpty();
    List<StoredToken> begun = store().transactions().tokens(Optional.empty(), 2);
    List<StoredToken> rest =
        store().transactions().tokens(Optional.of(begun.getLast().token().text()), 2);
    assertThat(begun).hasSize(2);
    assertThat(rest).hasSize(1);
    assertThat(Stream.concat(begun.stream(), rest.stream()))
        .containsExactlyInAnyOrderElementsOf(tokens);
  }

  private static Transaction transaction(String key, long millis) {
    List<Transaction.Write> writes =
        List.of(
            new Transaction.Write(key(key, 1), state(millis).content()),
            new Transaction.Write(key(key, 2), new Content.Deleted()));
    return new Transaction(Optional.empty(), List.of(new Transaction.Part(7, 1, writes)));
  }

  private static StoredToken token(String text, long millis) {
    return new StoredToken(new ClientToken(text, Bytes.copyOf((byte) millis)), millis);
  }

  @Test
  void dropsATableAndNoOther() {
    for (PartitionId partition : List.of(HERE, NEIGHBOUR, OTHER_TABLE)) {
      put(partition, key("a", 1), 1);
      commit(new Entry.PutApplied(partition, applied(1)));
    }
    store().drop(HERE.table());
    for (PartitionId partition : List.of(HERE, NEIGHBOUR)) {
      assertThat(store().item(partition, key("a", 1))).isEmpty();
      assertThat(store().applied(partition)).isEqualTo(Applied.NOTHING);
      assertThat(scanned(partition)).isEmpty();
    }
    assertThat(scanned(OTHER_TABLE)).containsExactly(key("a", 1));
    put(HERE, key("a", 2), 1);
    assertThat(scanned(HERE)).containsExactly(key("a", 2));
  }

  protected void put(PartitionId partition, EncodedKey key, long millis) {
    commit(new Entry.PutItem(partition, key, state(millis)));
  }

  protected void commit(Entry entry) {
    StoreBatch batch = new StoreBatch();
    batch.add(entry);
    store().commit(batch);
  }

  protected List<EncodedKey> scanned(PartitionId partition) {
    List<EncodedKey> keys = new ArrayList<>();
    store().scan(partition, (key, state) -> keys.add(key));
    return keys;
  }
}

package dev.pangaea.regionnode.leader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.store.rocksdb.RocksSettings;
import dev.pangaea.regionnode.store.rocksdb.RocksStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** At any time a range's digest is what its items come to, those that it covers. */
class DigestLawsTest {
  private static final RegionName HOME = new RegionName("us-east-1");

  private static Path folder;
  private static Store rocks;
  private static int tables;

  /** Something that happens to a partition. */
  sealed interface Step {
    record Put(int key) implements Step {}

    record Delete(int key) implements Step {}

    /** Nothing is left where an item was. */
    record Drop(int key) implements Step {}

    /** Several of them in one batch. */
    record Together(List<Step> steps) implements Step {}

    record Recount(int key) implements Step {}

    record Fill(int items) implements Step {}

    /** The partition is opened anew on what is in the store. */
    record Open() implements Step {}

    /** An older node writes: it knows of no digests. */
    record Unknowing(int key) implements Step {}
  }

  @BeforeContainer
  static void openStore() throws IOException {
    folder = Files.createTempDirectory("digests");
    rocks = RocksStore.open(RocksSettings.at(folder));
  }

  @AfterContainer
  static void closeStore() throws IOException {
    rocks.close();
    try (var files = Files.walk(folder)) {
      files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
    }
  }

  @Property(tries = 500)
  void digestsInMemoryAreOfTheItems(@ForAll("histories") List<Step> steps) {
    new History(new MemoryStore()).play(steps);
  }

  @Property(tries = 100)
  void digestsOnTheDiskAreOfTheItems(@ForAll("histories") List<Step> steps) {
    new History(rocks).play(steps);
  }

  @Property(tries = 50)
  void theOrderOfWritesDoesNotMatter(@ForAll("keys") List<Integer> keys) {
    RangeDigest one = RangeDigest.OF_NONE;
    RangeDigest other = RangeDigest.OF_NONE;
    List<Integer> turned = new ArrayList<>(keys);
    Collections.reverse(turned);
    for (int key : keys) {
      one = one.plus(key(key), state(key, content(key)));
    }
    for (int key : turned) {
      other = other.plus(key(key), state(key, content(key)));
    }
    assertThat(one).isEqualTo(other);
    for (int key : keys) {
      one = one.minus(key(key), state(key, content(key)));
    }
    assertThat(one).isEqualTo(RangeDigest.OF_NONE);
  }

  @Provide
  Arbitrary<List<Integer>> keys() {
    return Arbitraries.integers().between(0, 50).list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Integer> key = Arbitraries.integers().between(0, 20);
    Arbitrary<Step> writes =
        Arbitraries.frequencyOf(
            Tuple.of(4, key.map(Step.Put::new)),
            Tuple.of(1, key.map(Step.Delete::new)),
            Tuple.of(1, key.map(Step.Drop::new)));
    Arbitrary<List<Step>> before = key.<Step>map(Step.Unknowing::new).list().ofMaxSize(15);
    Arbitrary<List<Step>> after =
        Arbitraries.frequencyOf(
                Tuple.of(6, writes),
                Tuple.of(2, writes.list().ofMaxSize(5).map(Step.Together::new)),
                Tuple.of(1, key.map(Step.Recount::new)),
                Tuple.of(4, Arbitraries.integers().between(1, 4).map(Step.Fill::new)),
                Tuple.of(1, Arbitraries.of(new Step.Open())))
            .list()
            .ofMaxSize(60);
    return before.flatMap(
        old ->
            after.map(
                steps -> {
                  List<Step> all = new ArrayList<>(old);
                  all.add(new Step.Open());
                  all.addAll(steps);
                  return all;
                }));
  }

  private static EncodedKey key(int number) {
    return EncodedKey.of(PrimaryKey.of(new StringValue("key " + number)));
  }

  private static Content content(int number) {
    return number % 3 == 0
        ? new Content.Deleted()
        : new Content.Present(new EncodedItem(Bytes.copyOf((byte) number)));
  }

  private static ItemState state(long time, Content content) {
    Version version = new Version(HybridTime.of(time, 0), HOME);
    return new ItemState(version, Context.of(version), content);
  }

  /** One partition, step by step. */
  private static final class History {
    private final Store store;
    private final PartitionId partition = new PartitionId(++tables, 3);
    private PartitionDigests digests;
    private long time;

    History(Store store) {
      this.store = store;
      this.digests = new PartitionDigests(partition, store);
    }

    void play(List<Step> steps) {
      for (Step step : steps) {
        StoreBatch batch = new StoreBatch();
        play(step, batch, new TreeMap<>());
        digests.settle(batch);
        store.commit(batch);
        if (!(step instanceof Step.Unknowing)) {
          check();
        }
      }
      while (!digests.whole()) {
        play(new Step.Fill(3), new StoreBatch(), new TreeMap<>());
      }
      check();
      assertThat(store.digests(partition)).allMatch(RangeDigest::whole);
    }

    private void play(
        Step step, StoreBatch batch, TreeMap<EncodedKey, Optional<ItemState>> pending) {
      switch (step) {
        case Step.Put(int key) ->
            write(
                key,
                new Content.Present(new EncodedItem(Bytes.copyOf((byte) key))),
                batch,
                pending,
                true);
        case Step.Delete(int key) -> write(key, new Content.Deleted(), batch, pending, true);
        case Step.Drop(int key) -> drop(key(key), batch, pending);
        case Step.Unknowing(int key) -> write(key, content(key), batch, pending, false);
        case Step.Together(List<Step> steps) -> steps.forEach(each -> play(each, batch, pending));
        case Step.Recount(int key) -> digests.recount(RangeDigest.range(key(key)));
        case Step.Fill(int items) -> {
          StoreBatch filled = new StoreBatch();
          digests.fill(items, filled);
          store.commit(filled);
        }
        case Step.Open() -> digests = new PartitionDigests(partition, store);
      }
    }

    private void write(
        int number,
        Content content,
        StoreBatch batch,
        TreeMap<EncodedKey, Optional<ItemState>> pending,
        boolean known) {
      EncodedKey key = key(number);
      ItemState after = state(++time, content);
      Optional<ItemState> before = before(key, pending);
      pending.put(key, Optional.of(after));
      batch.add(new StoreBatch.Entry.PutItem(partition, key, after));
      if (known) {
        digests.put(key, before, Optional.of(after));
      }
    }

    private void drop(
        EncodedKey key, StoreBatch batch, TreeMap<EncodedKey, Optional<ItemState>> pending) {
      digests.put(key, before(key, pending), Optional.empty());
      pending.put(key, Optional.empty());
      batch.add(new StoreBatch.Entry.DeleteItem(partition, key));
    }

    private Optional<ItemState> before(
        EncodedKey key, TreeMap<EncodedKey, Optional<ItemState>> pending) {
      Optional<ItemState> known = pending.get(key);
      return known == null ? store.item(partition, key) : known;
    }

    private void check() {
      assertThat(store.digests(partition)).isEqualTo(RangeDigest.anew(store, partition));
    }
  }
}

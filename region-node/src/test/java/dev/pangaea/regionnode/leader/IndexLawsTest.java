package dev.pangaea.regionnode.leader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.store.rocksdb.RocksSettings;
import dev.pangaea.regionnode.store.rocksdb.RocksStore;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.IndexProjection;
import dev.pangaea.regionnode.table.IndexRows;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.IndexShape;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** At any time an index is what a rebuild makes of the items that it covers. */
class IndexLawsTest {
  private static final RegionName HOME = new RegionName("us-east-1");
  private static final KeyAttribute A = new KeyAttribute("a", KeyAttribute.Type.S);
  private static final KeyAttribute B = new KeyAttribute("b", KeyAttribute.Type.N);
  private static final KeySchema TABLE =
      new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty());
  private static final int INDEXES = 4;

  private static Path folder;
  private static Store rocks;
  private static int tables;

  /** Something that happens to a partition. */
  sealed interface Step {
    record Put(int key, Optional<AttributeValue> a, Optional<AttributeValue> b) implements Step {}

    record Delete(int key) implements Step {}

    /** Several of them in one batch. */
    record Together(List<Step> steps) implements Step {}

    /** From now on these indexes are kept, by the bits of a number. */
    record Keep(int indexes) implements Step {}

    record Fill(int items) implements Step {}

    /** The partition is opened anew on what is in the store. */
    record Open() implements Step {}
  }

  @BeforeContainer
  static void openStore() throws IOException {
    folder = Files.createTempDirectory("indexes");
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
  void anIndexInMemoryIsARebuild(@ForAll("histories") List<Step> steps) {
    new History(new MemoryStore()).play(steps);
  }

  @Property(tries = 200)
  void anIndexOnTheDiskIsARebuild(@ForAll("histories") List<Step> steps) {
    new History(rocks).play(steps);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Integer> key = Arbitraries.integers().between(0, 9);
    Arbitrary<Step> writes =
        Arbitraries.frequencyOf(Tuple.of(4, puts(key)), Tuple.of(1, key.map(Step.Delete::new)));
    return Arbitraries.frequencyOf(
            Tuple.of(6, writes),
            Tuple.of(2, writes.list().ofMaxSize(5).map(Step.Together::new)),
            Tuple.of(2, Arbitraries.integers().between(0, (1 << INDEXES) - 1).map(Step.Keep::new)),
            Tuple.of(4, Arbitraries.integers().between(1, 4).map(Step.Fill::new)),
            Tuple.of(1, Arbitraries.of(new Step.Open())))
        .list()
        .ofMaxSize(60);
  }

  private static Arbitrary<Step> puts(Arbitrary<Integer> key) {
    Arbitrary<AttributeValue> value =
        Arbitraries.oneOf(
            Arbitraries.of("", "x", "y", "z".repeat(2049)).map(StringValue::new),
            Arbitraries.longs().between(-2, 2).map(NumberValue::of),
            Arbitraries.of(new BinaryValue(Bytes.copyOf((byte) 0))));
    return Combinators.combine(key, value.optional(), value.optional()).as(Step.Put::new);
  }

  private static IndexRows index(int slot, int number) {
    boolean two = slot % 2 == 1;
    IndexProjection projection =
        switch (slot) {
          case 0 -> new IndexProjection.All();
          case 1 -> new IndexProjection.KeysOnly();
          default -> new IndexProjection.Include(List.of("b", "c"));
        };
    IndexShape shape =
        new IndexShape(
            IndexShape.Kind.GLOBAL,
            two ? List.of(A, B) : List.of(A),
            slot == 2 ? List.of(B) : List.of(),
            projection,
            new Capacity.OnDemand());
    return IndexRows.of(TABLE, IndexSettings.creating("index", shape, number));
  }

  /** One partition, step by step. */
  private static final class History {
    private final Store store;
    private final PartitionId partition;
    private final TreeMap<Integer, IndexRows> kept = new TreeMap<>();
    private PartitionIndexes indexes;
    private int numbers;
    private long time;

    History(Store store) {
      this.store = store;
      this.partition = new PartitionId(++tables, 3);
      this.indexes = new PartitionIndexes(partition, store);
    }

    void play(List<Step> steps) {
      for (Step step : steps) {
        StoreBatch batch = new StoreBatch();
        play(step, batch, new TreeMap<>());
        indexes.settle(batch);
        store.commit(batch);
        check();
      }
      while (!indexes.whole()) {
        play(new Step.Fill(3), new StoreBatch(), new TreeMap<>());
      }
      check();
    }

    private void play(Step step, StoreBatch batch, TreeMap<EncodedKey, ItemState> pending) {
      switch (step) {
        case Step.Put(int key, var a, var b) -> {
          TreeMap<String, AttributeValue> item = new TreeMap<>();
          item.put("p", new StringValue("key " + key));
          item.put("c", new StringValue("content"));
          a.ifPresent(value -> item.put("a", value));
          b.ifPresent(value -> item.put("b", value));
          write(key, new Content.Present(EncodedItem.of(new Item(item))), batch, pending);
        }
        case Step.Delete(int key) -> write(key, new Content.Deleted(), batch, pending);
        case Step.Together(List<Step> steps) -> steps.forEach(each -> play(each, batch, pending));
        case Step.Keep(int wanted) -> keep(wanted);
        case Step.Fill(int items) -> {
          if (!indexes.whole()) {
            StoreBatch filled = new StoreBatch();
            indexes.fill(items, filled);
            store.commit(filled);
          }
        }
        case Step.Open() -> {
          indexes = new PartitionIndexes(partition, store);
          hand();
        }
      }
    }

    private void write(
        int number, Content content, StoreBatch batch, TreeMap<EncodedKey, ItemState> pending) {
      EncodedKey key = EncodedKey.of(PrimaryKey.of(new StringValue("key " + number)));
      Version version = new Version(HybridTime.of(++time, 0), HOME);
      ItemState after = new ItemState(version, Context.of(version), content);
      Optional<EncodedItem> before =
          Optional.ofNullable(pending.get(key))
              .or(() -> store.item(partition, key))
              .flatMap(known -> known.content().visible());
      pending.put(key, after);
      batch.add(new StoreBatch.Entry.PutItem(partition, key, after));
      indexes.put(key, before, content.visible(), batch);
    }

    private void keep(int wanted) {
      List<Integer> dropped = new ArrayList<>();
      for (int slot = 0; slot < INDEXES; slot++) {
        boolean keeps = (wanted & 1 << slot) != 0;
        if (!keeps && kept.containsKey(slot)) {
          dropped.add(kept.remove(slot).number());
        }
        if (keeps && !kept.containsKey(slot)) {
          kept.put(slot, index(slot, ++numbers));
        }
      }
      hand();
      dropped.forEach(number -> store.dropIndex(partition.table(), number));
    }

    private void hand() {
      indexes.keep(new KeptIndexes(List.copyOf(kept.values()), () -> {}));
    }

    private void check() {
      for (IndexRows index : kept.values()) {
        IndexState state = store.indexState(partition, index.number());
        TreeMap<Bytes, EncodedItem> rebuilt = new TreeMap<>();
        store.scan(
            partition,
            (key, item) -> {
              if (item.content() instanceof Content.Present(EncodedItem content)
                  && state.covers(ItemPosition.of(key))) {
                index
                    .row(key, content, content.decode())
                    .ifPresent(row -> rebuilt.put(row.position(), row.item()));
              }
            });
        List<EncodedItem> rows = new ArrayList<>();
        store.index(partition.table(), index.number(), KeyRange.ALL, true, rows::add);
        assertThat(rows).containsExactlyElementsOf(rebuilt.values());
        assertThat(state.rows()).isEqualTo(rebuilt.size());
      }
      for (int number = 1; number <= numbers; number++) {
        int each = number;
        if (kept.values().stream().noneMatch(index -> index.number() == each)) {
          store.index(
              partition.table(),
              number,
              KeyRange.ALL,
              true,
              row -> {
                throw new AssertionError("a row of an index that was dropped");
              });
        }
      }
    }
  }
}

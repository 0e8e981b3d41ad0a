package dev.pangaea.regionnode.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.backup.files.Row;
import dev.pangaea.regionnode.backup.files.RowsReader;
import dev.pangaea.regionnode.store.ForwardingStore;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.RefusedChange;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.WarmThroughput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotMakerTest {
  private static final RegionName EU = new RegionName("eu-west-1");

  @TempDir private Path folder;

  @Test
  void whatIsKeptAsideIsInItAndReadOneByOne() throws Exception {
    FakeTables tables = new FakeTables(new RegionName("us-east-1"), 1);
    KeySchema key = new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty());
    tables.create("T", TableSettings.onDemand(key), WarmThroughput.NONE);
    SourceTable table = SourceTable.of(tables.table("T").orElseThrow());
    List<RefusedChange> aside = LongStream.range(0, 9).mapToObj(SnapshotMakerTest::aside).toList();
    MemoryStore memory = new MemoryStore();
    StoreBatch batch = new StoreBatch();
    aside.forEach(
        each ->
            batch.add(
                new StoreBatch.Entry.PutRefused(new PartitionId(table.storeNumber(), 0), each)));
    memory.commit(batch);

    Snapshot made =
        new SnapshotMaker(new OneByOne(memory), Set.of(EU), () -> {}).make(table, 1, folder);

    List<RefusedChange> found = new ArrayList<>();
    RowsReader.read(
        folder,
        made.files().getFirst(),
        row -> {
          if (row instanceof Row.KeptAside(RefusedChange refused)) {
            found.add(refused);
          }
        });
    assertThat(found).containsExactlyElementsOf(aside.reversed());
  }

  /** Would have to hold all at once, each of which may be as large as an item. */
  private static final class OneByOne extends ForwardingStore {
    OneByOne(MemoryStore store) {
      super(store);
    }

    @Override
    public List<RefusedChange> refused(PartitionId partition, int most) {
      throw new AssertionError("all of them at once");
    }
  }

  private static RefusedChange aside(long offset) {
    StringValue name = new StringValue("k" + offset);
    Version version = new Version(HybridTime.of(offset + 1, 0), EU);
    Change change =
        new Change(
            EncodedKey.of(new PrimaryKey(name, Optional.empty())),
            version,
            Context.of(version),
            new Content.Present(EncodedItem.of(Item.of(Map.of("p", name)))));
    return new RefusedChange(offset, 0, 5, change);
  }
}

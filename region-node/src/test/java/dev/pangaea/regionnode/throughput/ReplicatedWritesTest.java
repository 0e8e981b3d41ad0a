package dev.pangaea.regionnode.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableChange;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReplicatedWritesTest {
  private static final RegionName HOME = new RegionName("us-east-1");
  private static final RegionName AWAY = new RegionName("eu-west-1");

  private final FakeTables tables = new FakeTables(HOME, 1);
  private final Throughputs throughputs = new Throughputs(() -> 0);
  private final ReplicatedWrites replicated = new ReplicatedWrites(throughputs, tables);

  @Test
  void areChargedToTablesThatAreMetered() {
    KeySchema keys = new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty());
    tables.create("carts", TableSettings.onDemand(keys));
    take();
    assertThat(units()).isEqualTo(3);

    tables.change(
        "carts",
        new TableChange.Tag(
            new TreeMap<>(Map.of(TableSettings.CAPACITY_TAG, TableSettings.CAPACITY_UNMETERED))));
    take();
    assertThat(throughputs.all()).isEmpty();
    tables.change(
        "carts", new TableChange.Untag(new TreeSet<>(List.of(TableSettings.CAPACITY_TAG))));
    assertThat(units()).as("what came meanwhile is not in it").isEqualTo(3);
  }

  private double units() {
    return throughputs.of(carts()).orElseThrow().usage().units(UnitKind.WRITE);
  }

  private void take() {
    PartitionId partition = new PartitionId(carts().storeNumber(), 0);
    replicated.taken(partition, delivery());
  }

  private TableView carts() {
    return tables.table("carts").orElseThrow();
  }

  /** Of an item that takes three units. */
  private static Delivery delivery() {
    EncodedKey key = EncodedKey.of(PrimaryKey.of(new StringValue("c1")));
    Item item = Item.of(Map.of("p", new StringValue("c1"), "v", new StringValue("x".repeat(2500))));
    Version version = new Version(HybridTime.of(1, 0), AWAY);
    Change change =
        new Change(key, version, Context.of(version), new Content.Present(EncodedItem.of(item)));
    Progress to = new Progress(AWAY, "log", Position.START, new Watermark(HybridTime.of(1, 0), 1));
    return new Delivery("carts", 0, Position.START, to, List.of(change));
  }
}

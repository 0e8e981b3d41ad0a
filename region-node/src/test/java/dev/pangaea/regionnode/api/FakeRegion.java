package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.leader.FakeLeaders;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import java.util.List;
import java.util.Optional;

/** A region's operations over tables, store and leaders in memory. */
public final class FakeRegion implements AutoCloseable {
  public static final RegionName US = new RegionName("us-east-1");
  public static final RegionName EU = new RegionName("eu-west-1");

  public final FakeTables tables = new FakeTables(US, 4);
  public final MemoryStore store = new MemoryStore();
  public final FakeLeaders leaders = new FakeLeaders(store, tables::indexes);
  public final Operations operations =
      Operations.of(Identity.of(US, List.of(EU, US)), tables, store, leaders);

  /** A table whose items have a partition key {@code p}, a string. */
  public FakeRegion table(String name) {
    tables.create(name, TableSettings.onDemand(schema(Optional.empty())));
    return this;
  }

  /** A table whose items have a partition key {@code p}, a string, and a sort key {@code s}. */
  public FakeRegion table(String name, KeyAttribute.Type sortKey) {
    KeyAttribute attribute = new KeyAttribute("s", sortKey);
    tables.create(name, TableSettings.onDemand(schema(Optional.of(attribute))));
    return this;
  }

  private static KeySchema schema(Optional<KeyAttribute> sortKey) {
    return new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), sortKey);
  }

  @Override
  public void close() {
    leaders.close();
    store.close();
  }
}

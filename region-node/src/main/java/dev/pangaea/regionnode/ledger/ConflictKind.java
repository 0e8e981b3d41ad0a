package dev.pangaea.regionnode.ledger;

import dev.pangaea.conflict.change.Content;
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
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What conflicts are counted by. The counts lie beside the ledger, and are written with it: they
 * outlive a restart, and the conflicts themselves.
 *
 * @param origin the region that the change came from
 */
public record ConflictKind(String table, String rule, String outcome, RegionName origin)
    implements Comparable<ConflictKind> {
  /** Where the counts lie. */
  public static final PartitionId COUNTS = new PartitionId(PartitionId.LEDGER_TABLE, 1);

  private static final String COUNT = "n";
  private static final Comparator<ConflictKind> ORDER =
      Comparator.comparing(ConflictKind::table)
          .thenComparing(ConflictKind::rule)
          .thenComparing(ConflictKind::outcome)
          .thenComparing(ConflictKind::origin);

  public static ConflictKind of(TableLabel table, Conflict conflict) {
    return new ConflictKind(
        table.name(),
        conflict.rule(),
        conflict.decided().name(),
        conflict.arrived().version().region());
  }

  /** How many of each kind a store knows of. */
  public static SortedMap<ConflictKind, Long> counts(Store store) {
    TreeMap<ConflictKind, Long> counts = new TreeMap<>();
    store.scan(COUNTS, (key, state) -> counts.put(of(key), count(state)));
    return counts;
  }

  /** Where the count lies. */
  public EncodedKey key() {
    return EncodedKey.of(
        PrimaryKey.of(
            new StringValue(table), new StringValue(rule + "/" + outcome + "/" + origin)));
  }

  /** A count as it is kept. */
  public ItemState counted(long count) {
    Version version = new Version(HybridTime.ZERO, origin);
    Item item = Item.of(Map.of(COUNT, NumberValue.of(count)));
    return new ItemState(version, Context.of(version), new Content.Present(EncodedItem.of(item)));
  }

  @Override
  public int compareTo(ConflictKind other) {
    return ORDER.compare(this, other);
  }

  private static ConflictKind of(EncodedKey encoded) {
    PrimaryKey key = encoded.decode();
    String table = ((StringValue) key.partitionKey()).value();
    String[] parts = ((StringValue) key.sortKey().orElseThrow()).value().split("/", 3);
    return new ConflictKind(table, parts[0], parts[1], new RegionName(parts[2]));
  }

  private static long count(ItemState state) {
    Item item = state.content().visible().orElseThrow().decode();
    return ((NumberValue) item.attribute(COUNT).orElseThrow()).value().longValueExact();
  }
}

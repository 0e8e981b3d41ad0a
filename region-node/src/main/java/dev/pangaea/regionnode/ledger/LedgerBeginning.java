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
import dev.pangaea.regionnode.store.StoreBatch;
import java.util.Map;
import java.util.Optional;

/**
 * Since when a store has a conflict ledger. A store that is lost begins another one, which is
 * filled from the logs as far as they go back.
 */
public final class LedgerBeginning {
  private static final PartitionId PLACE = new PartitionId(PartitionId.LEDGER_TABLE, 3);
  private static final EncodedKey KEY = EncodedKey.of(PrimaryKey.of(new StringValue("since")));
  private static final String MILLIS = "ms";

  private LedgerBeginning() {}

  /** Notes that the ledger begins now, unless it has begun. */
  public static void note(Store store, RegionName region, long nowMillis) {
    if (millis(store).isEmpty()) {
      Version version = new Version(HybridTime.ZERO, region);
      Item item = Item.of(Map.of(MILLIS, NumberValue.of(nowMillis)));
      Content content = new Content.Present(EncodedItem.of(item));
      StoreBatch batch = new StoreBatch();
      batch.add(
          new StoreBatch.Entry.PutItem(
              PLACE, KEY, new ItemState(version, Context.of(version), content)));
      store.commit(batch);
    }
  }

  /** Empty where it has not begun. */
  public static Optional<Long> millis(Store store) {
    return store
        .item(PLACE, KEY)
        .flatMap(state -> state.content().visible())
        .flatMap(item -> item.decode().attribute(MILLIS))
        .map(value -> ((NumberValue) value).value().longValueExact());
  }
}

package dev.pangaea.regionnode.ledger;

import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A conflict that is yet to be told on the region's topic. Written with the conflict, removed once
 * the topic has it: whatever is killed in between, none is passed over.
 */
public record Announcement(String table, LedgerId id) {
  /** Where they lie: those of a partition in the order of its log. */
  public static final PartitionId WAITING = new PartitionId(PartitionId.LEDGER_TABLE, 2);

  private static final String TABLE = "t";
  private static final String ID = "id";

  /** Some that wait. */
  public static List<Announcement> waiting(Store store, int most) {
    List<Announcement> found = new ArrayList<>();
    store.scan(
        WAITING,
        KeyRange.ALL,
        (key, state) -> {
          found.add(of(state));
          return found.size() < most;
        });
    return found;
  }

  public EncodedKey key() {
    PartitionId partition = id.partition();
    ConflictAt at = id.at();
    long place = ((long) partition.table() << Integer.SIZE) + partition.partition();
    return EncodedKey.of(
        PrimaryKey.of(
            NumberValue.of(place),
            new StringValue("%019d.%010d".formatted(at.offset(), at.index()))));
  }

  /**
   * @param conflict what the ledger holds
   */
  public ItemState state(ItemState conflict) {
    Item item = Item.of(Map.of(TABLE, new StringValue(table), ID, new StringValue(id.text())));
    return new ItemState(
        conflict.version(), conflict.context(), new Content.Present(EncodedItem.of(item)));
  }

  private static Announcement of(ItemState state) {
    Item item = state.content().visible().orElseThrow().decode();
    return new Announcement(text(item, TABLE), LedgerId.parse(text(item, ID)).orElseThrow());
  }

  private static String text(Item item, String name) {
    return ((StringValue) item.attribute(name).orElseThrow()).value();
  }
}

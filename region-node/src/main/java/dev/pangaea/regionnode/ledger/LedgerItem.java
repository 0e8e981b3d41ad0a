package dev.pangaea.regionnode.ledger;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.Decided;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.resolve.Loss;
import dev.pangaea.conflict.version.Version;
import java.util.TreeMap;

/**
 * A conflict as an item of the ledger: a pure function of the conflict, so that a replay writes the
 * same. It may be larger than an application's items, since it holds up to three of them; none of
 * them where both sides are merged and neither lost anything.
 */
public final class LedgerItem {
  static final String SIDE = "side";
  static final String IMAGE = "image";
  static final String VERSION = "version";
  static final String REGION = "region";
  static final String WRITTEN_AT = "writtenAt";
  static final String CONTEXT = "context";
  static final String LOST = "lost";
  static final String DELETE_LOST = "deleteLost";

  private LedgerItem() {}

  public static Item of(TableLabel table, LedgerId id, Conflict conflict) {
    boolean merged = conflict.decided() == Decided.MERGED;
    TreeMap<String, AttributeValue> item = new TreeMap<>();
    item.put(LedgerTable.TABLE, new StringValue(table.name()));
    item.put(LedgerTable.ID, new StringValue(id.text()));
    item.put(LedgerTable.ITEM, new StringValue(ItemText.of(conflict.key())));
    item.put(LedgerTable.KEY, MapValue.of(table.attributes(conflict.key().decode())));
    item.put(LedgerTable.DECIDED_AT, time(conflict.at().decidedMillis()));
    item.put(LedgerTable.DECIDED_MILLIS, NumberValue.of(conflict.at().decidedMillis()));
    item.put(LedgerTable.RULE, new StringValue(conflict.rule()));
    item.put(LedgerTable.OUTCOME, new StringValue(conflict.decided().name()));
    item.put(LedgerTable.VERSION, new StringValue(conflict.after().version().toString()));
    Loss here = conflict.loss(Side.HERE);
    Loss arrived = conflict.loss(Side.ARRIVED);
    boolean images = !(merged && here.isNothing() && arrived.isNothing());
    MapValue sideHere = side(Side.HERE, conflict.here(), here, images);
    MapValue sideArrived = side(Side.ARRIVED, conflict.arrived(), arrived, images);
    boolean ahead = conflict.arrivedIsAhead();
    item.put(LedgerTable.WINNER, ahead ? sideArrived : sideHere);
    item.put(LedgerTable.LOSER, ahead ? sideHere : sideArrived);
    if (!images) {
      item.put(LedgerTable.IMAGES_LEFT_OUT, new BooleanValue(true));
    } else if (merged) {
      item.put(LedgerTable.RESULT, image(conflict.after().content()));
    }
    return new Item(item);
  }

  /** The same item, marked as restored. */
  static Item restored(Item item, Version as, long millis) {
    TreeMap<String, AttributeValue> marked = new TreeMap<>(item.attributes());
    marked.put(LedgerTable.RESTORED_AT, time(millis));
    marked.put(LedgerTable.RESTORED_AS, new StringValue(as.toString()));
    return new Item(marked);
  }

  private static MapValue side(Side name, ItemState state, Loss loss, boolean images) {
    TreeMap<String, AttributeValue> side = new TreeMap<>();
    side.put(SIDE, new StringValue(name.name()));
    if (images) {
      side.put(IMAGE, image(state.content()));
    }
    side.put(VERSION, new StringValue(state.version().toString()));
    side.put(REGION, new StringValue(state.version().region().value()));
    side.put(WRITTEN_AT, time(state.version().time().millis()));
    TreeMap<String, AttributeValue> context = new TreeMap<>();
    state
        .context()
        .seen()
        .forEach((region, time) -> context.put(region.value(), new StringValue(time.toString())));
    side.put(CONTEXT, MapValue.of(context));
    if (!loss.names().isEmpty()) {
      side.put(LOST, new StringSetValue(loss.names()));
    }
    if (loss.deletion()) {
      side.put(DELETE_LOST, new BooleanValue(true));
    }
    return MapValue.of(side);
  }

  /** Null for what was deleted. */
  private static AttributeValue image(Content content) {
    return switch (content) {
      case Content.Present(EncodedItem item) -> MapValue.of(item.decode().attributes());
      case Content.Deleted() -> new NullValue();
    };
  }

  private static StringValue time(long millis) {
    return new StringValue(LedgerId.time(millis));
  }
}

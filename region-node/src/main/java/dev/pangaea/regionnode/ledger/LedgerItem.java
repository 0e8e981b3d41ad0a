package dev.pangaea.regionnode.ledger;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.Decided;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Version;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A conflict as an item of the ledger: a pure function of the conflict, so that a replay writes the
 * same. It may be larger than an application's items, since it holds up to three of them.
 */
public final class LedgerItem {
  static final String SIDE = "side";
  static final String IMAGE = "image";
  static final String VERSION = "version";
  static final String REGION = "region";
  static final String WRITTEN_AT = "writtenAt";
  static final String CONTEXT = "context";
  static final String LOST = "lost";

  private LedgerItem() {}

  public static Item of(TableLabel table, LedgerId id, Conflict conflict) {
    ItemState winner = conflict.arrivedIsAhead() ? conflict.arrived() : conflict.here();
    ItemState loser = conflict.arrivedIsAhead() ? conflict.here() : conflict.arrived();
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
    item.put(LedgerTable.WINNER, side(conflict.arrivedIsAhead(), winner, conflict.after(), merged));
    item.put(LedgerTable.LOSER, side(!conflict.arrivedIsAhead(), loser, conflict.after(), merged));
    if (merged) {
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

  private static MapValue side(boolean arrived, ItemState state, ItemState after, boolean merged) {
    TreeMap<String, AttributeValue> side = new TreeMap<>();
    side.put(SIDE, new StringValue((arrived ? Side.ARRIVED : Side.HERE).name()));
    side.put(IMAGE, image(state.content()));
    side.put(VERSION, new StringValue(state.version().toString()));
    side.put(REGION, new StringValue(state.version().region().value()));
    side.put(WRITTEN_AT, time(state.version().time().millis()));
    TreeMap<String, AttributeValue> context = new TreeMap<>();
    state
        .context()
        .seen()
        .forEach((region, time) -> context.put(region.value(), new StringValue(time.toString())));
    side.put(CONTEXT, MapValue.of(context));
    TreeSet<String> lost = merged ? lost(state, after) : new TreeSet<>();
    if (!lost.isEmpty()) {
      side.put(LOST, new StringSetValue(lost));
    }
    return MapValue.of(side);
  }

  /** The names of attributes that are not as this side had them. */
  private static TreeSet<String> lost(ItemState side, ItemState after) {
    Map<String, AttributeValue> result = attributes(after.content());
    TreeSet<String> lost = new TreeSet<>();
    attributes(side.content())
        .forEach(
            (name, value) -> {
              if (!value.equals(result.get(name))) {
                lost.add(name);
              }
            });
    return lost;
  }

  private static Map<String, AttributeValue> attributes(Content content) {
    return content.visible().map(EncodedItem::decode).orElse(Item.EMPTY).attributes();
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

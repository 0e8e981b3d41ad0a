package dev.pangaea.regionnode.ledger;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.Decided;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An item of the ledger, read back: what {@link LedgerItem} wrote, and whether it is restored. */
public record LedgerRow(Item item) {
  public String table() {
    return text(LedgerTable.TABLE);
  }

  public LedgerId id() {
    return LedgerId.parse(text(LedgerTable.ID)).orElseThrow();
  }

  public String rule() {
    return text(LedgerTable.RULE);
  }

  public String outcome() {
    return text(LedgerTable.OUTCOME);
  }

  /** The item's version after the decision. */
  public Version version() {
    return version(text(LedgerTable.VERSION));
  }

  /** What the decision left; nothing where the row has no images. */
  public Content left() {
    AttributeValue result = item.attributes().get(LedgerTable.RESULT);
    return result == null ? winner().content() : content(result);
  }

  /** Whether something of either side stayed. */
  public boolean isMerge() {
    return outcome().equals(Decided.MERGED.name());
  }

  /** Whether it says what was written: not of a merge that lost nothing. */
  public boolean hasImages() {
    return !item.attributes().containsKey(LedgerTable.IMAGES_LEFT_OUT);
  }

  /** The item's key as one text. */
  public String itemText() {
    return text(LedgerTable.ITEM);
  }

  public String decidedAt() {
    return text(LedgerTable.DECIDED_AT);
  }

  /** The key of the item that the conflict is of. */
  public EncodedKey key(TableLabel table) {
    return table.key(map(item.attributes(), LedgerTable.KEY));
  }

  /** The one that stays, or the later one where both do in part. */
  public ItemState winner() {
    return state(map(item.attributes(), LedgerTable.WINNER));
  }

  public ItemState loser() {
    return state(map(item.attributes(), LedgerTable.LOSER));
  }

  public ItemState side(Side side) {
    Map<String, AttributeValue> loser = map(item.attributes(), LedgerTable.LOSER);
    return text(loser, LedgerItem.SIDE).equals(side.name()) ? state(loser) : winner();
  }

  /** What the conflict's restoration was written as, if it was restored. */
  public Optional<Version> restoredAs() {
    return item.attribute(LedgerTable.RESTORED_AS)
        .map(value -> version(((StringValue) value).value()));
  }

  public LedgerRow restored(Version as, long millis) {
    return new LedgerRow(LedgerItem.restored(item, as, millis));
  }

  /** For whoever cannot take images of this size: versions and all else stay. */
  public LedgerRow withoutImages() {
    TreeMap<String, AttributeValue> left = new TreeMap<>(item.attributes());
    left.remove(LedgerTable.RESULT);
    for (String name : List.of(LedgerTable.WINNER, LedgerTable.LOSER)) {
      TreeMap<String, AttributeValue> side = new TreeMap<>(map(left, name));
      side.remove(LedgerItem.IMAGE);
      left.put(name, MapValue.of(side));
    }
    left.put(LedgerTable.IMAGES_LEFT_OUT, new BooleanValue(true));
    return new LedgerRow(new Item(left));
  }

  private String text(String name) {
    return text(item.attributes(), name);
  }

  private static ItemState state(Map<String, AttributeValue> side) {
    TreeMap<RegionName, HybridTime> seen = new TreeMap<>();
    map(side, LedgerItem.CONTEXT)
        .forEach(
            (region, time) -> seen.put(new RegionName(region), time(((StringValue) time).value())));
    return new ItemState(
        version(text(side, LedgerItem.VERSION)),
        new Context(seen),
        content(side.getOrDefault(LedgerItem.IMAGE, new NullValue())));
  }

  private static Content content(AttributeValue image) {
    return image instanceof MapValue(var attributes)
        ? new Content.Present(EncodedItem.of(new Item(attributes)))
        : new Content.Deleted();
  }

  /** Empty for a text that is no version. */
  public static Optional<Version> parse(String version) {
    try {
      return Optional.of(version(version));
    } catch (IndexOutOfBoundsException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** A version as its own {@code toString} writes it. */
  private static Version version(String text) {
    int at = text.indexOf('@');
    return new Version(time(text.substring(0, at)), new RegionName(text.substring(at + 1)));
  }

  private static HybridTime time(String text) {
    int dot = text.indexOf('.');
    return HybridTime.of(
        Long.parseLong(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }

  private static String text(Map<String, AttributeValue> from, String name) {
    return ((StringValue) from.get(name)).value();
  }

  private static Map<String, AttributeValue> map(Map<String, AttributeValue> from, String name) {
    return ((MapValue) from.get(name)).entries();
  }
}

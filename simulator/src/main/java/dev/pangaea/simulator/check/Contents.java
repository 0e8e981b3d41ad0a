package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.ItemState;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The items of a world: a key, a text {@value #TEXT} that no other write ever leaves, and after an
 * update the text that it met. An {@link Edit} changes a number or a set beside them.
 */
public final class Contents {
  public static final String KEY = "pk";
  public static final String TEXT = "v";
  public static final String MET = "was";
  public static final String NUMBER = "n";
  public static final String SET = "s";

  /** When the item expires, where a put's text says so behind {@value #EXPIRES}. */
  public static final String UNTIL = "t";

  private static final String EXPIRES = "~";

  private Contents() {}

  public static EncodedKey key(String name) {
    return EncodedKey.of(PrimaryKey.of(new StringValue(name)));
  }

  public static String name(EncodedKey key) {
    return key.decode().partitionKey() instanceof StringValue(String name) ? name : "?";
  }

  public static EncodedItem put(EncodedKey key, String text) {
    TreeMap<String, AttributeValue> item = new TreeMap<>();
    item.put(KEY, string(name(key)));
    item.put(TEXT, string(text));
    int at = text.indexOf(EXPIRES);
    if (at >= 0) {
      item.put(UNTIL, NumberValue.of(Long.parseLong(text.substring(at + 1))));
    }
    return EncodedItem.of(Item.of(item));
  }

  /** A text of an item that expires. */
  public static String expiring(String text, long seconds) {
    return text + EXPIRES + seconds;
  }

  /** The second from which an item is to be gone; empty for one that stays. */
  public static OptionalLong until(Optional<EncodedItem> item) {
    return item.isPresent()
            && item.get().decode().attribute(UNTIL).orElse(string("")) instanceof NumberValue number
        ? OptionalLong.of(number.value().longValueExact())
        : OptionalLong.empty();
  }

  public static EncodedItem updated(EncodedKey key, Optional<EncodedItem> before, String text) {
    TreeMap<String, AttributeValue> after = kept(key, before, text);
    after.put(MET, string(before.map(Contents::text).orElse("")));
    return EncodedItem.of(Item.of(after));
  }

  static EncodedItem edited(EncodedKey key, Optional<EncodedItem> before, String text, Edit edit) {
    TreeMap<String, AttributeValue> after = kept(key, before, text);
    switch (edit) {
      case Edit.AddNumber(long amount) -> {
        BigDecimal there =
            after.get(NUMBER) instanceof NumberValue(BigDecimal number) ? number : BigDecimal.ZERO;
        after.put(NUMBER, new NumberValue(there.add(BigDecimal.valueOf(amount))));
      }
      case Edit.SetNumber(long number) -> after.put(NUMBER, NumberValue.of(number));
      case Edit.RemoveNumber() -> after.remove(NUMBER);
      case Edit.AddElement(String element) -> {
        TreeSet<String> elements = elements(after);
        elements.add(element);
        after.put(SET, new StringSetValue(elements));
      }
      case Edit.DeleteElement(String element) -> {
        TreeSet<String> elements = elements(after);
        elements.remove(element);
        after.remove(SET);
        if (!elements.isEmpty()) {
          after.put(SET, new StringSetValue(elements));
        }
      }
    }
    return EncodedItem.of(Item.of(after));
  }

  private static TreeSet<String> elements(Map<String, AttributeValue> item) {
    return item.get(SET) instanceof StringSetValue set
        ? new TreeSet<>(set.elements())
        : new TreeSet<>();
  }

  /** All attributes that an update leaves as they were, and its text. */
  private static TreeMap<String, AttributeValue> kept(
      EncodedKey key, Optional<EncodedItem> before, String text) {
    TreeMap<String, AttributeValue> kept = new TreeMap<>();
    before.ifPresent(item -> kept.putAll(item.decode().attributes()));
    kept.put(KEY, string(name(key)));
    kept.put(TEXT, string(text));
    return kept;
  }

  /** Without what says which write each part comes from. */
  static ItemState unstamped(ItemState state) {
    return new ItemState(state.version(), state.context(), state.content());
  }

  /** The text, with what is beside it if there is more; {@code -} where there is nothing. */
  static String words(Content content) {
    Optional<EncodedItem> item = visible(content);
    TreeMap<String, AttributeValue> rest = new TreeMap<>();
    item.ifPresent(there -> rest.putAll(there.decode().attributes()));
    rest.remove(KEY);
    rest.remove(TEXT);
    return rest.isEmpty() ? text(item) : text(item) + " with " + rest;
  }

  public static String text(EncodedItem item) {
    return item.decode().attribute(TEXT).orElse(string("?")) instanceof StringValue(String text)
        ? text
        : "?";
  }

  /** {@code -} where there is nothing. */
  public static String text(Optional<EncodedItem> item) {
    return item.map(Contents::text).orElse("-");
  }

  public static Optional<EncodedItem> visible(Content content) {
    return switch (content) {
      case Content.Present(EncodedItem item) -> Optional.of(item);
      case Content.Deleted() -> Optional.empty();
    };
  }

  private static AttributeValue string(String text) {
    return new StringValue(text);
  }
}

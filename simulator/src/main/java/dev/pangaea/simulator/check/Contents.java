package dev.pangaea.simulator.check;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import java.util.Map;
import java.util.Optional;

/**
 * The items of a world: a key, a text {@value #TEXT} that no other write ever leaves, and after an
 * update the text that it met.
 */
public final class Contents {
  public static final String KEY = "pk";
  public static final String TEXT = "v";
  public static final String MET = "was";

  private Contents() {}

  public static EncodedKey key(String name) {
    return EncodedKey.of(PrimaryKey.of(new StringValue(name)));
  }

  public static String name(EncodedKey key) {
    return key.decode().partitionKey() instanceof StringValue(String name) ? name : "?";
  }

  public static EncodedItem put(EncodedKey key, String text) {
    return EncodedItem.of(Item.of(Map.of(KEY, string(name(key)), TEXT, string(text))));
  }

  public static EncodedItem updated(EncodedKey key, Optional<EncodedItem> before, String text) {
    String met = before.map(Contents::text).orElse("");
    return EncodedItem.of(
        Item.of(Map.of(KEY, string(name(key)), TEXT, string(text), MET, string(met))));
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

package dev.pangaea.regionnode.expression.legacy;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.expression.AttributeChange;
import dev.pangaea.regionnode.expression.AttributeType;
import dev.pangaea.regionnode.expression.InvalidExpressionException;
import dev.pangaea.regionnode.expression.ItemUpdate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads AttributeUpdates. */
public final class LegacyUpdates {
  private LegacyUpdates() {}

  /**
   * @throws InvalidExpressionException with DynamoDB's message
   */
  public static ItemUpdate attributeUpdates(Map<String, AttributeUpdate> updates) {
    SortedMap<String, AttributeChange> changes = new TreeMap<>();
    updates.forEach((attribute, update) -> changes.put(attribute, change(update)));
    return ItemUpdate.ofAttributes(changes, "Type mismatch for attribute to update");
  }

  private static AttributeChange change(AttributeUpdate update) {
    String action = update.action().orElse("PUT");
    if (update.value().isEmpty()) {
      if (action.equals("DELETE")) {
        return new AttributeChange.Remove();
      }
      throw Comparison.invalid(
          "Only DELETE action is allowed when no attribute value is specified");
    }
    AttributeValue value = update.value().get();
    AttributeType type = AttributeType.of(value);
    return switch (action) {
      case "PUT" -> new AttributeChange.Put(value);
      case "ADD" ->
          switch (type) {
            case N, SS, NS, BS, L -> new AttributeChange.Add(value);
            case S, B, BOOL, NULL, M ->
                throw Comparison.invalid(
                    "ADD action is not supported for the type %s", type.word());
          };
      case "DELETE" ->
          switch (type) {
            case SS, NS, BS -> new AttributeChange.Delete(value);
            case S, N, B, BOOL, NULL, L, M ->
                throw Comparison.invalid(
                    "DELETE action with value is not supported for the type %s", type.word());
          };
      default ->
          throw new InvalidExpressionException(
              "Member must satisfy enum value set: [ADD, DELETE, PUT]");
    };
  }
}

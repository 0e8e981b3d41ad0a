package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.PrimaryKeys;
import dev.pangaea.regionnode.table.KeyAttribute;

/** What statements are told of key attributes. */
public final class StatementKeys {
  private StatementKeys() {}

  /** Refuses a value that the attribute can never have. */
  public static void check(KeyAttribute attribute, AttributeValue value) {
    if (!PrimaryKeys.type(value).equals(attribute.type().name())) {
      throw Failure.validation(
              "Key attribute's data type should match its data type in table's schema: Key "
                  + attribute.name())
          .refused();
    }
    PrimaryKeys.refuseEmpty(attribute, value);
  }
}

package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.Item;

/** What an update makes of an item. */
public sealed interface UpdateOutcome {
  String TOO_LARGE = "Item size to update has exceeded the maximum allowed size";

  /**
   * @param touched what of the item before, and of the item after, belongs to the updated
   *     attributes
   */
  record Updated(Item after, Projection touched) implements UpdateOutcome {}

  /** The update does not fit the item. The message is DynamoDB's, of a validation error. */
  record Refused(String message) implements UpdateOutcome {}
}

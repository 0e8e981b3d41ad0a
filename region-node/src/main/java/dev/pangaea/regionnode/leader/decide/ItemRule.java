package dev.pangaea.regionnode.leader.decide;

import dev.pangaea.conflict.item.Item;
import java.util.Optional;

/**
 * What a table asks of an item beyond its key. Any thread may ask; the same item, the same answer.
 */
@FunctionalInterface
public interface ItemRule {
  ItemRule NONE = item -> Optional.empty();

  /** Why the table cannot keep the item, in DynamoDB's words; empty if it can. */
  Optional<String> complaint(Item item);
}

package dev.pangaea.regionnode.api.transact;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.Projection;
import java.util.Optional;

/** An item that is to be read together with others. */
public interface JointRead {
  /** The table as the request names it. */
  String table();

  /** The item's key; refuses one that cannot be the table's. */
  Item key();

  /** What is wanted of the item; all of it where there is none. */
  Optional<Projection> projection();
}

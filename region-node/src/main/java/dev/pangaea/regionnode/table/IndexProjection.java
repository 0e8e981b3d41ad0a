package dev.pangaea.regionnode.table;

import java.util.List;

/** Which attributes of an item an index holds, beside the keys of the table and its own. */
public sealed interface IndexProjection {
  record All() implements IndexProjection {}

  record KeysOnly() implements IndexProjection {}

  record Include(List<String> names) implements IndexProjection {
    public Include {
      names = List.copyOf(names);
    }
  }
}

package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.store.ItemVisitor;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.List;

/** The rows that a page is made of, in their order. */
@FunctionalInterface
interface RowSource {
  /** Visits them until the visitor has had enough; may be called again. */
  void read(ItemVisitor visitor);

  /** Rows of one partition of a table. */
  record Part(PartitionId partition, KeyRange range) {
    Part behind(Bytes position) {
      return new Part(partition, range.beyond(position, true));
    }
  }

  static RowSource of(Store store, Part part, boolean forward) {
    return visitor -> store.items(part.partition(), part.range(), forward, visitor);
  }

  /** Rows of several partitions, one after the other. */
  static RowSource of(Store store, List<Part> parts) {
    return visitor -> {
      boolean[] enough = new boolean[1];
      for (Part part : parts) {
        store.items(
            part.partition(),
            part.range(),
            true,
            row -> {
              enough[0] = !visitor.visit(row);
              return !enough[0];
            });
        if (enough[0]) {
          return;
        }
      }
    };
  }
}

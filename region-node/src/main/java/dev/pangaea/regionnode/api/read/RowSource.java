package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.store.ItemRangeVisitor;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.List;

/** The rows that a page is made of, in their order. */
@FunctionalInterface
interface RowSource {
  /** Visits them until the visitor has had enough; may be called again. */
  void read(ItemRangeVisitor visitor);

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
      Attentive attentive = new Attentive(visitor);
      for (Part part : parts) {
        store.items(part.partition(), part.range(), true, attentive);
        if (attentive.hadEnough) {
          return;
        }
      }
    };
  }

  /** Rows of several sources, one after the other. */
  static RowSource inTurn(List<RowSource> sources) {
    return visitor -> {
      Attentive attentive = new Attentive(visitor);
      for (RowSource source : sources) {
        source.read(attentive);
        if (attentive.hadEnough) {
          return;
        }
      }
    };
  }

  /** Remembers whether a visitor has had enough. */
  final class Attentive implements ItemRangeVisitor {
    private final ItemRangeVisitor visitor;
    private boolean hadEnough;

    private Attentive(ItemRangeVisitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public boolean visit(EncodedItem item) {
      hadEnough = !visitor.visit(item);
      return !hadEnough;
    }

    @Override
    public long goneMax() {
      return visitor.goneMax();
    }

    @Override
    public void gaveUp() {
      hadEnough = true;
      visitor.gaveUp();
    }

    @Override
    public boolean passed(EncodedKey deleted) {
      hadEnough = !visitor.passed(deleted);
      return !hadEnough;
    }
  }
}

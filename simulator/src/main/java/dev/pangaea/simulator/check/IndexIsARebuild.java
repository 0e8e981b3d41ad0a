package dev.pangaea.simulator.check;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.store.IndexRow;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * An index of a table holds at every moment what a rebuild from those items would make of it that
 * it says it holds.
 *
 * @param rows the row that an item has, if it has one
 */
public record IndexIsARebuild(
    int index, BiFunction<EncodedKey, EncodedItem, Optional<IndexRow>> rows) {
  private static final String PROMISE = "an index is what a rebuild would make of it";

  /** Looks at an index that a store keeps. */
  public Optional<Violation> look(Store store, List<PartitionId> partitions) {
    TreeMap<Bytes, EncodedItem> rebuilt = new TreeMap<>();
    for (PartitionId partition : partitions) {
      IndexState state = store.indexState(partition, index);
      TreeMap<Bytes, EncodedItem> here = new TreeMap<>();
      store.scan(
          partition,
          (key, item) -> {
            if (state.covers(ItemPosition.of(key))) {
              Contents.visible(item.content())
                  .flatMap(content -> rows.apply(key, content))
                  .ifPresent(row -> here.put(row.position(), row.item()));
            }
          });
      if (state.rows() != here.size()) {
        return said("%s counts %d rows, not %d".formatted(partition, state.rows(), here.size()));
      }
      rebuilt.putAll(here);
    }
    List<EncodedItem> held = new ArrayList<>();
    store.index(partitions.getFirst().table(), index, KeyRange.ALL, true, held::add);
    return held.equals(List.copyOf(rebuilt.values()))
        ? Optional.empty()
        : said("%s, not %s".formatted(texts(held), texts(List.copyOf(rebuilt.values()))));
  }

  /** Whether it says that it holds all items. */
  public boolean isWhole(Store store, List<PartitionId> partitions) {
    return partitions.stream().allMatch(each -> store.indexState(each, index).whole());
  }

  private Optional<Violation> said(String what) {
    return Optional.of(new Violation(PROMISE, "index %d: %s".formatted(index, what)));
  }

  private static List<String> texts(List<EncodedItem> items) {
    return items.stream().map(Contents::text).toList();
  }
}

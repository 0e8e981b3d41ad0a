package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.store.IndexRow;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.IndexRows;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.TableView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What an index holds, and what it ought to: they are the same but while something is written or
 * the index is being filled.
 *
 * @param rows how many rows it has
 * @param counted how many it is said to have
 * @param held a digest of its rows (hexadecimal), whatever their order
 * @param rebuilt the same of the rows that the table's items come to
 */
public record IndexDigest(String name, long rows, long counted, String held, String rebuilt) {
  /** Of each index of a table. Reads all of them, and the table: blocks for as long as it takes. */
  public static List<IndexDigest> of(Store store, TableView table) {
    List<IndexDigest> digests = new ArrayList<>();
    for (IndexSettings index : table.settings().indexes()) {
      digests.add(of(store, table, index));
    }
    digests.sort(Comparator.comparing(IndexDigest::name));
    return digests;
  }

  /** Whether the index is what a rebuild would make of it. */
  public boolean holds() {
    return rows == counted && held.equals(rebuilt);
  }

  private static IndexDigest of(Store store, TableView table, IndexSettings index) {
    IndexRows rows = IndexRows.of(table.settings().keySchema(), index);
    Sum held = new Sum();
    Sum rebuilt = new Sum();
    store.index(
        table.storeNumber(),
        index.number(),
        KeyRange.ALL,
        true,
        item -> {
          held.add(item);
          return true;
        });
    long counted = 0;
    for (int partition = 0; partition < table.partitions(); partition++) {
      PartitionId id = new PartitionId(table.storeNumber(), partition);
      counted += store.indexState(id, index.number()).rows();
      store.scan(
          id,
          (key, state) ->
              state
                  .content()
                  .visible()
                  .flatMap(item -> rows.row(key, item, item.decode()))
                  .map(IndexRow::item)
                  .ifPresent(rebuilt::add));
    }
    return new IndexDigest(index.name(), held.count, counted, held.text(), rebuilt.text());
  }

  /** A sum of digests: the same rows come to the same, in whatever order. */
  private static final class Sum {
    private final long[] lanes = new long[4];
    private long count;

    void add(EncodedItem row) {
      Bytes content = row.bytes();
      ByteBuffer digest = ByteBuffer.wrap(TableDigest.sha256().digest(content.shared()));
      for (int lane = 0; lane < lanes.length; lane++) {
        lanes[lane] += digest.getLong();
      }
      count++;
    }

    String text() {
      return "%016x%016x%016x%016x".formatted(lanes[0], lanes[1], lanes[2], lanes[3]);
    }
  }
}

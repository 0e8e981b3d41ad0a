package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.resolve.ItemStateCodec;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.TableView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A table's content in a few bytes: regions that hold the same items, versions and contexts have
 * the same digest. Tombstones are no part of it, since each region drops its own when it can.
 *
 * @param partitions a digest (SHA-256, hexadecimal) for each partition
 * @param seenByTombstones of each partition, what its tombstones have seen together
 * @param indexes by their names
 */
public record TableDigest(
    List<String> partitions,
    long items,
    long tombstones,
    List<Context> seenByTombstones,
    List<IndexDigest> indexes) {
  public TableDigest {
    seenByTombstones = List.copyOf(seenByTombstones);
    partitions = List.copyOf(partitions);
    indexes = List.copyOf(indexes);
  }

  /** Reads the whole table and its indexes: blocks for as long as that takes. */
  public static TableDigest of(Store store, TableView table) {
    List<String> digests = new ArrayList<>();
    List<Context> seenByTombstones = new ArrayList<>();
    long[] counts = new long[2];
    for (int partition = 0; partition < table.partitions(); partition++) {
      MessageDigest digest = sha256();
      Context[] seen = {Context.EMPTY};
      store.scan(
          new PartitionId(table.storeNumber(), partition),
          (key, state) -> {
            if (state.content() instanceof Content.Present) {
              digest.update(key.bytes().shared());
              digest.update(ItemStateCodec.encode(state).shared());
              counts[0]++;
            } else {
              counts[1]++;
              seen[0] = seen[0].merge(state.context());
            }
          });
      digests.add(HexFormat.of().formatHex(digest.digest()));
      seenByTombstones.add(seen[0]);
    }
    return new TableDigest(
        digests, counts[0], counts[1], seenByTombstones, IndexDigest.of(store, table));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}

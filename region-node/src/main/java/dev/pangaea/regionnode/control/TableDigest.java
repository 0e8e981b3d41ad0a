package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.resolve.ItemStateCodec;
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
 * the same digest. Tombstones are counted only, since each region drops its own when it can.
 *
 * @param partitions a digest (SHA-256, hexadecimal) for each partition
 * @param indexes by their names
 */
public record TableDigest(
    List<String> partitions, long items, long tombstones, List<IndexDigest> indexes) {
  public TableDigest {
    partitions = List.copyOf(partitions);
    indexes = List.copyOf(indexes);
  }

  /** Reads the whole table and its indexes: blocks for as long as that takes. */
  public static TableDigest of(Store store, TableView table) {
    List<String> digests = new ArrayList<>();
    long[] counts = new long[2];
    for (int partition = 0; partition < table.partitions(); partition++) {
      MessageDigest digest = sha256();
      store.scan(
          new PartitionId(table.storeNumber(), partition),
          (key, state) -> {
            if (state.content() instanceof Content.Present) {
              digest.update(key.bytes().shared());
              digest.update(ItemStateCodec.encode(state).shared());
              counts[0]++;
            } else {
              counts[1]++;
            }
          });
      digests.add(HexFormat.of().formatHex(digest.digest()));
    }
    return new TableDigest(digests, counts[0], counts[1], IndexDigest.of(store, table));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}

package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.store.TransactionId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What transactions that count have yet to write in one partition. Such items are locked until it
 * is written, so that it takes the place of what is there.
 */
final class PendingWrites {
  private final TreeMap<TransactionId, Transaction.Part> parts = new TreeMap<>();
  private Map<EncodedKey, Content> left = new LinkedHashMap<>();

  void add(TransactionId id, Transaction.Part part) {
    parts.put(id, part);
  }

  /** Leaves out what a partition that stands here has done. */
  void begin(long nextTransactions) {
    left = new LinkedHashMap<>();
    parts
        .tailMap(new TransactionId(nextTransactions, 0), true)
        .values()
        .forEach(part -> part.writes().forEach(write -> left.put(write.key(), write.content())));
  }

  /** What is at a key once they are done. */
  Optional<EncodedItem> over(EncodedKey key, Content there) {
    Content pending = left.remove(key);
    return (pending == null ? there : pending).visible();
  }

  /** The items at keys where there was nothing. */
  void rest(TableImage.Items items) throws IOException {
    for (Map.Entry<EncodedKey, Content> each : left.entrySet()) {
      Optional<EncodedItem> item = each.getValue().visible();
      if (item.isPresent()) {
        items.item(each.getKey(), item.get());
      }
    }
    left = new LinkedHashMap<>();
  }
}

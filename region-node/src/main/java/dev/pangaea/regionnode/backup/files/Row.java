package dev.pangaea.regionnode.backup.files;

import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.Deletions;
import dev.pangaea.regionnode.store.RefusedChange;
import dev.pangaea.regionnode.store.TransactionId;

/** Something that a partition holds. */
public sealed interface Row {
  /** How far its log is folded, and what it knows of its tombstones. The first row. */
  record Standing(Applied applied, Deletions deletions) implements Row {}

  /** How far another region's log is taken in. */
  record Taken(Progress progress) implements Row {}

  record KeptAside(RefusedChange refused) implements Row {}

  /** What it has yet to do for a transaction that counts. Before all items. */
  record Pending(TransactionId id, Transaction.Part part) implements Row {}

  /** An item or a tombstone; in the order of their positions. */
  record Held(EncodedKey key, ItemState state) implements Row {}
}

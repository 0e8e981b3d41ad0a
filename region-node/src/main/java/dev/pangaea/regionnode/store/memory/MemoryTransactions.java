package dev.pangaea.regionnode.store.memory;

import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StoredToken;
import dev.pangaea.regionnode.store.TransactionId;
import dev.pangaea.regionnode.store.TransactionRows;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Pending transactions and tokens. */
final class MemoryTransactions implements TransactionRows {
  private final TreeMap<TransactionId, Transaction> pending = new TreeMap<>();
  private final TreeMap<String, StoredToken> tokens = new TreeMap<>();

  @Override
  public synchronized SortedMap<TransactionId, Transaction> pending() {
    return new TreeMap<>(pending);
  }

  @Override
  public synchronized Optional<StoredToken> token(String text) {
    return Optional.ofNullable(tokens.get(text));
  }

  @Override
  public synchronized List<StoredToken> tokens(Optional<String> after, int most) {
    SortedMap<String, StoredToken> rest =
        after.isPresent() ? tokens.tailMap(after.get(), false) : tokens;
    return rest.values().stream().limit(most).toList();
  }

  synchronized void apply(StoreBatch.OfTransactions entry) {
    switch (entry) {
      case Entry.PutTransaction put -> pending.put(put.id(), put.transaction());
      case Entry.DeleteTransaction delete -> pending.remove(delete.id());
      case Entry.PutToken put -> tokens.put(put.token().token().text(), put.token());
      case Entry.DeleteToken delete -> tokens.remove(delete.text());
    }
  }

  synchronized void putAll(MemoryTransactions other) {
    pending.putAll(other.pending());
    tokens.putAll(other.tokens);
  }
}

package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.change.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What a store keeps of its region's transactions, beside what they changed. */
public interface TransactionRows {
  /** Transactions that count and in which not every partition concerned has taken part. */
  SortedMap<TransactionId, Transaction> pending();

  Optional<StoredToken> token(String text);

  /**
   * Tokens in an order of the store's own.
   *
   * @param after the text of the last one seen; empty for the beginning
   */
  List<StoredToken> tokens(Optional<String> after, int most);
}

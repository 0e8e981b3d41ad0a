package dev.pangaea.regionnode.store.rocksdb;

import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoredToken;
import dev.pangaea.regionnode.store.TransactionId;
import dev.pangaea.regionnode.store.TransactionRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Pending transactions and tokens, read from rows. */
final class RocksTransactions implements TransactionRows {
  private final RocksFolder folder;

  RocksTransactions(RocksFolder folder) {
    this.folder = folder;
  }

  @Override
  public SortedMap<TransactionId, Transaction> pending() {
    TreeMap<TransactionId, Transaction> pending = new TreeMap<>();
    folder.visit(
        first(RowKeys.TRANSACTION),
        first((byte) (RowKeys.TRANSACTION + 1)),
        (rowKey, value) -> {
          pending.put(RowKeys.transaction(rowKey), RocksStore.decode(value, RowCodec::transaction));
          return true;
        });
    return pending;
  }

  @Override
  public Optional<StoredToken> token(String text) {
    byte[] value = folder.get(RowKeys.token(text));
    return value == null
        ? Optional.empty()
        : Optional.of(RocksStore.decode(value, RowCodec::token));
  }

  @Override
  public List<StoredToken> tokens(Optional<String> after, int most) {
    List<StoredToken> tokens = new ArrayList<>();
    if (most > 0) {
      folder.visit(
          after.map(RocksTransactions::behind).orElseGet(() -> first(RowKeys.TOKEN)),
          first((byte) (RowKeys.TOKEN + 1)),
          (rowKey, value) -> {
            tokens.add(RocksStore.decode(value, RowCodec::token));
            return tokens.size() < most;
          });
    }
    return List.copyOf(tokens);
  }

  private static byte[] first(byte kind) {
    return RowKeys.first(PartitionId.TRANSACTIONS, kind);
  }

  private static byte[] behind(String text) {
    byte[] rowKey = RowKeys.token(text);
    return Arrays.copyOf(rowKey, rowKey.length + 1);
  }
}

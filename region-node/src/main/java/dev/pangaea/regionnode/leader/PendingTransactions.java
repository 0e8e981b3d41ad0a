package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.change.Transaction.Part;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StoredToken;
import dev.pangaea.regionnode.store.TransactionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The transactions that count and in which some partition has yet to take part. What they write is
 * locked until the last one has. A fold of the log of transactions and of all partitions' positions
 * in it: the same live, after a crash, and when another leader has brought in part of it.
 */
final class PendingTransactions {
  private record Pending(Transaction transaction, List<Place> places, Set<PartitionId> left) {}

  /**
   * What a partition does for one record of transactions: all of it at once, since it stands before
   * that record or after it.
   *
   * @param next where it stands in the log of transactions then
   */
  record Parts(long next, List<Transaction.Write> writes) {}

  private final Store store;
  private final Locks locks;
  private final TokenSweep sweep;
  private final TreeMap<TransactionId, Pending> pending = new TreeMap<>();
  private final Map<PartitionId, TreeMap<TransactionId, Part>> parts = new HashMap<>();
  private final Map<PartitionId, Long> positions = new HashMap<>();
  private final Set<String> tokens = new HashSet<>();
  private final List<TransactionId> whole = new ArrayList<>();
  private Optional<Set<Integer>> tables = Optional.empty();

  PendingTransactions(Store store, Locks locks, TokenSweep sweep) {
    this.store = store;
    this.locks = locks;
    this.sweep = sweep;
    store.transactions().pending().forEach(this::add);
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  Set<TransactionId> ids() {
    return pending.keySet();
  }

  boolean underWay(String token) {
    return tokens.contains(token);
  }

  /** A transaction counts from now on. */
  void committed(TransactionId id, Transaction transaction, long appendMillis, StoreBatch batch) {
    transaction
        .token()
        .ifPresent(
            token -> {
              batch.add(new Entry.PutToken(new StoredToken(token, appendMillis)));
              sweep.put(token.text());
            });
    batch.add(new Entry.PutTransaction(id, transaction));
    add(id, transaction);
  }

  /** Where a partition stands in the log of transactions. */
  void taken(PartitionId partition, long nextTransactions) {
    positions.put(partition, nextTransactions);
    TreeMap<TransactionId, Part> left = parts.get(partition);
    while (left != null && !left.isEmpty() && left.firstKey().offset() < nextTransactions) {
      taken(left.pollFirstEntry().getKey(), partition);
    }
    if (left != null && left.isEmpty()) {
      parts.remove(partition);
    }
  }

  /** The tables that there are: what others should have done is not done any more. */
  void tables(Set<Integer> living) {
    tables = Optional.of(Set.copyOf(living));
    List<PartitionId> gone =
        parts.keySet().stream().filter(partition -> !living.contains(partition.table())).toList();
    for (PartitionId partition : gone) {
      parts.remove(partition).keySet().forEach(id -> taken(id, partition));
    }
  }

  boolean concerns(PartitionId partition) {
    return !parts.isEmpty() && parts.containsKey(partition);
  }

  /** What a partition has yet to take part in, record by record. */
  Iterator<Parts> left(PartitionId partition) {
    return concerns(partition) ? new Records(parts.get(partition)) : Collections.emptyIterator();
  }

  /** The partitions that have something to do. */
  Set<PartitionId> concerned() {
    return parts.keySet();
  }

  /** Lets go of transactions in which all have taken part. @return which */
  List<TransactionId> settle(StoreBatch batch) {
    if (whole.isEmpty()) {
      return List.of();
    }
    List<TransactionId> settled = List.copyOf(whole);
    whole.clear();
    for (TransactionId id : settled) {
      Pending done = pending.remove(id);
      done.transaction().token().map(ClientToken::text).ifPresent(tokens::remove);
      locks.unlock(done.places());
      batch.add(new Entry.DeleteTransaction(id));
    }
    return settled;
  }

  private void add(TransactionId id, Transaction transaction) {
    if (pending.containsKey(id)) {
      return;
    }
    List<Place> places = new ArrayList<>();
    Set<PartitionId> left = new HashSet<>();
    for (Part part : transaction.parts()) {
      PartitionId partition = new PartitionId(part.table(), part.partition());
      part.writes().forEach(write -> places.add(new Place(partition, write.key())));
      if (position(partition) <= id.offset() && exists(partition)) {
        left.add(partition);
        parts.computeIfAbsent(partition, first -> new TreeMap<>()).put(id, part);
      }
    }
    locks.lock(places);
    transaction.token().map(ClientToken::text).ifPresent(tokens::add);
    pending.put(id, new Pending(transaction, places, left));
    if (left.isEmpty()) {
      whole.add(id);
    }
  }

  private void taken(TransactionId id, PartitionId partition) {
    Set<PartitionId> left = pending.get(id).left();
    if (left.remove(partition) && left.isEmpty()) {
      whole.add(id);
    }
  }

  private long position(PartitionId partition) {
    return positions.computeIfAbsent(
        partition, unknown -> store.applied(unknown).nextTransactions());
  }

  private boolean exists(PartitionId partition) {
    return tables.isEmpty() || tables.get().contains(partition.table());
  }

  private static final class Records implements Iterator<Parts> {
    private NavigableMap<TransactionId, Part> rest;

    Records(NavigableMap<TransactionId, Part> parts) {
      this.rest = parts;
    }

    @Override
    public boolean hasNext() {
      return !rest.isEmpty();
    }

    @Override
    public Parts next() {
      long next = rest.firstKey().offset() + 1;
      TransactionId end = new TransactionId(next, 0);
      List<Transaction.Write> writes = new ArrayList<>();
      rest.headMap(end, false).values().forEach(part -> writes.addAll(part.writes()));
      rest = rest.tailMap(end, true);
      return new Parts(next, writes);
    }
  }
}

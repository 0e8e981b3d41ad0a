package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import dev.pangaea.regionnode.leader.decide.CurrentItem;
import dev.pangaea.regionnode.leader.decide.WriteDecision;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a transaction comes to, given the items that it meets. */
sealed interface TransactionDecision {
  /**
   * All of it can be done.
   *
   * @param written what each operation met and would leave
   */
  record Possible(
      Transaction transaction, List<WriteOutcome.Written> written, long bytes, long metBytes)
      implements TransactionDecision {}

  record Impossible(TransactionOutcome outcome, long metBytes) implements TransactionDecision {}

  /** Of the items that were met to decide it. */
  long metBytes();

  /** Of all items that it leaves, by DynamoDB's measure. */
  long ITEM_BYTES_MAX = 4 << 20;

  /**
   * Of what it changes, as its parts will say it: with versions, and with the contexts of the
   * items, which stay as they are for as long as it holds them. So a part of a record of
   * transactions fits into a record wherever the record itself does.
   */
  int BYTES_MAX = 6 << 20;

  /**
   * @param store holds all that counts at the transaction's places, and nothing else is under way
   *     there
   * @param version stands in stamps for those that the partitions draw: its time is {@link
   *     dev.pangaea.conflict.stamp.Stamps#UNDRAWN}
   */
  static TransactionDecision decide(Transacting transacting, Store store, Version version) {
    List<WriteOutcome.Written> written = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    TreeMap<PartitionId, List<Transaction.Write>> writes = new TreeMap<>();
    boolean possible = true;
    long bytes = 0;
    long metBytes = 0;
    for (TransactionRequest.Operation operation : transacting.operations()) {
      PartitionId partition = operation.partition();
      EncodedKey key = operation.command().key();
      CurrentItem current = CurrentItem.of(store.item(partition, key));
      metBytes += ChangeSize.of(current.visible());
      WriteDecision decision = WriteDecision.decide(current, operation.command(), version);
      if (decision instanceof WriteDecision.Changed changed) {
        Content content = changed.change().content();
        Transaction.Write write = new Transaction.Write(key, content, changed.change().stamps());
        writes.computeIfAbsent(partition, first -> new ArrayList<>()).add(write);
        bytes += ChangeSize.of(changed.change());
      }
      switch (WriteOutcome.of(decision)) {
        case WriteOutcome.Written each -> {
          written.add(each.unversioned());
          verdicts.add(new Verdict.Fine());
        }
        case WriteOutcome.ConditionFailed(var before) -> {
          possible = false;
          verdicts.add(new Verdict.ConditionFailed(before));
        }
        case WriteOutcome.Invalid(String message) -> {
          possible = false;
          verdicts.add(new Verdict.Invalid(message));
        }
        case WriteOutcome.Conflict conflict -> throw undecided();
        case WriteOutcome.Throttled throttled -> throw undecided();
        case WriteOutcome.Unavailable unavailable -> throw undecided();
        case WriteOutcome.InDoubt inDoubt -> throw undecided();
      }
    }
    if (!possible) {
      return new Impossible(new TransactionOutcome.Cancelled(verdicts), metBytes);
    }
    long left = aboveMax(written);
    if (left > 0 || bytes > BYTES_MAX) {
      return new Impossible(new TransactionOutcome.TooLarge(Math.max(left, bytes)), metBytes);
    }
    List<Transaction.Part> parts = new ArrayList<>();
    writes.forEach(
        (partition, each) ->
            parts.add(new Transaction.Part(partition.table(), partition.partition(), each)));
    return new Possible(new Transaction(transacting.token(), parts), written, bytes, metBytes);
  }

  /**
   * The size of all items that are left, if it is too large, else 0. No item counts more than twice
   * its bytes, which spares the count for all but large ones.
   */
  private static long aboveMax(List<WriteOutcome.Written> written) {
    long bytes = 0;
    for (WriteOutcome.Written each : written) {
      bytes += each.after().map(item -> item.bytes().length()).orElse(0);
    }
    if (bytes <= ITEM_BYTES_MAX / 2) {
      return 0;
    }
    long size = written.stream().mapToLong(each -> each.after().map(ItemSize::of).orElse(0L)).sum();
    return size > ITEM_BYTES_MAX ? size : 0;
  }

  private static BrokenInvariantException undecided() {
    return new BrokenInvariantException("a decision that decides nothing");
  }
}

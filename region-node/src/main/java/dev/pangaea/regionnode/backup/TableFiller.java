package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Puts items into a table that nobody else writes yet, through its leaders and thus its log, as
 * applications do. Some at a time: the next ones go when all of these count. One that was not taken
 * in, or of which it is not known, is put again: to put it twice changes nothing.
 */
final class TableFiller implements TableImage.Items {
  private static final int TOGETHER_MAX = 256;
  private static final long TOGETHER_BYTES_MAX = 1 << 20;
  private static final long PAUSE_NANOS = 50_000_000;

  private final TableView table;
  private final Leaders leaders;
  private final BooleanSupplier ended;
  private List<WriteCommand.PutItem> together = new ArrayList<>();
  private long bytes;
  private long filled;

  /**
   * @param ended asked whether to give up
   */
  TableFiller(TableView table, Leaders leaders, BooleanSupplier ended) {
    this.table = table;
    this.leaders = leaders;
    this.ended = ended;
  }

  @Override
  public void item(EncodedKey key, EncodedItem item) throws IOException {
    together.add(new WriteCommand.PutItem(key, item));
    bytes += key.bytes().length() + item.bytes().length();
    if (together.size() >= TOGETHER_MAX || bytes >= TOGETHER_BYTES_MAX) {
      flush();
    }
  }

  /** Returns once all items count. @return how many there were */
  long flush() throws IOException {
    filled += together.size();
    List<WriteCommand.PutItem> left = together;
    while (!left.isEmpty()) {
      left = put(left);
      if (!left.isEmpty()) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      if (ended.getAsBoolean() || Thread.currentThread().isInterrupted()) {
        throw new IOException("the node ends");
      }
    }
    together = new ArrayList<>();
    bytes = 0;
    return filled;
  }

  /** Returns those that are not known to count. */
  private List<WriteCommand.PutItem> put(List<WriteCommand.PutItem> puts) throws IOException {
    List<CompletableFuture<WriteOutcome>> outcomes = new ArrayList<>();
    for (WriteCommand.PutItem put : puts) {
      CompletableFuture<WriteOutcome> outcome = new CompletableFuture<>();
      int partition = Partitioner.partition(put.key(), table.partitions());
      leaders.write(new PartitionId(table.storeNumber(), partition), put, outcome::complete);
      outcomes.add(outcome);
    }
    List<WriteCommand.PutItem> left = new ArrayList<>();
    for (int index = 0; index < puts.size(); index++) {
      switch (outcomes.get(index).join()) {
        case WriteOutcome.Written _ -> {}
        case WriteOutcome.Throttled _,
            WriteOutcome.Unavailable _,
            WriteOutcome.Conflict _,
            WriteOutcome.InDoubt _ ->
            left.add(puts.get(index));
        case WriteOutcome.ConditionFailed _, WriteOutcome.Invalid _ ->
            throw new IOException("an item is refused: " + puts.get(index).key());
      }
    }
    return left;
  }
}

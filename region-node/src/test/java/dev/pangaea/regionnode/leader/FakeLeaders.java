package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.decide.CurrentItem;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.leader.decide.WriteDecision;
import dev.pangaea.regionnode.store.IndexRow;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Leaders without a log: a thread of its own folds each write into a store at once. Writes can be
 * answered otherwise by choice, or held back.
 */
public final class FakeLeaders implements Leaders, AutoCloseable {
  private static final RegionName REGION = new RegionName("us-east-1");
  private static final ThreadFactory THREADS =
      Thread.ofPlatform().daemon().name("fake-leader").factory();

  private final ExecutorService thread = Executors.newSingleThreadExecutor(THREADS);
  private final Store store;
  private final IntFunction<List<ItemIndex>> indexes;
  private final List<Runnable> held = new ArrayList<>();
  private Predicate<WriteCommand> chosen = command -> false;
  private Optional<WriteOutcome> answer = Optional.empty();
  private boolean holding;
  private boolean behind;
  private final Map<String, ClientToken> tokens = new HashMap<>();
  private long clock;

  /**
   * @param indexes what a table keeps, by its number in the store
   */
  public FakeLeaders(Store store, IntFunction<List<ItemIndex>> indexes) {
    this.store = store;
    this.indexes = indexes;
  }

  /** From now on, writes that are chosen are not taken in but answered like this. */
  public synchronized void answer(Predicate<WriteCommand> chosen, WriteOutcome outcome) {
    this.chosen = chosen;
    this.answer = Optional.of(outcome);
  }

  @Override
  public synchronized boolean holdsAllAcknowledged(PartitionId partition) {
    return !behind;
  }

  /** From now on, the store lacks writes that were acknowledged. */
  public synchronized void fallBehind() {
    behind = true;
  }

  public synchronized void hold() {
    holding = true;
  }

  public synchronized int heldWrites() {
    return held.size();
  }

  public synchronized void release() {
    holding = false;
    held.forEach(thread::execute);
    held.clear();
  }

  @Override
  public synchronized void write(
      PartitionId partition, WriteCommand command, Consumer<WriteOutcome> listener) {
    Runnable write = () -> listener.accept(outcome(partition, command));
    if (holding) {
      held.add(write);
    } else {
      thread.execute(write);
    }
  }

  /** Tokens are never forgotten. */
  @Override
  public synchronized void transact(
      TransactionRequest transaction, Consumer<TransactionOutcome> listener) {
    thread.execute(() -> listener.accept(outcome(transaction, listener)));
  }

  @Override
  public void readTogether(List<Place> places, Consumer<ReadOutcome> listener) {
    thread.execute(() -> listener.accept(JointRead.of(places, store).outcome()));
  }

  @Override
  public void restore(
      PartitionId partition, RestoreRequest request, Consumer<RestoreOutcome> listener) {
    throw new UnsupportedOperationException("only writes");
  }

  @Override
  public void deliver(
      PartitionId partition, Delivery delivery, Consumer<DeliveryOutcome> listener) {
    throw new UnsupportedOperationException("only writes");
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private synchronized TransactionOutcome outcome(
      TransactionRequest transaction, Consumer<TransactionOutcome> listener) {
    Transacting transacting =
        new Transacting(
            0, new Request.Transact(transaction, listener), new Now(0, 0), Long.MAX_VALUE);
    Version version = new Version(HybridTime.of(++clock, 0), REGION);
    Optional<ClientToken> known = transaction.token().map(ClientToken::text).map(tokens::get);
    if (known.isPresent()) {
      return known.equals(transaction.token())
          ? new TransactionOutcome.Repeated()
          : new TransactionOutcome.TokenOfAnother();
    }
    return switch (TransactionDecision.decide(transacting, store, version)) {
      case TransactionDecision.Impossible(TransactionOutcome why, long met) -> why;
      case TransactionDecision.Possible(var decided, var written, long bytes, long met) -> {
        transaction.token().ifPresent(token -> tokens.put(token.text(), token));
        transaction
            .operations()
            .forEach(operation -> outcome(operation.partition(), operation.command()));
        yield new TransactionOutcome.Committed(written);
      }
    };
  }

  private synchronized WriteOutcome outcome(PartitionId partition, WriteCommand command) {
    if (answer.isPresent() && chosen.test(command)) {
      return answer.get();
    }
    CurrentItem current = CurrentItem.of(store.item(partition, command.key()));
    Version version = new Version(HybridTime.of(++clock, 0), REGION);
    WriteDecision decision = WriteDecision.decide(current, command, version);
    if (decision instanceof WriteDecision.Changed changed) {
      StoreBatch batch = new StoreBatch();
      batch.add(
          new StoreBatch.Entry.PutItem(partition, command.key(), ItemState.of(changed.change())));
      keepIndexes(partition, changed, batch);
      store.commit(batch);
    }
    return WriteOutcome.of(decision);
  }

  private void keepIndexes(PartitionId partition, WriteDecision.Changed changed, StoreBatch batch) {
    EncodedKey key = changed.change().key();
    for (ItemIndex index : indexes.apply(partition.table())) {
      row(index, key, changed.before())
          .ifPresent(
              row ->
                  batch.add(
                      new StoreBatch.Entry.DeleteIndexRow(
                          partition, index.number(), row.position())));
      row(index, key, changed.after().visible())
          .ifPresent(
              row -> batch.add(new StoreBatch.Entry.PutIndexRow(partition, index.number(), row)));
    }
  }

  private static Optional<IndexRow> row(
      ItemIndex index, EncodedKey key, Optional<EncodedItem> item) {
    return item.flatMap(there -> index.row(key, there, there.decode()));
  }
}

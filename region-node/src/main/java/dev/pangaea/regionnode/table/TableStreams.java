package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.regionnode.leader.AppendAnswer;
import dev.pangaea.regionnode.leader.PartitionLeaders;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StreamSpan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Brings a table's stream to where its settings want it: the log of each partition is to say so.
 * What was written before the settings are told to be in force may be in the stream or not, all
 * that comes later is. Every step can be taken again. Confined to the lifecycle's thread.
 */
final class TableStreams {
  private final Store store;
  private final PartitionLeaders leaders;
  private final Runnable onChange;
  private final Map<Integer, Optional<StreamWord>> said = new HashMap<>();
  private final Set<PartitionId> asked = ConcurrentHashMap.newKeySet();

  TableStreams(Store store, PartitionLeaders leaders, Runnable onChange) {
    this.store = store;
    this.leaders = leaders;
    this.onChange = onChange;
  }

  /** The stream that a table is to have in its region. */
  static Optional<StreamWord> wanted(CatalogEntry own) {
    if (own.status() == TableStatus.DELETING) {
      return Optional.empty();
    }
    return own.settings()
        .streamViewType()
        .map(view -> new StreamWord(own.history().streamMillis(), StreamView.valueOf(view)));
  }

  /**
   * Has the logs of a table whose partitions lead say what they are to say; whether all of them do.
   */
  boolean goOn(CatalogEntry own) {
    Optional<StreamWord> wanted = wanted(own);
    if (wanted.equals(said.get(own.storeNumber()))) {
      return true;
    }
    boolean all = true;
    for (int index = 0; index < own.partitions(); index++) {
      PartitionId partition = new PartitionId(own.storeNumber(), index);
      if (!isSaid(partition, wanted)) {
        all = false;
        ask(partition, wanted);
      }
    }
    if (all) {
      said.put(own.storeNumber(), wanted);
    }
    return all;
  }

  /**
   * Ends what the logs of a table could not say, since it is closed; that survives the process.
   * Whether it is done: it is not if the process is about to end.
   */
  boolean end(CatalogEntry own) {
    said.remove(own.storeNumber());
    if (!own.history().streamed()) {
      return true;
    }
    CountDownLatch done = new CountDownLatch(1);
    leaders.endStreams(own.storeNumber(), done::countDown);
    try {
      done.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return false;
    }
    store.flush();
    return true;
  }

  private boolean isSaid(PartitionId partition, Optional<StreamWord> wanted) {
    return store.streams().spans(partition).stream()
        .filter(StreamSpan::isOpen)
        .findFirst()
        .map(StreamSpan::word)
        .equals(wanted);
  }

  private void ask(PartitionId partition, Optional<StreamWord> wanted) {
    if (asked.add(partition)) {
      leaders.stream(
          partition,
          wanted,
          answer -> {
            asked.remove(partition);
            if (answer instanceof AppendAnswer.Counts) {
              onChange.run();
            }
          });
    }
  }
}

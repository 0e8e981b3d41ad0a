package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.ItemIndex;
import dev.pangaea.regionnode.leader.KeptIndexes;
import dev.pangaea.regionnode.leader.PartitionLeaders;
import dev.pangaea.regionnode.leader.PartitionOpening;
import dev.pangaea.regionnode.leader.Roll;
import dev.pangaea.regionnode.ledger.TableLabel;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The tables whose partitions are handed to the leader loop, and how many of them lead. Confined to
 * the lifecycle's thread.
 */
final class OpenTables {
  private final RegionLog logs;
  private final PartitionLeaders leaders;
  private final Runnable onChange;
  private final SortedMap<Integer, Leading> tables = new TreeMap<>();
  private Optional<Set<Integer>> living = Optional.empty();
  private final SortedMap<Integer, Roll> rolls = new TreeMap<>();
  private final SortedMap<Integer, List<ItemIndex>> kept = new TreeMap<>();

  /** Which partitions of a table have led since it was opened. */
  private record Leading(AtomicIntegerArray partitions, boolean sealed) {}

  OpenTables(RegionLog logs, PartitionLeaders leaders, Runnable onChange) {
    this.logs = logs;
    this.leaders = leaders;
    this.onChange = onChange;
  }

  void openCatalog(String log, boolean replicated, Runnable onLeading) {
    leaders.open(
        new PartitionOpening(
            PartitionId.CATALOG, logs.partition(log, 0), Catalog::fits, replicated, onLeading));
  }

  /** Before any table, so that none is claimed before this log is. Nobody replicates it. */
  void openTransactions(String log) {
    leaders.open(
        new PartitionOpening(
            PartitionId.TRANSACTIONS, logs.partition(log, 0), change -> false, false, () -> {}));
  }

  /** Says which tables there are, if that has changed or was never said. */
  void living(Set<Integer> storeNumbers) {
    Set<Integer> now = Set.copyOf(storeNumbers);
    if (!living.equals(Optional.of(now))) {
      living = Optional.of(now);
      leaders.tables(now);
    }
  }

  boolean isOpen(CatalogEntry table) {
    return tables.containsKey(table.storeNumber());
  }

  /** Whether it is open and takes no writes. */
  boolean isSealed(CatalogEntry table) {
    return isOpen(table) && tables.get(table.storeNumber()).sealed();
  }

  /** Whether every partition has led since it was opened. */
  boolean leads(CatalogEntry table) {
    AtomicIntegerArray each = tables.get(table.storeNumber()).partitions();
    for (int partition = 0; partition < table.partitions(); partition++) {
      if (each.get(partition) == 0) {
        return false;
      }
    }
    return true;
  }

  void open(CatalogEntry table) {
    open(table, false);
  }

  /**
   * Opens a table so that it takes no writes of its own region. Once it leads, all that were ever
   * acknowledged are in the store, and no earlier one can count any more.
   */
  void openSealed(CatalogEntry table) {
    open(table, true);
  }

  private void open(CatalogEntry table, boolean sealed) {
    AtomicIntegerArray each = new AtomicIntegerArray(table.partitions());
    tables.put(table.storeNumber(), new Leading(each, sealed));
    rolls.remove(table.storeNumber());
    Predicate<Change> fits = new ItemCheck(table.settings().keySchema());
    TableLabel label = table.settings().keySchema().label(table.table());
    List<ItemIndex> indexes = table.kept();
    kept.put(table.storeNumber(), indexes);
    for (int partition = 0; partition < table.partitions(); partition++) {
      int index = partition;
      leaders.open(
          new PartitionOpening(
              new PartitionId(table.storeNumber(), partition),
              logs.partition(table.log(), partition),
              label,
              fits,
              new KeptIndexes(indexes, onChange),
              false,
              sealed,
              () -> {
                each.set(index, 1);
                onChange.run();
              }));
    }
  }

  /** Returns once the partitions of an open table keep the indexes that it is to have. */
  void indexed(CatalogEntry table) {
    List<ItemIndex> indexes = table.kept();
    if (!indexes.equals(kept.put(table.storeNumber(), indexes))) {
      await(
          table,
          (partition, done) -> leaders.index(partition, new KeptIndexes(indexes, onChange), done));
    }
  }

  void replicated(CatalogEntry table, boolean replicated) {
    for (int partition = 0; partition < table.partitions(); partition++) {
      leaders.replicated(new PartitionId(table.storeNumber(), partition), replicated);
    }
  }

  /**
   * Says which other regions hold a table that is whole. Returns once it drops no tombstone without
   * their word.
   */
  void roll(CatalogEntry table, Roll roll) {
    if (isOpen(table) && !roll.equals(rolls.put(table.storeNumber(), roll))) {
      await(table, (partition, done) -> leaders.roll(partition, roll, done));
    }
  }

  /** A region is about to be let in, or given a copy. */
  void expect(CatalogEntry table, RegionName joining) {
    Roll roll = rolls.get(table.storeNumber());
    if (roll != null) {
      roll(table, roll.with(joining));
    }
  }

  /** Returns once nothing of the table is committed any more. */
  void close(CatalogEntry table) {
    if (tables.remove(table.storeNumber()) == null) {
      return;
    }
    kept.remove(table.storeNumber());
    rolls.remove(table.storeNumber());
    await(table, leaders::close);
  }

  /** Asks something of each partition, and returns once all have done it. */
  private static void await(CatalogEntry table, BiConsumer<PartitionId, Runnable> ask) {
    CountDownLatch done = new CountDownLatch(table.partitions());
    for (int partition = 0; partition < table.partitions(); partition++) {
      ask.accept(new PartitionId(table.storeNumber(), partition), done::countDown);
    }
    try {
      done.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}

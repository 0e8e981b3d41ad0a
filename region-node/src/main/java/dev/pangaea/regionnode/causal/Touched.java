package dev.pangaea.regionnode.causal;

import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.table.TableView;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The tables that a request has to do with, and where it writes. Filled on the thread on which the
 * request is taken in and until that is done; what its writes have come to is said when it is
 * answered.
 */
public final class Touched {
  public static final Touched NOTHING = new Touched();

  private static final ThreadLocal<Touched> UNDER_WAY = new ThreadLocal<>();

  private final Map<String, TableView> tables = new TreeMap<>();
  private final Map<PartitionId, Written> written = new LinkedHashMap<>();
  private final Map<PartitionId, HybridTime> answered = new ConcurrentHashMap<>();
  private List<Mark> marks = List.of();

  /** A partition that the request writes to. */
  record Written(TableView table, PartitionId partition) {}

  /** Told when a write is answered, on any thread. */
  @FunctionalInterface
  public interface Answered {
    /**
     * @param clock of the last record that is in the store: the one with the write, or one that
     *     came into the store together with it
     */
    void with(HybridTime clock);
  }

  private Touched() {}

  /** Takes a request in: what is said to {@link #table} and {@link #written} meanwhile is of it. */
  public static void during(Consumer<Touched> request) {
    Touched touched = new Touched();
    UNDER_WAY.set(touched);
    try {
      request.accept(touched);
    } finally {
      UNDER_WAY.remove();
    }
  }

  /** The request under way has to do with a table. */
  public static void table(TableView table) {
    Touched touched = UNDER_WAY.get();
    if (touched != null) {
      touched.tables.put(table.name(), table);
    }
  }

  /** The request under way will write to a partition. */
  public static Answered written(TableView table, int partition) {
    Touched touched = UNDER_WAY.get();
    if (touched == null) {
      return clock -> {};
    }
    PartitionId id = new PartitionId(table.storeNumber(), partition);
    touched.written.putIfAbsent(id, new Written(table, id));
    return clock -> touched.answered.merge(id, clock, HybridTime::max);
  }

  Collection<TableView> tables() {
    return tables.values();
  }

  Collection<Written> writes() {
    return written.values();
  }

  /** When a partition's writes were answered one by one: the clock of the last. */
  Optional<HybridTime> answered(PartitionId partition) {
    return Optional.ofNullable(answered.get(partition));
  }

  /** What its writes have come to, once they are in the store. */
  void come(List<Mark> to) {
    marks = to;
  }

  List<Mark> marks() {
    return marks;
  }
}

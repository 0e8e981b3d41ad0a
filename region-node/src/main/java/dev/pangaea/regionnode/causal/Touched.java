package dev.pangaea.regionnode.causal;

import dev.pangaea.regionnode.table.TableView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  private final List<Written> written = new ArrayList<>();
  private List<Mark> marks = List.of();

  /** A partition that the request writes to. */
  record Written(TableView table, int partition) {}

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
  public static void written(TableView table, int partition) {
    Touched touched = UNDER_WAY.get();
    Written next = new Written(table, partition);
    if (touched != null
        && touched.written.stream()
            .noneMatch(
                known ->
                    known.partition() == partition
                        && known.table().storeNumber() == table.storeNumber())) {
      touched.written.add(next);
    }
  }

  Collection<TableView> tables() {
    return tables.values();
  }

  List<Written> writes() {
    return written;
  }

  /** What its writes have come to, once they are in the store. */
  void come(List<Mark> to) {
    marks = to;
  }

  List<Mark> marks() {
    return marks;
  }
}

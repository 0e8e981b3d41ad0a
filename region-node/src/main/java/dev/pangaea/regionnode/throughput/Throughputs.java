package dev.pangaea.regionnode.throughput;

import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** The throughput of all tables on this node. Any thread may call. */
public final class Throughputs {
  private final LongSupplier nanoClock;
  private final BooleanSupplier sampled;
  private final ConcurrentMap<Integer, TableThroughput> byNumber = new ConcurrentHashMap<>();

  public Throughputs(LongSupplier nanoClock) {
    this(nanoClock, () -> ThreadLocalRandom.current().nextInt(RecentUsage.ONE_OF) == 0);
  }

  /**
   * @param sampled draws whether a request is looked at for the hottest keys; by any thread
   */
  Throughputs(LongSupplier nanoClock, BooleanSupplier sampled) {
    this.nanoClock = nanoClock;
    this.sampled = sampled;
  }

  /** That of a table, with the capacity that it has now; empty where none is counted. */
  public Optional<TableThroughput> of(TableView table) {
    if (!table.settings().countsCapacity()) {
      byNumber.remove(table.storeNumber());
      return Optional.empty();
    }
    TableThroughput throughput = byNumber.get(table.storeNumber());
    if (throughput == null) {
      throughput =
          byNumber.computeIfAbsent(
              table.storeNumber(), first -> new TableThroughput(table, nanoClock, sampled));
    }
    throughput.follow(table.settings());
    return Optional.of(throughput);
  }

  /** That of a table that requests came for and that is still there, by its number in the store. */
  public Optional<TableThroughput> known(int storeNumber) {
    return Optional.ofNullable(byNumber.get(storeNumber));
  }

  public List<TableThroughput> all() {
    return List.copyOf(byNumber.values());
  }

  /** Forgets tables that are gone, or that nothing is counted of any more. */
  public void retain(Tables tables) {
    if (tables.known()) {
      byNumber.entrySet().removeIf(each -> !isThere(each.getKey(), each.getValue(), tables));
    }
  }

  private static boolean isThere(int number, TableThroughput throughput, Tables tables) {
    return tables
        .table(throughput.table())
        .filter(table -> table.storeNumber() == number && table.settings().countsCapacity())
        .isPresent();
  }
}

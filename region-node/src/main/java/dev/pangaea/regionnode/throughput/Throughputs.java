package dev.pangaea.regionnode.throughput;

import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.util.List;
import java.util.Map;
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

  /** What has a bound in a table, in units per second; nothing where none is metered. */
  public static Map<Resource, Long> rates(TableView table) {
    return table.settings().isMetered() ? Rates.of(table.settings()) : Map.of();
  }

  /** That of a table, with the capacity that it has now; empty where none is metered. */
  public Optional<TableThroughput> of(TableView table) {
    boolean metered = table.settings().isMetered();
    TableThroughput throughput = byNumber.get(table.storeNumber());
    if (throughput == null) {
      if (!metered) {
        return Optional.empty();
      }
      throughput =
          byNumber.computeIfAbsent(
              table.storeNumber(), first -> new TableThroughput(table, nanoClock, sampled));
    }
    throughput.follow(table.settings());
    return metered ? Optional.of(throughput) : Optional.empty();
  }

  /**
   * That of a table that requests came for and that is still there, by its number in the store;
   * empty where none is metered.
   */
  public Optional<TableThroughput> known(int storeNumber) {
    return Optional.ofNullable(byNumber.get(storeNumber)).filter(TableThroughput::isMetered);
  }

  /** All that are metered. */
  public List<TableThroughput> all() {
    return byNumber.values().stream().filter(TableThroughput::isMetered).toList();
  }

  /** Forgets tables that are gone, and has the settings that the others have now. */
  public void retain(Tables tables) {
    if (tables.known()) {
      byNumber.entrySet().removeIf(each -> !isThere(each.getKey(), each.getValue(), tables));
    }
  }

  private static boolean isThere(int number, TableThroughput throughput, Tables tables) {
    Optional<TableView> table =
        tables.table(throughput.table()).filter(there -> there.storeNumber() == number);
    table.ifPresent(there -> throughput.follow(there.settings()));
    return table.isPresent();
  }
}

package dev.pangaea.regionnode.backup;

import dev.pangaea.regionnode.backup.files.DamagedFileException;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.table.Fillings;
import dev.pangaea.regionnode.table.TableOrigin;
import dev.pangaea.regionnode.table.TableOutcome;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the tables that the catalog says are to be filled, in the background. What is being filled
 * is known from the catalog alone, all of it: after a crash it is begun again, and putting an item
 * twice changes nothing as long as nobody else writes. A table whose source turns out damaged or
 * gone is removed; whatever else fails is tried again.
 */
public final class Restores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Restores.class);
  private static final long LOOK_AGAIN_MILLIS = 1000;

  /** Where the items of tables of one kind of origin come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * @throws DamagedFileException if the items can never be had
     */
    TableImage open(TableOrigin origin, TableView table) throws IOException;
  }

  private final Fillings fillings;
  private final Leaders leaders;
  private final Map<TableOrigin.Kind, Source> sources;
  private final Work work;
  private final Runnable settling;
  private final AtomicLong abandoned = new AtomicLong();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("restores").factory());

  /**
   * @param settling what else is looked after then
   */
  public Restores(
      Fillings fillings,
      Leaders leaders,
      Map<TableOrigin.Kind, Source> sources,
      Work work,
      Runnable settling) {
    this.fillings = fillings;
    this.leaders = leaders;
    this.sources = Map.copyOf(sources);
    this.work = work;
    this.settling = settling;
  }

  public void start() {
    looking.scheduleWithFixedDelay(this::look, 0, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A table to be filled was made. Any thread may call. */
  public void lookSoon() {
    try {
      looking.execute(this::look);
    } catch (RejectedExecutionException ending) {
      LOG.debug("no table is filled any more");
    }
  }

  /** How many tables are being filled. */
  int filling() {
    return fillings.unfilled().size();
  }

  /** How many tables could not be filled since the start. */
  long abandoned() {
    return abandoned.get();
  }

  /**
   * One that was under way before the catalog was asked is left to the next time: since then it may
   * have become whole.
   */
  private void look() {
    try {
      Set<String> before = Set.copyOf(underWay);
      for (TableView table : fillings.toFill().toCompletableFuture().get()) {
        if (before.contains(table.tableId())) {
          continue;
        }
        if (underWay.add(table.tableId()) && !work.begin(Work.Lane.FILLS, () -> fill(table))) {
          underWay.remove(table.tableId());
        }
      }
      settling.run();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RuntimeException failure) {
      LOG.error("tables that are to be filled cannot be looked for", failure);
    }
  }

  private void fill(TableView table) {
    TableOrigin origin = table.history().origin().orElseThrow();
    try (TableImage image = source(origin).open(origin, table)) {
      TableFiller filler = new TableFiller(table, leaders, work::hasEnded);
      image.read(filler);
      long items = filler.flush();
      LOG.info("{} is filled with {} items from {}", table.name(), items, origin.source());
      if (fillings.filled(table.name(), table.tableId()).toCompletableFuture().join()
          instanceof TableOutcome.Accepted) {
        image.filled();
      }
    } catch (DamagedFileException damaged) {
      LOG.error("{} cannot be filled and is removed: {}", table.name(), damaged.getMessage());
      abandoned.incrementAndGet();
      fillings.abandon(table.name(), table.tableId()).toCompletableFuture().join();
    } catch (IOException | RuntimeException failure) {
      if (!work.hasEnded()) {
        LOG.warn("filling {} begins again soon", table.name(), failure);
      }
    } finally {
      underWay.remove(table.tableId());
    }
  }

  private Source source(TableOrigin origin) throws DamagedFileException {
    return Optional.ofNullable(sources.get(origin.kind()))
        .orElseThrow(() -> new DamagedFileException("no source of kind " + origin.kind()));
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}

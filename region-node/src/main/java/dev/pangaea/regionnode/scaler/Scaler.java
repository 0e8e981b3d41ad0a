package dev.pangaea.regionnode.scaler;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.scaling.ScalingActivity;
import dev.pangaea.regionnode.table.ScaledTables;
import dev.pangaea.regionnode.table.TableOutcome;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.throughput.TableThroughput;
import dev.pangaea.regionnode.throughput.Throughputs;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that scales this region's tables. It knows what was used since it looked first; a node
 * that starts lowers nothing for a quarter of an hour. What it does is a change of the table like
 * an application's, in the catalog's log, together with the note that it was done.
 */
public final class Scaler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scaler.class);
  private static final long LOOK_MILLIS = 500;

  private final ScaledTables tables;
  private final Throughputs throughputs;
  private final InstantSource clock;
  private final Supplier<String> ids;
  private final ScheduledExecutorService thread;
  private final Map<Integer, ScaledTable> byNumber = new TreeMap<>();
  private volatile List<ScaledCapacity> shown = List.of();

  /**
   * @param clock by which minutes pass
   * @param ids of activities; no other one has them
   */
  public Scaler(
      RegionName region,
      ScaledTables tables,
      Throughputs throughputs,
      InstantSource clock,
      Supplier<String> ids) {
    this.tables = tables;
    this.throughputs = throughputs;
    this.clock = clock;
    this.ids = ids;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("scaler-" + region).factory());
  }

  public void start() {
    thread.scheduleWithFixedDelay(this::lookAtAll, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How capacities that are scaled stood at the last look. */
  public List<ScaledCapacity> shown() {
    return shown;
  }

  /** Looks now, as it does by itself twice a second. Returns when it has. */
  public void lookNow() throws InterruptedException {
    try {
      thread.submit(this::lookAtAll).get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void lookAtAll() {
    try {
      Set<Integer> there = new HashSet<>();
      for (TableView table : tables.scaled()) {
        there.add(table.storeNumber());
        lookUnlessItFails(table);
      }
      byNumber.keySet().retainAll(there);
      shown = byNumber.values().stream().flatMap(each -> each.shown().stream()).toList();
    } catch (RuntimeException failure) {
      LOG.error("a look at what is to be scaled failed", failure);
    }
  }

  /** One table that cannot be looked at keeps no other one from being scaled. */
  private void lookUnlessItFails(TableView now) {
    ScaledTable table = byNumber.computeIfAbsent(now.storeNumber(), first -> new ScaledTable(now));
    try {
      look(table, now);
    } catch (RuntimeException failure) {
      if (table.failed(clock.millis())) {
        LOG.error("a look at how {} is to be scaled failed", now.name(), failure);
      }
    }
  }

  private void look(ScaledTable table, TableView now) {
    List<ScalingActivity> steps =
        table.look(now, throughputs.of(now).map(TableThroughput::usage), clock.millis(), ids);
    if (!steps.isEmpty()) {
      tables
          .scale(now.name(), now.tableId(), steps)
          .whenComplete((outcome, failure) -> post(() -> stepped(table, steps, outcome, failure)));
    }
  }

  private void stepped(
      ScaledTable table, List<ScalingActivity> steps, TableOutcome outcome, Throwable failure) {
    if (outcome instanceof TableOutcome.Accepted(TableView now)) {
      List<ScalingActivity> done =
          steps.stream().filter(now.settings().scaling().activities()::contains).toList();
      LOG.info("{} is scaled: {}", now.name(), done);
      table.stepped(done, true, clock.millis());
    } else {
      LOG.warn("{} cannot be scaled: {}", table.table().name(), outcome, failure);
      table.stepped(steps, false, clock.millis());
    }
  }

  private void post(Runnable step) {
    try {
      thread.execute(step);
    } catch (RejectedExecutionException closing) {
      LOG.trace("scaling ends", closing);
    }
  }
}

package dev.pangaea.regionnode.trigger.run;

import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.ShardId;
import dev.pangaea.regionnode.stream.ShardRead;
import dev.pangaea.regionnode.stream.StreamDescription;
import dev.pangaea.regionnode.stream.StreamId;
import dev.pangaea.regionnode.stream.StreamReader;
import dev.pangaea.regionnode.trigger.Progress;
import dev.pangaea.regionnode.trigger.ShardWork;
import dev.pangaea.regionnode.trigger.Trigger;
import dev.pangaea.regionnode.trigger.TriggerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of all triggers of a region. It learns which there are once the region's tables are
 * known, follows their streams' shards, and keeps their progress a moment after it is made. What is
 * done for a shard is {@link ShardTurns}'.
 */
final class TriggerLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TriggerLoop.class);
  private static final long LOOK_MILLIS = 250;
  private static final int LOOKS_PER_READING = 20;
  private static final long ANSWER_SECONDS = 10;
  private static final long KEPT_SECONDS = 3;

  /** So much is held of all streams together, but for one record of each shard. */
  private static final long HELD_BYTES_MAX = 64 << 20;

  private static final long SHARD_BYTES_MAX = 6_000_000;

  private final StreamReader streams;
  private final TriggerTable table;
  private final ShardTurns turns;
  private final ScheduledExecutorService thread;
  private final TreeMap<String, TriggerRun> runs = new TreeMap<>();
  private final Set<String> leaving = ConcurrentHashMap.newKeySet();
  private boolean known;
  private boolean closing;
  private int looks;
  private volatile List<TriggerStatus> shown = List.of();
  private final CountDownLatch knownOnce = new CountDownLatch(1);

  /**
   * @param turns made for this thread, which asks for turns of shards through it
   */
  TriggerLoop(StreamReader streams, TriggerTable table, ShardTurns.Making turns, String region) {
    this.streams = streams;
    this.table = table;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("triggers-" + region).factory());
    this.turns = turns.of(thread, this::settle);
  }

  void start() {
    thread.scheduleWithFixedDelay(guarded(this::look), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Whether it is known which triggers there are. */
  boolean isKnown() {
    return knownOnce.getCount() == 0;
  }

  boolean awaitKnown(long millis) throws InterruptedException {
    return knownOnce.await(millis, TimeUnit.MILLISECONDS);
  }

  /** How triggers stand now. */
  List<TriggerStatus> status() throws InterruptedException {
    try {
      return ask(this::statusNow);
    } catch (TimeoutException busy) {
      return shown;
    }
  }

  /** How they stood at the last look. */
  List<TriggerStatus> shown() {
    return shown;
  }

  /**
   * From now on this is a trigger, or this is what it is: nothing is begun by earlier rules, unless
   * the thread is busy for so long that nobody waits for it. Then it is so in its turn.
   */
  void put(Trigger trigger) throws InterruptedException {
    Runnable step =
        guarded(
            () -> {
              TriggerRun run = runs.get(trigger.id());
              if (run == null) {
                runs.put(
                    trigger.id(), new TriggerRun(new TriggerTable.Kept(trigger, Progress.NONE)));
              } else {
                become(run, trigger);
              }
              look();
            });
    try {
      ask(Executors.callable(step));
    } catch (TimeoutException busy) {
      LOG.debug("{} is taken up in its turn", trigger.name());
    } catch (RejectedExecutionException closing) {
      LOG.trace("triggers end", closing);
    }
  }

  /** Nothing more is begun for it, nor kept of it, whatever the table says until it is gone. */
  void remove(String id) throws InterruptedException {
    leaving.add(id);
    try {
      ask(
          () -> {
            forget(id);
            return null;
          });
    } catch (TimeoutException busy) {
      run(() -> forget(id));
    }
  }

  /** The table says again whether it is there: its removal has counted, or may not have. */
  void removed(String id) {
    leaving.remove(id);
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      ask(
          () -> {
            return null;
          });
    } catch (TimeoutException | RejectedExecutionException ended) {
      LOG.debug("triggers end");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    thread.shutdownNow();
  }

  /** Begins nothing more, and keeps what progress there is. Before {@link #close}. */
  void keepAll() throws InterruptedException {
    try {
      CompletableFuture<?>[] kept =
          ask(
              () -> {
                closing = true;
                runs.values().forEach(TriggerRun::retire);
                return runs.values().stream()
                    .filter(run -> run.unkept || run.keeping)
                    .map(run -> table.keep(run.trigger.id(), run.progress()))
                    .toArray(CompletableFuture<?>[]::new);
              });
      CompletableFuture.allOf(kept).get(KEPT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException slow) {
      LOG.info("some progress of triggers is not kept: what was told since is told again", slow);
    }
  }

  private void look() {
    if (closing) {
      return;
    }
    if (!known || looks++ % LOOKS_PER_READING == 0) {
      table.read().ifPresent(this::know);
    }
    if (!known || runs.isEmpty()) {
      shown = List.of();
      return;
    }
    List<StreamDescription> there = streams.streams();
    for (TriggerRun run : runs.values()) {
      settle(run);
      if (run.trigger.enabled() && !run.retiring) {
        there.stream()
            .filter(stream -> stream.id().equals(run.trigger.stream()))
            .forEach(stream -> follow(run, stream));
      }
      keep(run);
    }
    shown = statusNow();
  }

  /** What is kept holds, also if a write of it was in doubt. */
  private void know(List<TriggerTable.Kept> kept) {
    TreeSet<String> there = new TreeSet<>();
    for (TriggerTable.Kept each : kept) {
      if (leaving.contains(each.trigger().id())) {
        continue;
      }
      there.add(each.trigger().id());
      TriggerRun run = runs.get(each.trigger().id());
      if (run == null) {
        runs.put(each.trigger().id(), new TriggerRun(each));
      } else {
        become(run, each.trigger());
      }
    }
    List.copyOf(runs.keySet()).stream().filter(id -> !there.contains(id)).forEach(this::forget);
    known = true;
    knownOnce.countDown();
  }

  private static void become(TriggerRun run, Trigger trigger) {
    if (!run.trigger.equals(trigger)) {
      run.trigger = trigger;
      run.retire();
    }
  }

  private void forget(String id) {
    TriggerRun run = runs.remove(id);
    if (run != null) {
      run.removed = true;
      run.retire();
    }
  }

  private void follow(TriggerRun run, StreamDescription stream) {
    for (StreamDescription.Shard shard : stream.shards()) {
      int partition = shard.id().partition();
      if (!run.shards.containsKey(partition)) {
        StreamPosition from = run.from(partition, shard.start());
        ShardRun begun =
            new ShardRun(shard.id(), new ShardWork(run.trigger.rules(), from, share()));
        run.shards.put(partition, begun);
        begun.watch = Optional.of(streams.watch(shard.id(), () -> turns.ask(run, begun)));
        turns.ask(run, begun);
      }
    }
  }

  private long share() {
    int shards = runs.values().stream().mapToInt(run -> Math.max(16, run.shards.size())).sum();
    return Math.min(SHARD_BYTES_MAX, HELD_BYTES_MAX / Math.max(1, shards));
  }

  /** Goes on with a trigger that was retired, once nothing is under way for it. */
  private void settle(TriggerRun run) {
    if (run.retiring && !run.removed && run.isQuiet()) {
      run.renew();
    }
  }

  private void keep(TriggerRun run) {
    if (run.keeping || !run.unkept || run.removed) {
      return;
    }
    run.keeping = true;
    run.unkept = false;
    table
        .keep(run.trigger.id(), run.progress())
        .thenAccept(
            kept ->
                run(
                    () -> {
                      run.keeping = false;
                      run.unkept |= !kept;
                    }));
  }

  private List<TriggerStatus> statusNow() {
    Map<StreamId, StreamDescription> there = new TreeMap<>();
    streams.streams().forEach(stream -> there.put(stream.id(), stream));
    List<TriggerStatus> all = new ArrayList<>();
    for (TriggerRun run : runs.values()) {
      Optional<StreamDescription> stream = Optional.ofNullable(there.get(run.trigger.stream()));
      List<TriggerStatus.ShardStatus> shards =
          stream.map(StreamDescription::shards).orElse(List.of()).stream()
              .map(shard -> status(run, shard))
              .toList();
      all.add(
          new TriggerStatus(
              run.trigger,
              stream.map(found -> found.status().name()).orElse("GONE"),
              run.counts,
              shards));
    }
    return all;
  }

  private TriggerStatus.ShardStatus status(TriggerRun run, StreamDescription.Shard shard) {
    ShardId id = shard.id();
    Optional<ShardRun> now = Optional.ofNullable(run.shards.get(id.partition()));
    StreamPosition checkpoint =
        now.map(working -> working.work.checkpoint())
            .orElseGet(() -> run.from(id.partition(), shard.start()));
    long age =
        streams.read(id, checkpoint, 1, 1) instanceof ShardRead.Page page
                && !page.records().isEmpty()
            ? Math.max(0, turns.nowMillis() - page.records().getFirst().createdMillis())
            : 0;
    return new TriggerStatus.ShardStatus(
        id.partition(),
        id.text(),
        checkpoint,
        age,
        now.map(working -> working.work.underWay()).orElse(0),
        now.map(working -> working.work.open()).orElse(0),
        now.map(working -> working.retrying).orElse(false),
        now.flatMap(working -> working.lastError));
  }

  private <T> T ask(Callable<T> question) throws TimeoutException, InterruptedException {
    try {
      return thread.submit(question).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  private void run(Runnable step) {
    try {
      thread.execute(guarded(step));
    } catch (RejectedExecutionException closing) {
      LOG.trace("triggers end", closing);
    }
  }

  private static Runnable guarded(Runnable step) {
    return () -> {
      try {
        step.run();
      } catch (RuntimeException failure) {
        LOG.error("a step of the triggers failed", failure);
      }
    };
  }
}

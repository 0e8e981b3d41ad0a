package dev.pangaea.regionnode.trigger.run;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.StreamDescription;
import dev.pangaea.regionnode.stream.StreamReader;
import dev.pangaea.regionnode.table.Tables;
import dev.pangaea.regionnode.trigger.DeliveryRules;
import dev.pangaea.regionnode.trigger.Trigger;
import dev.pangaea.regionnode.trigger.TriggerStatus;
import dev.pangaea.regionnode.trigger.Worker;
import dev.pangaea.regionnode.trigger.json.TriggerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;

/**
 * A region's triggers: makes, changes, shows and runs them. Any thread may call; what changes a
 * trigger blocks until the change counts, one at a time.
 */
public final class Triggers implements AutoCloseable {
  private static final int TRIGGERS_MAX = 100;
  private static final long WRITTEN_SECONDS = 15;
  private static final long KNOWN_MILLIS = 10_000;

  private final StreamReader streams;
  private final Leaders leaders;
  private final InstantSource clock;
  private final TriggerTable table;
  private final DeadLetters letters;
  private final Worker worker;
  private final TriggerLoop loop;

  /** What became of a request. */
  public sealed interface Outcome {
    record Done(Trigger trigger) implements Outcome {}

    record NotFound() implements Outcome {}

    /** There is one of this name. */
    record Exists() implements Outcome {}

    /** It cannot be as it is asked for. */
    record Refused(String reason) implements Outcome {}

    /** It may or may not have come about: ask again. */
    record Unavailable(String reason) implements Outcome {}
  }

  /**
   * @param tableArns the resource name of a table
   * @param worker closed with this
   * @param random from 0 to 1
   * @param retention how long dead letters are kept
   */
  public Triggers(
      RegionName region,
      Tables tables,
      Store store,
      Leaders leaders,
      StreamReader streams,
      RegionLog logs,
      UnaryOperator<String> tableArns,
      Worker worker,
      InstantSource clock,
      DoubleSupplier random,
      Duration retention) {
    this.streams = streams;
    this.leaders = leaders;
    this.clock = clock;
    this.table = new TriggerTable(tables, store, leaders);
    this.letters = new DeadLetters(region, logs, retention);
    this.worker = worker;
    this.loop =
        new TriggerLoop(
            streams,
            table,
            (thread, onQuiet) ->
                new ShardTurns(
                    streams,
                    worker,
                    letters,
                    region.value(),
                    trigger ->
                        tableArns.apply(trigger.stream().table())
                            + "/stream/"
                            + trigger.stream().label(),
                    clock,
                    random,
                    thread,
                    onQuiet),
            region.value());
  }

  public void start() {
    loop.start();
  }

  /** How all triggers stand. */
  public List<TriggerStatus> status() throws InterruptedException {
    return loop.status();
  }

  /** How they stood a moment ago. */
  public List<TriggerStatus> shown() {
    return loop.shown();
  }

  /** A trigger by its name or id. */
  public Optional<TriggerStatus> status(String which) throws InterruptedException {
    return loop.status().stream()
        .filter(each -> each.trigger().name().equals(which) || each.trigger().id().equals(which))
        .findFirst();
  }

  /** Whether it is known which triggers there are. */
  public boolean known() {
    return loop.isKnown();
  }

  /** The same, but a node that has just started is waited for. */
  private boolean becomesKnown() throws InterruptedException {
    return loop.awaitKnown(KNOWN_MILLIS);
  }

  public synchronized Outcome create(TriggerRequest wanted) throws InterruptedException {
    if (!becomesKnown()) {
      return new Outcome.Unavailable("it is not known yet which triggers there are");
    }
    Trigger.checkName(wanted.name());
    Optional<URI> url = wanted.url();
    if (url.isEmpty()) {
      return new Outcome.Refused("a trigger needs its url");
    }
    Trigger.checkUrl(url.get());
    DeliveryRules rules = wanted.rules(DeliveryRules.DEFAULT);
    List<TriggerStatus> there = loop.status();
    if (there.stream().anyMatch(each -> each.trigger().name().equals(wanted.name()))) {
      return new Outcome.Exists();
    }
    if (there.size() >= TRIGGERS_MAX) {
      return new Outcome.Refused("a region has at most " + TRIGGERS_MAX + " triggers");
    }
    Optional<StreamDescription> stream = streams.current(wanted.table());
    if (stream.isEmpty()) {
      return new Outcome.Refused("no table " + wanted.table() + " here whose stream is on");
    }
    Optional<TreeMap<Integer, StreamPosition>> starts = starts(stream.get(), wanted.fromLatest());
    if (starts.isEmpty() || !table.prepare()) {
      return new Outcome.Unavailable("the region takes no writes now");
    }
    Trigger trigger =
        new Trigger(
            UUID.randomUUID().toString(),
            wanted.name(),
            stream.get().id(),
            url.get(),
            wanted.enabled().orElse(true),
            clock.millis(),
            wanted.fromLatest(),
            starts.get(),
            rules);
    return kept(trigger);
  }

  public synchronized Outcome change(String which, TriggerRequest wanted)
      throws InterruptedException {
    boolean known = becomesKnown();
    Optional<TriggerStatus> there = known ? status(which) : Optional.empty();
    if (there.isEmpty()) {
      return missing(known);
    }
    Trigger before = there.get().trigger();
    Trigger next =
        before.with(
            wanted.url().orElse(before.url()),
            wanted.enabled().orElse(before.enabled()),
            wanted.rules(before.rules()));
    return next.equals(before) ? new Outcome.Done(before) : kept(next);
  }

  public synchronized Outcome delete(String which) throws InterruptedException {
    boolean known = becomesKnown();
    Optional<TriggerStatus> there = known ? status(which) : Optional.empty();
    if (there.isEmpty()) {
      return missing(known);
    }
    Trigger trigger = there.get().trigger();
    loop.remove(trigger.id());
    try {
      return written(table.remove(trigger.id()))
          ? new Outcome.Done(trigger)
          : new Outcome.Unavailable("the region takes no writes now");
    } finally {
      loop.removed(trigger.id());
    }
  }

  @Override
  public void close() {
    try {
      loop.keepAll();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    loop.close();
    worker.close();
    letters.close();
  }

  private static Outcome missing(boolean known) {
    return known
        ? new Outcome.NotFound()
        : new Outcome.Unavailable("it is not known yet which triggers there are");
  }

  private Outcome kept(Trigger trigger) throws InterruptedException {
    if (!written(table.keep(trigger))) {
      return new Outcome.Unavailable("the region takes no writes now");
    }
    loop.put(trigger);
    return new Outcome.Done(trigger);
  }

  private static boolean written(CompletableFuture<Boolean> write) throws InterruptedException {
    try {
      return write.get(WRITTEN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      return false;
    }
  }

  /** Where to begin in the shards there are; empty while it is not known what is in them. */
  private Optional<TreeMap<Integer, StreamPosition>> starts(
      StreamDescription stream, boolean latest) {
    TreeMap<Integer, StreamPosition> starts = new TreeMap<>();
    for (StreamDescription.Shard shard : stream.shards()) {
      int partition = shard.id().partition();
      boolean whole =
          leaders.holdsAllAcknowledged(new PartitionId(stream.id().storeNumber(), partition));
      Optional<StreamPosition> from =
          latest ? streams.latest(shard.id()) : streams.oldest(shard.id());
      if (from.isEmpty() || latest && !whole) {
        return Optional.empty();
      }
      starts.put(partition, from.get());
    }
    return Optional.of(starts);
  }
}

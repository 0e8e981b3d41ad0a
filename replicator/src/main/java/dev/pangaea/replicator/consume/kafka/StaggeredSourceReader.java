package dev.pangaea.replicator.consume.kafka;

import dev.pangaea.replicator.consume.Arrived;
import dev.pangaea.replicator.consume.SourceReader;
import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.replicator.plan.LogPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a source with one lane, and with more of them in staggered slots while the source is far
 * away and not too busy: see {@link Stagger}. What the lanes bring is made one stream again.
 */
public final class StaggeredSourceReader implements SourceReader {
  private static final Logger LOG = LoggerFactory.getLogger(StaggeredSourceReader.class);
  private static final int BATCHES_MAX = 64;

  /** How many batches of a lane in a row may bring nothing new before it skips to the others. */
  private static final int STALE_MAX = 256;

  /**
   * A backlog is more than a moment when it is more than came in the last second, and than this.
   */
  private static final long BACKLOG_MIN = 1_000;

  private static final long DECIDE_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  /** How often in a row other lanes must be wanted before they are opened: a moment is none. */
  private static final int MISFITS_BEFORE_OPENING = 3;

  /** Opens readers of the same source. */
  interface Lanes {
    SourceReader first();

    SourceReader more(int lane);
  }

  private final String name;
  private final Lanes readers;
  private final Supplier<Optional<RoundTrip.Times>> roundTrip;
  private final Runnable closeRoundTrip;
  private final LogMerge merge = new LogMerge();
  private final BlockingQueue<Brought> queue = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(BATCHES_MAX);
  private final int[] stale = new int[1 + Stagger.LANES_MAX];
  private final Lane first;
  private List<Lane> more = List.of();
  private int misfits;
  private volatile Stagger stagger = Stagger.NONE;
  private Set<LogPartition> held = Set.of();
  private long bytes;
  private long entries;
  private long decidedNanos = System.nanoTime();

  private sealed interface Brought {
    record Batch(int lane, Arrived arrived, long turn) implements Brought {}

    record Failed(Throwable failure) implements Brought {}

    record Woken() implements Brought {}
  }

  public static StaggeredSourceReader of(SourceKafka kafka) {
    SourceKafka asking = kafka.as(kafka.clientId() + "-round-trip");
    RoundTrip roundTrip =
        new RoundTrip(
            asking.clientId(),
            kafka.catalogLog(),
            () -> KafkaSourceReader.consumer(asking, 1, FetchSize.LARGE));
    roundTrip.start();
    Lanes readers =
        new Lanes() {
          @Override
          public SourceReader first() {
            return new KafkaSourceReader(kafka);
          }

          @Override
          public SourceReader more(int lane) {
            SourceKafka own = kafka.as(kafka.clientId() + "-lane-" + lane);
            return new KafkaSourceReader(own, Stagger.FETCH_WAIT_MILLIS);
          }
        };
    return new StaggeredSourceReader(kafka.clientId(), readers, roundTrip::times, roundTrip::close);
  }

  StaggeredSourceReader(
      String name,
      Lanes readers,
      Supplier<Optional<RoundTrip.Times>> roundTrip,
      Runnable closeRoundTrip) {
    this.name = name;
    this.readers = readers;
    this.roundTrip = roundTrip;
    this.closeRoundTrip = closeRoundTrip;
    this.first = new Lane(name + "-lane", readers::first, now -> now, receiver(0));
    first.start();
  }

  @Override
  public void read(LogPartition log, long offset) {
    long turn = merge.read(log, offset);
    first.read(log, offset, turn);
    more.forEach(lane -> lane.read(log, offset, turn));
  }

  @Override
  public void leave(LogPartition log) {
    merge.leave(log);
    first.wish(reader -> reader.leave(log));
    more.forEach(lane -> lane.wish(reader -> reader.leave(log)));
  }

  @Override
  public void hold(Set<LogPartition> logs) {
    held = logs;
    first.wish(reader -> reader.hold(logs));
    more.forEach(lane -> lane.wish(reader -> reader.hold(logs)));
  }

  @Override
  public List<Arrived> poll(Duration wait) {
    List<Arrived> arrived = new ArrayList<>();
    try {
      Brought brought = queue.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
      for (int left = BATCHES_MAX; brought != null; left--) {
        take(brought, arrived);
        brought = left > 0 ? queue.poll() : null;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    decide();
    return arrived;
  }

  /**
   * The first lane looked a moment ago: a log is at least as long as what was given of it since.
   */
  @Override
  public Map<LogPartition, Long> ends() {
    Map<LogPartition, Long> ends = new HashMap<>(first.look().ends());
    merge
        .standing()
        .forEach(
            (log, place) -> ends.computeIfPresent(log, (key, end) -> Math.max(end, place.next())));
    return ends;
  }

  @Override
  public Connections connections() {
    long open = first.look().connections().open();
    long reopened = first.look().connections().reopened();
    long answers = first.look().connections().answers();
    for (Lane lane : more) {
      open += lane.look().connections().open();
    }
    return new Connections(open, reopened, 1 + more.size(), answers);
  }

  @Override
  public void wakeUp() {
    queue.add(new Brought.Woken());
  }

  @Override
  public void close() {
    closeRoundTrip.run();
    first.close();
    more.forEach(Lane::close);
    room.release(Integer.MAX_VALUE / 2);
    first.awaitEnd();
    more.forEach(Lane::awaitEnd);
  }

  private void take(Brought brought, List<Arrived> arrived) {
    switch (brought) {
      case Brought.Batch(int lane, Arrived batch, long turn) -> {
        room.release();
        Optional<Arrived> fresh = merge.accept(batch, turn);
        fresh.ifPresent(arrived::add);
        bytes += fresh.map(StaggeredSourceReader::size).orElse(0L);
        entries += fresh.map(StaggeredSourceReader::count).orElse(0L);
        stale[lane] = fresh.isPresent() ? 0 : stale[lane] + 1;
        if (stale[lane] > STALE_MAX && lane > 0 && lane <= more.size()) {
          stale[lane] = 0;
          join(more.get(lane - 1));
        }
      }
      case Brought.Failed(Throwable failure) ->
          throw new IllegalStateException("a lane of " + name + " failed", failure);
      case Brought.Woken() -> {}
    }
  }

  private void decide() {
    long now = System.nanoTime();
    long passed = now - decidedNanos;
    if (passed < DECIDE_EVERY_NANOS) {
      return;
    }
    long bytesPerSecond = bytes * DECIDE_EVERY_NANOS / passed;
    boolean behind = backlog() > Math.max(BACKLOG_MIN, entries);
    bytes = 0;
    entries = 0;
    decidedNanos = now;
    Stagger wanted =
        roundTrip
            .get()
            .map(times -> Stagger.of(times, bytesPerSecond, behind))
            .orElse(Stagger.NONE);
    boolean serves = wanted.serves(more.size());
    misfits = serves ? 0 : misfits + 1;
    if (serves) {
      stagger = new Stagger(more.size(), wanted.periodNanos());
    } else if (wanted.lanes() == 0 || misfits >= MISFITS_BEFORE_OPENING) {
      changeTo(wanted);
    }
  }

  /** Entries that the source has and that were not given yet, as the first lane last saw it. */
  private long backlog() {
    Map<LogPartition, LogMerge.Place> places = merge.standing();
    return first.look().ends().entrySet().stream()
        .filter(end -> places.containsKey(end.getKey()))
        .mapToLong(end -> Math.max(0, end.getValue() - places.get(end.getKey()).next()))
        .sum();
  }

  private void changeTo(Stagger wanted) {
    LOG.debug("{}: {} lanes every {} ns", name, wanted.lanes(), wanted.periodNanos());
    more.forEach(Lane::close);
    stagger = wanted;
    List<Lane> lanes = new ArrayList<>();
    for (int number = 0; number < wanted.lanes(); number++) {
      int slot = number;
      Lane lane =
          new Lane(
              name + "-lane-" + slot,
              () -> readers.more(slot),
              now -> stagger.nextSlotNanos(slot, now),
              receiver(slot + 1));
      join(lane);
      lane.wish(reader -> reader.hold(held));
      lane.start();
      lanes.add(lane);
    }
    more = lanes;
  }

  private void join(Lane lane) {
    merge.standing().forEach((log, place) -> lane.read(log, place.next(), place.turn()));
  }

  private Lane.Receiver receiver(int lane) {
    return new Lane.Receiver() {
      @Override
      public void arrived(Arrived arrived, long turn) throws InterruptedException {
        room.acquire();
        queue.add(new Brought.Batch(lane, arrived, turn));
      }

      @Override
      public void failed(Throwable failure) {
        queue.add(new Brought.Failed(failure));
      }
    };
  }

  private static long count(Arrived arrived) {
    return switch (arrived) {
      case Arrived.Entries entries -> entries.entries().size();
      case Arrived.LostPlace lost -> 0;
    };
  }

  private static long size(Arrived arrived) {
    return switch (arrived) {
      case Arrived.Entries entries ->
          entries.entries().stream()
              .map(LogEntry::record)
              .mapToLong(record -> record.length())
              .sum();
      case Arrived.LostPlace lost -> 0;
    };
  }
}

package dev.pangaea.regionnode.topic.run;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.log.ClaimLostException;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.log.TopicStanding;
import dev.pangaea.regionnode.log.TopicTooNarrowException;
import dev.pangaea.regionnode.log.TopicWriter;
import dev.pangaea.regionnode.stream.ShardId;
import dev.pangaea.regionnode.stream.StreamDescription;
import dev.pangaea.regionnode.stream.StreamReader;
import dev.pangaea.regionnode.table.TopicWish;
import dev.pangaea.regionnode.table.TopicWishes;
import dev.pangaea.regionnode.topic.TopicCursor;
import dev.pangaea.regionnode.topic.TopicName;
import dev.pangaea.regionnode.topic.TopicRecords;
import dev.pangaea.regionnode.topic.TopicStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the changes of tables on topics of the region's Kafka, each once and in the order of its
 * partition, on a thread of its own. How far it is stands in the headers of what is on the topics:
 * there it looks after a start and after a failure, once it has shut out whoever wrote before.
 *
 * <pre>
 *   claim the writer ─▶ read where each topic ends ─▶ read streams, write a batch ─┐
 *         ▲                                                   ▲        │          │ kept
 *         └──────────── after a while ◀─── failed, or in doubt ────────┘──────────┘
 * </pre>
 */
public final class ChangeTopics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeTopics.class);
  private static final long LOOK_MILLIS = 500;

  /** How often it is looked whether a topic is there still. */
  private static final long STANDING_MILLIS = 10_000;

  private static final int STANDING_DOUBLINGS_MAX = 5;

  /** What comes meanwhile goes together. */
  private static final long GATHER_MILLIS = 50;

  private static final long WAIT_MILLIS_MIN = 250;
  private static final int DOUBLINGS_MAX = 7;

  /** A claim that is lost sooner is contested: whoever took it lives. Longer than any wait. */
  private static final long CONTESTED_MILLIS = 60_000;

  private static final long CLOSE_SECONDS = 5;

  private final RegionName region;
  private final TopicWishes wishes;
  private final StreamReader streams;
  private final TopicWriter writer;
  private final UnaryOperator<String> tableArns;
  private final Duration retention;
  private final InstantSource clock;
  private final TopicRecords encoder;
  private final ScheduledExecutorService thread;
  private final Map<String, TopicRun> runs = new ConcurrentSkipListMap<>();

  /** What was written since the claim: to be sure of what it holds, another claim is needed. */
  private final Set<String> written = new HashSet<>();

  private final AtomicBoolean asked = new AtomicBoolean();
  private boolean claimed;
  private int claimsFailed;
  private int claimsLost;
  private long claimedMillis;
  private long claimFromMillis;

  /**
   * @param tableArns the resource name of a table
   * @param retention of topics that are made
   */
  public ChangeTopics(
      RegionName region,
      TopicWishes wishes,
      StreamReader streams,
      RegionLog logs,
      UnaryOperator<String> tableArns,
      Duration retention,
      InstantSource clock) {
    this.region = region;
    this.wishes = wishes;
    this.streams = streams;
    this.writer = logs.topics("pangaea." + region + ".changes");
    this.tableArns = tableArns;
    this.retention = retention;
    this.clock = clock;
    this.encoder = new TopicRecords(region.value());
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("change-topics-" + region).factory());
  }

  public void start() {
    thread.scheduleWithFixedDelay(this::pass, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How the topics stand now. Any thread may ask. */
  public List<TopicStatus> status() {
    return runs.values().stream().map(run -> run.status(streams, clock.millis())).toList();
  }

  /** What is being written is, so that no reader has to wait for the end of it. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.info("change topics of {} end while something is under way", region);
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    writer.close();
  }

  /** Called by leaders: there is more. */
  private void wake() {
    if (asked.compareAndSet(false, true)) {
      try {
        thread.schedule(this::pass, GATHER_MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closing) {
        LOG.trace("change topics end", closing);
      }
    }
  }

  private void pass() {
    asked.set(false);
    try {
      boolean more = wishes.known();
      lookForWhatIsLost();
      while (more && !thread.isShutdown()) {
        follow();
        more = false;
        for (TopicRun run : runs.values()) {
          more |= !thread.isShutdown() && goOn(run);
        }
      }
    } catch (RuntimeException failure) {
      LOG.error("{}: change topics cannot go on now", region, failure);
    }
  }

  private void follow() {
    List<TopicWish> wished = wishes.topicWishes();
    Map<String, TopicWish> byTable =
        wished.stream().collect(Collectors.toMap(TopicWish::table, wish -> wish));
    runs.values()
        .removeIf(
            run -> {
              boolean unwanted = !byTable.containsKey(run.table);
              if (unwanted) {
                run.end();
              }
              return unwanted;
            });
    if (wished.isEmpty()) {
      return;
    }
    Map<String, List<StreamDescription>> there =
        streams.streams().stream().collect(Collectors.groupingBy(stream -> stream.id().table()));
    for (TopicWish wish : wished) {
      List<StreamDescription> told = there.getOrDefault(wish.table(), List.of());
      if (!told.isEmpty() || runs.containsKey(wish.table())) {
        runs.computeIfAbsent(
                wish.table(), table -> new TopicRun(table, TopicName.of(region, table)))
            .follow(wish, told, streams, this::wake);
      }
    }
  }

  /**
   * A topic that is removed while nothing is written would be missed only by the next write. One
   * that does not answer takes seconds: it is looked at less and less, and those behind it by the
   * next pass.
   */
  private void lookForWhatIsLost() {
    for (TopicRun run : runs.values()) {
      boolean due = run.isSure() && clock.millis() >= run.lookFromMillis;
      if (due && !thread.isShutdown() && !look(run)) {
        return;
      }
    }
  }

  /** Returns whether it answered. */
  private boolean look(TopicRun run) {
    boolean answered = true;
    try {
      if (writer.standing(run.topic, run.partitions) == TopicStanding.LESS) {
        LOG.warn("{}: it lacks what it had, and is begun again where it ends", run.topic);
        run.prepared = false;
        run.forget();
      }
      run.looksFailedInRow = 0;
    } catch (LogUnavailableException away) {
      LOG.debug("{}: cannot look at it now", run.topic, away);
      run.looksFailedInRow++;
      answered = false;
    }
    int doublings = Math.min(run.looksFailedInRow, STANDING_DOUBLINGS_MAX);
    run.lookFromMillis = clock.millis() + (STANDING_MILLIS << doublings);
    return answered;
  }

  /** Returns whether something was told, so that there may be more. */
  private boolean goOn(TopicRun run) {
    long now = clock.millis();
    if (now < run.waitUntilMillis || !claimed && now < claimFromMillis) {
      return false;
    }
    try {
      if (written.contains(run.topic) && !run.knowsCursors()) {
        claimed = false;
      }
      if (!isClaimed()) {
        return false;
      }
      if (!run.prepared) {
        writer.prepare(run.topic, run.partitions, retention);
        run.prepared = true;
      }
      if (!run.isSure()) {
        find(run);
      }
      boolean told = tell(run);
      run.failuresInRow = 0;
      run.lastFailure = Optional.empty();
      return told;
    } catch (TopicTooNarrowException refused) {
      run.refused++;
      fail(run, refused);
    } catch (LogUnavailableException failure) {
      fail(run, failure);
    } catch (ClaimLostException lost) {
      lose();
      fail(run, lost);
    } catch (RuntimeException failure) {
      LOG.error("{}: it fails at what should not fail", run.topic, failure);
      fail(run, failure);
    }
    return false;
  }

  /** What nobody else has written since is known still. */
  private void find(TopicRun run) throws LogUnavailableException {
    if (run.knowsCursors() && writer.standing(run.topic, run.partitions) == TopicStanding.SAME) {
      run.trust();
      return;
    }
    List<TopicCursor> found =
        writer.last(run.topic, run.partitions, TopicRecords.POSITION).stream()
            .map(TopicRecords::cursor)
            .toList();
    run.know(found);
  }

  /** Two that live would take it from each other without end: they take turns, and longer ones. */
  private void lose() {
    long now = clock.millis();
    claimsLost = now - claimedMillis < CONTESTED_MILLIS ? claimsLost + 1 : 0;
    claimFromMillis = now + waitMillis(claimsLost);
  }

  private boolean isClaimed() {
    if (claimed) {
      return true;
    }
    try {
      writer.claim();
      runs.values().forEach(TopicRun::doubt);
      written.clear();
      claimed = true;
      claimedMillis = clock.millis();
      claimsFailed = 0;
    } catch (LogUnavailableException failure) {
      if (claimsFailed == 0) {
        LOG.warn("{}: change topics cannot be written now: {}", region, failure.getMessage());
      }
      claimFromMillis = clock.millis() + waitMillis(claimsFailed++);
    }
    return claimed;
  }

  private boolean tell(TopicRun run)
      throws LogUnavailableException, ClaimLostException, TopicTooNarrowException {
    TopicBatch batch = new TopicBatch(run, streams, encoder, this::arn);
    batch.gather();
    if (!batch.records.isEmpty()) {
      claimed = false;
      written.add(run.topic);
      writer.write(run.topic, batch.records);
      claimed = true;
    }
    batch.kept();
    return !batch.records.isEmpty();
  }

  /** A topic may have been removed, or have lost what it held: all of it is looked at anew. */
  private void fail(TopicRun run, Exception failure) {
    run.failures++;
    Optional<Class<?>> kind = Optional.of(failure.getClass());
    if (!kind.equals(run.lastFailure)) {
      LOG.warn("{}: cannot go on now: {}", run.topic, failure.getMessage());
      run.lastFailure = kind;
    }
    run.waitUntilMillis = clock.millis() + waitMillis(run.failuresInRow++);
    run.prepared = false;
    run.forget();
  }

  private static long waitMillis(int failures) {
    return WAIT_MILLIS_MIN << Math.min(failures, DOUBLINGS_MAX);
  }

  private String arn(ShardId shard) {
    return tableArns.apply(shard.stream().table()) + "/stream/" + shard.stream().label();
  }
}

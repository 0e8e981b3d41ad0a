package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The partitions that a loop leads, and the step that it is in: what the step has changed, and whom
 * it answers. Knows no thread and no clock; whoever runs it hands the time in.
 */
final class LedPartitions implements LeaderEffects {
  private final RegionName region;
  private final Store store;
  private final LeaderBounds bounds;
  private final LongSupplier writers;
  private final LogAccess logs;
  private final HybridClock clock = new HybridClock(HybridTime.ZERO);
  private final TreeMap<PartitionId, Led> partitions = new TreeMap<>();
  private final List<Led> touched = new ArrayList<>();
  private final StoreBatch batch = new StoreBatch();
  private List<Runnable> answers = new ArrayList<>();
  private List<Runnable> answering = new ArrayList<>();

  /** Appends and reads for a leader; outcomes come back as events. */
  interface LogAccess {
    void append(PartitionLeader leader, PartitionLog log, Bytes record);

    void read(PartitionLeader leader, PartitionLog log, long from);
  }

  LedPartitions(
      RegionName region, Store store, LeaderBounds bounds, LongSupplier writers, LogAccess logs) {
    this.region = region;
    this.store = store;
    this.bounds = bounds;
    this.writers = writers;
    this.logs = logs;
  }

  void handle(LoopEvent event, Now now) {
    switch (event) {
      case LoopEvent.Submitted(PartitionId partition, Request request) ->
          submit(partition, request, now);
      case LoopEvent.Appended(PartitionLeader leader, AppendOutcome outcome) ->
          guarded(leader, () -> leader.appended(outcome, now));
      case LoopEvent.EntriesRead read -> {
        guarded(read.leader(), () -> read.leader().read(read.entries(), now));
        afterCommit(read.taken()::release);
      }
      case LoopEvent.ReadToEnd(PartitionLeader leader, long start, long end) ->
          guarded(leader, () -> leader.readToEnd(start, end, now));
      case LoopEvent.ReadFailed(PartitionLeader leader) -> leader.readFailed(now);
      case LoopEvent.Opened(PartitionOpening opening) -> open(opening);
      case LoopEvent.Closed(PartitionId partition, Runnable done) -> close(partition, done);
      case LoopEvent.Replicated(PartitionId partition, boolean replicated) ->
          led(partition).ifPresent(led -> led.replicated = replicated);
      case LoopEvent.Woken() -> {}
    }
  }

  void tick(Now now) {
    for (Led led : partitions.values()) {
      led.leader.tick(now);
      touch(led);
    }
  }

  /** Commits what the step has changed, answers, and lets the leaders concerned go on. */
  void finish(Now now) {
    commit();
    answer();
    for (Led led : touched) {
      led.touched = false;
      led.leader.state().committed();
      advance(led, now);
    }
    touched.clear();
    answer();
  }

  List<PartitionStatus> status() {
    List<PartitionStatus> status = new ArrayList<>();
    partitions.forEach(
        (partition, led) ->
            status.add(
                new PartitionStatus(
                    partition,
                    led.leader.phase().name(),
                    led.leader.state().applied(),
                    led.leader.waitingRequests(),
                    led.leader.uncountedEntries())));
    return List.copyOf(status);
  }

  void closeAll() {
    partitions.values().forEach(led -> led.leader.close());
    commit();
    answer();
  }

  @Override
  public StoreBatch batch() {
    return batch;
  }

  @Override
  public void afterCommit(Runnable answer) {
    answers.add(answer);
  }

  @Override
  public void append(PartitionLeader leader, Bytes record) {
    led(leader.state().partition()).ifPresent(led -> logs.append(leader, led.log, record));
  }

  @Override
  public void read(PartitionLeader leader, long from) {
    led(leader.state().partition()).ifPresent(led -> logs.read(leader, led.log, from));
  }

  private void submit(PartitionId partition, Request request, Now now) {
    Led led = partitions.get(partition);
    if (led == null) {
      Refusal.of(request).unavailable();
      return;
    }
    led.leader.submit(request, now);
    touch(led);
  }

  private void open(PartitionOpening opening) {
    PartitionState state = new PartitionState(opening.partition(), store);
    Assembler assembler = new Assembler(region, clock, state, opening.fits());
    PartitionLeader leader =
        new PartitionLeader(
            state, assembler, clock, writers.getAsLong(), bounds, this, opening.onLeading());
    partitions.put(opening.partition(), new Led(leader, opening.log(), opening.replicated()));
    leader.start();
  }

  private void close(PartitionId partition, Runnable done) {
    Led led = partitions.remove(partition);
    if (led != null) {
      led.leader.close();
    }
    afterCommit(done);
  }

  private Optional<Led> led(PartitionId partition) {
    return Optional.ofNullable(partitions.get(partition));
  }

  /**
   * An invariant that breaks stops its partition only. A partition that is no longer led hears
   * nothing more.
   */
  private void guarded(PartitionLeader leader, Runnable action) {
    Led led = partitions.get(leader.state().partition());
    if (led == null || led.leader != leader) {
      return;
    }
    try {
      action.run();
    } catch (BrokenInvariantException broken) {
      leader.stop(broken.getMessage());
    }
    touch(led);
  }

  private void advance(Led led, Now now) {
    try {
      led.leader.advance(now, led.replicated);
    } catch (BrokenInvariantException broken) {
      led.leader.stop(broken.getMessage());
    }
  }

  private void touch(Led led) {
    if (!led.touched) {
      led.touched = true;
      touched.add(led);
    }
  }

  private void commit() {
    if (!batch.isEmpty()) {
      store.commit(batch);
      batch.clear();
    }
  }

  private void answer() {
    while (!answers.isEmpty()) {
      List<Runnable> now = answers;
      answers = answering;
      answering = now;
      now.forEach(Runnable::run);
      now.clear();
    }
  }

  private static final class Led {
    private final PartitionLeader leader;
    private final PartitionLog log;
    private boolean replicated;
    private boolean touched;

    Led(PartitionLeader leader, PartitionLog log, boolean replicated) {
      this.leader = leader;
      this.log = log;
      this.replicated = replicated;
    }
  }
}

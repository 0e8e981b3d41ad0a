package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.ledger.Announcement;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The partitions that a loop leads, and the step that it is in: what the step has changed, and whom
 * it answers. Knows no thread and no clock; whoever runs it hands the time in.
 */
final class LedPartitions implements LeaderEffects {
  /** Below what a log takes, which is 8 MiB with all that surrounds a record. */
  static final int RECORD_BYTES_MAX = (8 << 20) - (64 << 10);

  /** What is read is committed in pieces of so much and one record more: a step reads many. */
  static final int BATCH_BYTES_MAX = 16 << 20;

  private final RegionName region;
  private final Store store;
  private final LeaderBounds bounds;
  private final LongSupplier writers;
  private final LogAccess logs;
  private final HybridClock clock = new HybridClock(HybridTime.ZERO);
  private final OpenLeaders leaders = new OpenLeaders();
  private final Transactions transactions;
  private final Ledger ledger;
  private final StreamSweep streams;
  private final AppendWaves waves = new AppendWaves();
  private final Filling filling;
  private RecordTap tap = RecordTap.CLOSED;
  private boolean moreToDecide;
  private Now step = new Now(0, 0);
  private final StoreBatch batch = new StoreBatch();
  private final Answers answers = new Answers();
  private final ByteWriter encoding = new ByteWriter(1 << 16);

  /** Appends and reads for a leader; outcomes come back as events. */
  interface LogAccess {
    void append(PartitionLeader leader, PartitionLog log, Bytes record);

    void read(PartitionLeader leader, PartitionLog log, long from);
  }

  LedPartitions(
      RegionName region,
      Store store,
      LeaderBounds bounds,
      LedgerSettings ledger,
      LongSupplier writers,
      LogAccess logs) {
    this.region = region;
    this.store = store;
    this.bounds = bounds;
    this.writers = writers;
    this.logs = logs;
    this.filling = new Filling(bounds.filled());
    this.transactions = new Transactions(store);
    this.ledger = new Ledger(store, ledger);
    this.streams = new StreamSweep(store);
  }

  /** Before the first step. */
  void tap(RecordTap listener) {
    tap = listener;
  }

  void handle(LoopEvent event, Now now) {
    step = now;
    switch (event) {
      case LoopEvent.Submitted(PartitionId partition, Request request) ->
          submit(partition, request, now);
      case LoopEvent.Appended(PartitionLeader leader, AppendOutcome outcome) -> {
        waves.ends(leader.state().partition());
        leaders.guarded(leader, () -> leader.appended(outcome, now));
      }
      case LoopEvent.EntriesRead read -> {
        for (LogEntry entry : read.entries()) {
          leaders.guarded(read.leader(), () -> read.leader().read(entry));
          if (batch.bytes() >= BATCH_BYTES_MAX) {
            commitSoFar();
          }
        }
        answer(new Answer.Told(read.taken()::release));
      }
      case LoopEvent.ReadToEnd(PartitionLeader leader, long start, long end) ->
          leaders.guarded(leader, () -> leader.readToEnd(start, end, now));
      case LoopEvent.ReadFailed(PartitionLeader leader) ->
          leaders.guarded(leader, () -> leader.readFailed(now));
      case LoopEvent.ReadMissed(PartitionLeader leader, String what) ->
          leaders.guarded(leader, () -> leader.readMissed(what));
      case LoopEvent.Opened(PartitionOpening opening) -> open(opening);
      case LoopEvent.Closed(PartitionId partition, Runnable done) -> {
        leaders.close(partition);
        answer(new Answer.Told(done));
      }
      case LoopEvent.Indexed(PartitionId partition, KeptIndexes indexes, Runnable done) -> {
        leaders.of(partition).ifPresent(led -> keep(led.leader(), indexes));
        answer(new Answer.Told(done));
      }
      case LoopEvent.Recounted(PartitionId partition, int range) ->
          leaders.of(partition).ifPresent(led -> recount(led.leader(), range));
      case LoopEvent.Replicated(PartitionId partition, boolean replicated) ->
          leaders.of(partition).ifPresent(led -> led.replicated(replicated));
      case LoopEvent.Rolled(PartitionId partition, Roll roll, Runnable done) -> {
        leaders.of(partition).ifPresent(led -> led.leader().roll(roll));
        answer(new Answer.Told(done));
      }
      case LoopEvent.StreamsEnded(int table, Runnable done) -> {
        commitBatch();
        streams.end(table, now, batch);
        answer(new Answer.Told(done));
      }
      case LoopEvent.Tables(Set<Integer> living) -> transactions.tables(living);
      case LoopEvent.Announced(List<Announcement> told, Runnable done) -> {
        ledger.announcements().told(told, batch);
        answer(new Answer.Told(done));
      }
      case LoopEvent.Woken() -> {}
    }
  }

  void tick(Now now) {
    leaders.all().forEach(led -> leaders.guarded(led.leader(), () -> led.leader().tick(now)));
    leaders
        .of(PartitionId.TRANSACTIONS)
        .filter(led -> led.leader().hasEverLed())
        .ifPresent(led -> transactions.tick(now, batch));
    ledger.tick(now, batch);
    streams.tick(now, batch);
  }

  /** Commits what the step has changed, and lets the leaders concerned go on. */
  void commit(Now now) {
    commitSoFar();
    step = now;
    if (!filling.isEmpty()) {
      filling.step(leaders::guarded, this);
      commitBatch();
    }
    if (transactions.isActive()) {
      transactions
          .step(leaders::isReadable, this)
          .forEach(partition -> leaders.of(partition).ifPresent(leaders::touch));
    }
    transactions
        .fences()
        .takeRaised()
        .forEach(leader -> leaders.guarded(leader, () -> leader.mayClaim(now)));
    List<Led> going = leaders.takeTouched(led -> goesOn(led, now));
    moreToDecide = false;
    going.forEach(led -> advance(led, now));
  }

  private void commitSoFar() {
    transactions.settle(batch);
    commitBatch();
    leaders.touched().forEach(led -> led.leader().state().committed());
  }

  private void commitBatch() {
    if (!batch.isEmpty()) {
      store.commit(batch);
      batch.clear();
      ledger.committed();
    }
  }

  private void keep(PartitionLeader leader, KeptIndexes indexes) {
    leader.state().indexes().keep(indexes);
    filling.add(leader);
  }

  private void recount(PartitionLeader leader, int range) {
    leader.state().digests().recount(range);
    filling.add(leader);
  }

  private void advance(Led led, Now now) {
    OpenLeaders.guarded(led, () -> led.leader().advance(now, led.replicated()));
    if (led.leader().hasMoreToDecide()) {
      moreToDecide = true;
      leaders.touch(led);
    }
  }

  /** The waves that have appends under way. */
  int gathering() {
    return waves.gathering();
  }

  /** Whether there is more to do at once than this step did. */
  boolean hasMore() {
    return moreToDecide || transactions.hasMore();
  }

  /**
   * How long the next step may be put off if nothing comes in: a wave may be held up, or indexes
   * and digests are to be filled.
   */
  long pauseNanosMax() {
    if (!filling.isEmpty()) {
      return Filling.PAUSE_NANOS_MAX;
    }
    return waves.gathering() == 0 ? Long.MAX_VALUE : AppendWaves.HELD_NANOS_MAX;
  }

  /** Whether a leader's wave has come; if not, it is looked at again in the next step. */
  private boolean goesOn(Led led, Now now) {
    return led.leader().isGone() || waves.open(led.partition(), now);
  }

  /**
   * Gives the answers of the step that is committed.
   *
   * @param visibleMillis the wall clock, now that it is
   */
  void answer(long visibleMillis) {
    answers.give(visibleMillis);
  }

  TransactionStatus transactions(Now now) {
    return transactions.status(now);
  }

  AnnouncementStatus announcements() {
    return ledger.announcements().status();
  }

  List<PartitionStatus> status() {
    return leaders.all().stream().map(LedPartitions::status).toList();
  }

  private static PartitionStatus status(Led led) {
    PartitionLeader leader = led.leader();
    return new PartitionStatus(
        led.partition(),
        leader.phase().name(),
        leader.state().applied(),
        leader.waitingRequests(),
        leader.uncountedEntries(),
        leader.tombstones(),
        leader.quarantine(),
        leader.state().expiries());
  }

  /**
   * Answers all that wait, and leads nothing any more. What the step under way has changed is not
   * committed: whoever waits for it is told that it is in doubt.
   */
  void abandon() {
    leaders.closeAll();
    filling.clear();
    answers.abandon();
  }

  @Override
  public StoreBatch batch() {
    return batch;
  }

  @Override
  public void answer(Answer answer) {
    answers.add(answer);
  }

  @Override
  public void folded(PartitionLeader leader, LogRecord record, long offset, long appendMillis) {
    PartitionId partition = leader.state().partition();
    streams.heard(appendMillis);
    if (tap.wants(partition)) {
      answer(new Answer.Told(() -> tap.counts(partition, record, offset, appendMillis)));
    }
  }

  @Override
  public boolean append(PartitionLeader leader, LogRecord record) {
    encoding.reset();
    LogRecordCodec.encode(record, encoding);
    if (encoding.length() > RECORD_BYTES_MAX) {
      return false;
    }
    leaders
        .of(leader)
        .ifPresent(
            led -> {
              logs.append(leader, led.log(), encoding.written());
              waves.appends(led.partition(), step);
            });
    return true;
  }

  @Override
  public boolean allowsClaim(PartitionLeader leader) {
    Optional<Led> log = leaders.of(PartitionId.TRANSACTIONS);
    if (log.isEmpty()
        || leader.state().partition().isRegionsOwn()
        || log.get().leader().hasEverLed() && !leader.hasSeenStrangers()) {
      return true;
    }
    transactions.fences().want(leader);
    leaders.touch(log.get());
    return false;
  }

  /** Another leader of the log of transactions may lead anything. */
  @Override
  public void leads(PartitionLeader leader) {
    if (leader.state().partition().equals(PartitionId.TRANSACTIONS) && leader.hasSeenStrangers()) {
      for (Led led : leaders.all()) {
        if (!led.partition().isRegionsOwn()) {
          led.leader().distrust();
          leaders.touch(led);
        }
      }
    }
  }

  @Override
  public void read(PartitionLeader leader, long from) {
    leaders.of(leader).ifPresent(led -> logs.read(leader, led.log(), from));
  }

  private void submit(PartitionId partition, Request request, Now now) {
    Optional<Led> led = leaders.of(partition);
    if (led.isEmpty() || led.get().sealed() && writes(request)) {
      answer(new Answer.Refused(List.of(Refusal.of(request))));
      return;
    }
    led.get().leader().submit(request, now);
    leaders.touch(led.get());
  }

  private static boolean writes(Request request) {
    return request instanceof Request.Write || request instanceof Request.Restore;
  }

  /** The new leader begins with what the store holds: all that one before it has folded. */
  private void open(PartitionOpening opening) {
    leaders.close(opening.partition());
    commitBatch();
    PartitionState state = transactions.state(opening.partition(), ledger, opening.label());
    PartitionLeader leader =
        new PartitionLeader(
            state,
            waiting(state, opening),
            clock,
            writers.getAsLong(),
            bounds,
            this,
            onLeading(opening));
    leaders.put(new Led(leader, opening));
    keep(leader, opening.indexes());
    leader.start();
  }

  private Waiting waiting(PartitionState state, PartitionOpening opening) {
    if (opening.partition().equals(PartitionId.TRANSACTIONS)) {
      return transactions.requested(leaders, region, bounds, this);
    }
    Assembler assembler = new Assembler(region, clock, state, opening.fits(), bounds);
    Tombstones tombstones = new Tombstones(region, state, bounds);
    return transactions.requests(state, assembler, bounds, this, tombstones, opening.sealed());
  }

  /** A partition that takes no more writes is led to that effect once none can come any more. */
  private Runnable onLeading(PartitionOpening opening) {
    return opening.sealed()
        ? () -> transactions.onceSealed(opening.partition(), opening.onLeading())
        : opening.onLeading();
  }
}

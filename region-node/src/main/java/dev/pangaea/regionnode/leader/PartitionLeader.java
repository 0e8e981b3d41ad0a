package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogEntry;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads one partition: decides what waits, appends it as one record, folds the record once it
 * counts, answers, and begins again. One record is under way at a time, so every decision stands on
 * all that counts.
 *
 * <pre>
 *            read to the end           the claim counts
 *   READING ────────────────▶ CLAIMING ────────────────▶ LEADING
 *      ▲                         │                          │
 *      └──── in doubt, or a gap in the offsets ─────────────┘        STOPPED: the log lost what counted,
 *                                                                    or an invariant broke
 * </pre>
 *
 * A record in doubt is settled by what the log says: it counts if it is found on the way to the
 * end; it never will once a claim counts that does not name it.
 *
 * <p>Confined to the loop's thread, but for {@link #isGone}. Does no I/O: it asks {@link
 * LeaderEffects} for it.
 */
final class PartitionLeader {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionLeader.class);

  /** How often one step assembles requests of which none changes anything. */
  private static final int TURNS_MAX = 4;

  /** Where a leader stands. */
  enum Phase {
    READING,
    CLAIMING,
    LEADING,
    STOPPED
  }

  private final PartitionState state;
  private final LeaderEffects effects;
  private final HybridClock clock;
  private final LeaderBounds bounds;
  private final long writer;
  private final Replay replay;
  private final Waiting waiting;
  private final Heartbeat heartbeat;
  private final Runnable onLeading;
  private long sequence;
  private Phase phase = Phase.READING;
  private Optional<InFlight> inFlight = Optional.empty();
  private Optional<LogRecord> claim = Optional.empty();
  private long expectedOffset;
  private long readAgainNanos = Long.MAX_VALUE;
  private boolean distrusted;
  private boolean awaitsClaim;
  private boolean everLed;
  private boolean moreToDecide;
  private volatile boolean gone;

  PartitionLeader(
      PartitionState state,
      Waiting waiting,
      HybridClock clock,
      long writer,
      LeaderBounds bounds,
      LeaderEffects effects,
      Runnable onLeading) {
    this.state = state;
    this.clock = clock;
    this.writer = writer;
    this.bounds = bounds;
    this.effects = effects;
    this.replay = new Replay(state, clock, writer);
    this.waiting = waiting;
    this.heartbeat = new Heartbeat(bounds, state.partition());
    this.onLeading = onLeading;
    clock.observe(state.applied().clock());
  }

  PartitionState state() {
    return state;
  }

  Phase phase() {
    return phase;
  }

  /** Whether it will never lead again, so that nobody need read for it. Any thread may ask. */
  boolean isGone() {
    return gone;
  }

  /** Entries of the log that were read and do not count. */
  long uncountedEntries() {
    return replay.uncountedEntries();
  }

  int waitingRequests() {
    return waiting.size();
  }

  /** Whether records of other leaders were read since it led last. */
  boolean hasSeenStrangers() {
    return replay.hasSeenStrangers();
  }

  boolean hasEverLed() {
    return everLed;
  }

  /** Whether it leads, and has nothing under way that may touch the item. */
  boolean isSteadyAt(EncodedKey key) {
    return isSteady() && (inFlight.isEmpty() || !waiting.decides(key));
  }

  /** Whether it leads as far as it knows: all that counts is in the store. */
  boolean isSteady() {
    return phase == Phase.LEADING && !distrusted;
  }

  void roll(Roll roll) {
    waiting.roll(roll);
  }

  QuarantineStatus quarantine() {
    return waiting.quarantine();
  }

  TombstoneStatus tombstones() {
    return waiting.tombstones();
  }

  void start() {
    phase = Phase.READING;
    distrusted = false;
    awaitsClaim = false;
    waiting.doubts();
    readAgainNanos = Long.MAX_VALUE;
    effects.read(this, state.applied().position().nextOffset());
  }

  void submit(Request request, Now now) {
    if (phase == Phase.STOPPED) {
      waiting.refuse(request);
    } else {
      waiting.add(request, now);
    }
  }

  /**
   * Another leader may have taken over without this one having noticed: it finds out before it
   * decides anything more.
   */
  void distrust() {
    distrusted |= phase == Phase.LEADING || phase == Phase.CLAIMING;
  }

  /**
   * Appends what waits, if the leader leads and nothing is under way.
   *
   * @param replicated whether other regions wait for the partition's clock
   */
  void advance(Now now, boolean replicated) {
    moreToDecide = false;
    if (distrusted && phase == Phase.LEADING && inFlight.isEmpty()) {
      start();
    }
    if (isReady() && heartbeat.isDue(now, replicated)) {
      clock.next(now.wallMillis());
      append(new Body.Noop(), List.of(), now);
    }
    for (int turn = 0; turn < TURNS_MAX && isReady(); turn++) {
      Optional<Assembly> next = waiting.next(now);
      if (next.isEmpty()) {
        return;
      }
      Assembly assembly = next.get();
      if (!assembly.refused().isEmpty()) {
        effects.answer(new Answer.Refused(assembly.refused()));
      }
      if (assembly.body().isPresent()) {
        append(assembly.body().get(), assembly.completions(), now);
      } else {
        effects.answer(
            new Answer.Counted(
                assembly.completions(), state.applied().position().nextOffset() - 1));
      }
    }
    moreToDecide = isReady();
  }

  /** Whether there is more to decide than {@link #advance} did in one step. */
  boolean hasMoreToDecide() {
    return moreToDecide;
  }

  /** The one append that was under way has an outcome. */
  void appended(AppendOutcome outcome, Now now) {
    switch (outcome) {
      case AppendOutcome.Appended(long offset, long appendMillis) -> {
        if (offset == expectedOffset) {
          counts(offset, appendMillis, now);
        } else {
          start();
        }
      }
      case AppendOutcome.InDoubt(Exception cause) -> {
        LOG.warn("{}: an append is in doubt: {}", state.partition(), cause.toString());
        if (phase == Phase.CLAIMING) {
          phase = Phase.READING;
          waiting.doubts();
          readFailed(now);
        } else {
          start();
        }
      }
    }
  }

  /** An entry of the log, from one before where {@link LeaderEffects#read} was asked to start. */
  void read(LogEntry entry) {
    if (phase == Phase.READING) {
      take(entry);
    }
  }

  /**
   * The log has been read to its end.
   *
   * @param start the first offset that is still kept
   */
  void readToEnd(long start, long end, Now now) {
    if (phase != Phase.READING) {
      return;
    }
    long next = state.applied().position().nextOffset();
    if (end < next) {
      stop("the log ends at offset " + end + ", but had been applied up to " + next);
    } else if (start > next) {
      stop("the log starts at offset " + start + ", but had been applied only up to " + next);
    } else {
      expectedOffset = end;
      if (effects.allowsClaim(this)) {
        claim(now);
      } else {
        awaitsClaim = true;
      }
    }
  }

  /** What kept it from its claim is gone. */
  void mayClaim(Now now) {
    if (awaitsClaim) {
      claim(now);
    }
  }

  private void claim(Now now) {
    phase = Phase.CLAIMING;
    awaitsClaim = false;
    clock.next(now.wallMillis());
    LogRecord record = next(new Body.Noop());
    claim = Optional.of(record);
    effects.append(this, record);
    waiting.claims();
    heartbeat.told(now);
  }

  void readFailed(Now now) {
    if (phase == Phase.READING) {
      readAgainNanos = now.nanos() + bounds.readAgainNanos();
    }
  }

  /** What counts cannot be read any more. */
  void readMissed(String what) {
    if (phase == Phase.READING) {
      stop("the log does not hold what was to be read: " + what);
    }
  }

  /**
   * Time has passed: reads again after a failed read, and lets go of those who have waited too
   * long.
   */
  void tick(Now now) {
    if (phase == Phase.READING
        && readAgainNanos != Long.MAX_VALUE
        && now.nanos() - readAgainNanos >= 0) {
      start();
    }
    waiting.expire(now, isReady());
    if (inFlight.isPresent() && inFlight.get().isLate(now)) {
      InFlight late = inFlight.get();
      inFlight = Optional.of(late.answered());
      effects.answer(new Answer.Doubtful(late.completions()));
    }
  }

  /** Takes no more requests, for ever: the log or the state is not what it must be. */
  void stop(String reason) {
    LOG.error("{} is stopped and takes no writes: {}", state.partition(), reason);
    close();
  }

  /** Answers all that wait: the partition is no longer led here. */
  void close() {
    phase = Phase.STOPPED;
    awaitsClaim = false;
    gone = true;
    if (inFlight.isPresent()) {
      effects.answer(new Answer.Doubtful(inFlight.get().completions()));
      inFlight = Optional.empty();
    }
    waiting.refuseAll();
  }

  private boolean isReady() {
    return isSteady() && inFlight.isEmpty();
  }

  private void append(Body body, List<Completion> completions, Now now) {
    LogRecord record = next(body);
    inFlight = Optional.of(new InFlight(record, completions, now.nanos() + bounds.answerNanos()));
    waiting.sent(record.id());
    if (effects.append(this, record)) {
      heartbeat.appended(body, now);
    } else if (body instanceof Body.Part) {
      throw new BrokenInvariantException("its part in a transaction is larger than a record");
    } else {
      LOG.error("{}: what is to be appended is larger than a record", state.partition());
      inFlight = Optional.empty();
      waiting.notSent();
      effects.answer(new Answer.Refused(completions));
    }
  }

  private LogRecord next(Body body) {
    RecordId id = new RecordId(writer, ++sequence);
    return new LogRecord(id, state.applied().position().head(), clock.last(), body);
  }

  private void counts(long offset, long appendMillis, Now now) {
    expectedOffset = offset + 1;
    LogRecord record =
        phase == Phase.CLAIMING ? claim.orElseThrow() : inFlight.orElseThrow().record();
    Fold.fold(state, record, offset, appendMillis, effects.batch());
    effects.folded(this, record, offset, appendMillis);
    if (phase == Phase.CLAIMING) {
      phase = Phase.LEADING;
      everLed = true;
      inFlight.ifPresent(dead -> effects.answer(new Answer.Refused(dead.completions())));
      waiting.leads();
      effects.leads(this);
      replay.forgetStrangers();
      effects.answer(new Answer.Told(onLeading));
    } else {
      InFlight done = inFlight.orElseThrow();
      waiting.counts(done.record().id(), offset);
      effects.answer(new Answer.Counted(done.completions(), offset));
    }
    inFlight = Optional.empty();
  }

  private void take(LogEntry entry) {
    switch (replay.take(entry, effects.batch())) {
      case Replay.Met.Counting(LogRecord record) -> {
        effects.folded(this, record, entry.offset(), entry.appendMillis());
        waiting.counts(record.id(), entry.offset());
        if (inFlight.isPresent() && inFlight.get().record().id().equals(record.id())) {
          effects.answer(new Answer.Counted(inFlight.get().completions(), entry.offset()));
          inFlight = Optional.empty();
        }
      }
      case Replay.Met.Nothing() -> {}
      case Replay.Met.Contradiction(String reason) -> stop(reason);
    }
  }
}

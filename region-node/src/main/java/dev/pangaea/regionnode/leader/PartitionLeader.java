package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Chain;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.RecordId;
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
 * Confined to the loop's thread. Does no I/O: it asks {@link LeaderEffects} for it.
 */
final class PartitionLeader {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionLeader.class);

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
  private final WaitingRequests waiting;
  private final Runnable onLeading;
  private long sequence;
  private Phase phase = Phase.READING;
  private Optional<InFlight> inFlight = Optional.empty();
  private Optional<LogRecord> claim = Optional.empty();
  private long expectedOffset;
  private long readAgainNanos = Long.MAX_VALUE;
  private long lastAppendNanos;
  private long uncountedEntries;

  PartitionLeader(
      PartitionState state,
      Assembler assembler,
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
    this.waiting = new WaitingRequests(state, assembler, bounds, effects);
    this.onLeading = onLeading;
    clock.observe(state.applied().clock());
  }

  PartitionState state() {
    return state;
  }

  Phase phase() {
    return phase;
  }

  /** Entries of the log that were read and do not count. */
  long uncountedEntries() {
    return uncountedEntries;
  }

  int waitingRequests() {
    return waiting.size();
  }

  void start() {
    phase = Phase.READING;
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
   * Appends what waits, if the leader leads and nothing is under way.
   *
   * @param heartbeat whether a quiet partition tells its clock
   */
  void advance(Now now, boolean heartbeat) {
    while (phase == Phase.LEADING && inFlight.isEmpty() && !waiting.isEmpty()) {
      Assembly assembly = waiting.assemble(now);
      if (assembly.body().isPresent()) {
        append(assembly.body().get(), assembly.completions(), now);
      } else {
        long offset = state.applied().position().nextOffset() - 1;
        assembly.completions().forEach(each -> each.counts(offset, now.wallMillis()));
      }
    }
    boolean quiet = now.nanos() - lastAppendNanos >= bounds.heartbeatNanos();
    if (heartbeat && quiet && phase == Phase.LEADING && inFlight.isEmpty()) {
      clock.next(now.wallMillis());
      append(new Body.Noop(), List.of(), now);
    }
  }

  /** The one append that was under way has an outcome. */
  void appended(AppendOutcome outcome, Now now) {
    if (phase == Phase.STOPPED) {
      return;
    }
    switch (outcome) {
      case AppendOutcome.Appended(long offset, long appendMillis) -> {
        if (offset == expectedOffset) {
          counts(offset, appendMillis, now);
        } else {
          start();
        }
      }
      case AppendOutcome.InDoubt(Exception cause) -> start();
    }
  }

  /** Entries of the log, from one before where {@link LeaderEffects#read} was asked to start. */
  void read(List<LogEntry> entries, Now now) {
    for (LogEntry entry : entries) {
      if (phase != Phase.READING) {
        return;
      }
      take(entry, now);
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
      phase = Phase.CLAIMING;
      clock.next(now.wallMillis());
      claim = Optional.of(send(new Body.Noop(), now));
    }
  }

  void readFailed(Now now) {
    if (phase == Phase.READING) {
      readAgainNanos = now.nanos() + bounds.readAgainNanos();
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
    waiting.expire(now, phase == Phase.LEADING);
    if (inFlight.isPresent() && inFlight.get().isLate(now)) {
      InFlight late = inFlight.get();
      late.completions().forEach(each -> effects.afterCommit(each::inDoubt));
      inFlight = Optional.of(late.answered());
    }
  }

  /** Takes no more requests, for ever: the log or the state is not what it must be. */
  void stop(String reason) {
    phase = Phase.STOPPED;
    LOG.error("{} is stopped and takes no writes: {}", state.partition(), reason);
    close();
  }

  /** Answers all that wait: the partition is no longer led here. */
  void close() {
    phase = Phase.STOPPED;
    inFlight.ifPresent(
        lost -> lost.completions().forEach(each -> effects.afterCommit(each::inDoubt)));
    inFlight = Optional.empty();
    waiting.refuseAll();
  }

  private void append(Body body, List<Completion> completions, Now now) {
    LogRecord record = send(body, now);
    inFlight = Optional.of(new InFlight(record, completions, now.nanos() + bounds.answerNanos()));
  }

  private LogRecord send(Body body, Now now) {
    RecordId id = new RecordId(writer, ++sequence);
    LogRecord record = new LogRecord(id, state.applied().position().head(), clock.last(), body);
    lastAppendNanos = now.nanos();
    effects.append(this, LogRecordCodec.encode(record));
    return record;
  }

  private void counts(long offset, long appendMillis, Now now) {
    expectedOffset = offset + 1;
    if (phase == Phase.CLAIMING) {
      Fold.fold(state, claim.orElseThrow(), offset, appendMillis, effects.batch());
      inFlight.ifPresent(
          dead -> dead.completions().forEach(each -> effects.afterCommit(each::unavailable)));
      inFlight = Optional.empty();
      phase = Phase.LEADING;
      effects.afterCommit(onLeading);
    } else {
      InFlight done = inFlight.orElseThrow();
      inFlight = Optional.empty();
      Fold.fold(state, done.record(), offset, appendMillis, effects.batch());
      answer(done, offset, now);
    }
  }

  private void answer(InFlight done, long offset, Now now) {
    done.completions()
        .forEach(each -> effects.afterCommit(() -> each.counts(offset, now.wallMillis())));
  }

  private void take(LogEntry entry, Now now) {
    long next = state.applied().position().nextOffset();
    RecordId head = state.applied().position().head();
    Optional<LogRecord> decoded = decode(entry);
    if (entry.offset() < next) {
      if (entry.offset() == next - 1 && !decoded.map(LogRecord::id).equals(Optional.of(head))) {
        stop("the record at offset " + entry.offset() + " is not the one that was applied");
      }
    } else if (decoded.isPresent() && Chain.accepts(head, decoded.get())) {
      LogRecord record = decoded.get();
      clock.observe(record.clock());
      Fold.fold(state, record, entry.offset(), entry.appendMillis(), effects.batch());
      if (inFlight.isPresent() && inFlight.get().record().id().equals(record.id())) {
        answer(inFlight.get(), entry.offset(), now);
        inFlight = Optional.empty();
      }
    } else {
      uncountedEntries++;
    }
  }

  private static Optional<LogRecord> decode(LogEntry entry) {
    try {
      return Optional.of(LogRecordCodec.decode(entry.record()));
    } catch (MalformedBytesException foreign) {
      return Optional.empty();
    }
  }
}

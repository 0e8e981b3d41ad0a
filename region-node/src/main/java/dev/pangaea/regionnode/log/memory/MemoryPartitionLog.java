package dev.pangaea.regionnode.log.memory;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.regionnode.log.AppendOutcome;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.RangeMissingException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A log partition in memory. Every append meets a {@link Fate}, {@link Fate#ACKNOWLEDGED} unless
 * told otherwise; listeners are called before {@link #append} or {@link #settle} returns.
 */
public final class MemoryPartitionLog implements PartitionLog {
  private record Held(Bytes record, Optional<LogEntry> kept, Consumer<AppendOutcome> listener) {}

  private final InstantSource clock;
  private final List<LogEntry> entries = new ArrayList<>();
  private final ArrayDeque<Fate> nextFates = new ArrayDeque<>();
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private final List<Bytes> late = new ArrayList<>();
  private Fate usualFate = Fate.ACKNOWLEDGED;
  private boolean available = true;
  private long startOffset;

  MemoryPartitionLog(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void append(Bytes record, Consumer<AppendOutcome> listener) {
    meet(fateOfNext(), new Held(record, Optional.empty(), listener));
  }

  @Override
  public synchronized long startOffset() throws LogUnavailableException {
    checkAvailable();
    return startOffset;
  }

  @Override
  public synchronized long endOffset() throws LogUnavailableException {
    checkAvailable();
    return end();
  }

  @Override
  public void read(long from, long to, Consumer<LogEntry> reader) throws LogUnavailableException {
    range(from, to).forEach(reader);
  }

  private synchronized List<LogEntry> range(long from, long to) throws LogUnavailableException {
    checkAvailable();
    if (from >= to) {
      return List.of();
    }
    if (from < startOffset || to > end()) {
      throw new RangeMissingException(
          "%d to %d wanted, %d to %d kept".formatted(from, to, startOffset, end()), null);
    }
    return List.copyOf(entries.subList((int) (from - startOffset), (int) (to - startOffset)));
  }

  /** What becomes of the next appends, one each; those after them meet their usual fate. */
  public synchronized void nextFates(Fate... fates) {
    Collections.addAll(nextFates, fates);
  }

  public synchronized void usualFate(Fate fate) {
    usualFate = fate;
  }

  /** Forgets what was to become of the next appends. */
  public synchronized void forgetFates() {
    nextFates.clear();
    usualFate = Fate.ACKNOWLEDGED;
  }

  /** How many appends wait for {@link #settle}. */
  public synchronized int held() {
    return held.size();
  }

  /** Decides what becomes of the oldest held append. A record that is kept already stays kept. */
  public void settle(Fate fate) {
    Held oldest;
    synchronized (this) {
      oldest = held.remove();
    }
    meet(fate, oldest);
  }

  /** Keeps the records that were in doubt and on their way, in their order. */
  public synchronized void landLate() {
    late.forEach(this::keep);
    late.clear();
  }

  /** Appends behind the leader's back, as a writer does that does not know that it was replaced. */
  public synchronized long intrude(Bytes record) {
    return keep(record).offset();
  }

  /** Loses every entry from an offset on. */
  public synchronized void truncate(long endOffset) {
    entries.removeIf(entry -> entry.offset() >= endOffset);
  }

  /** Drops every entry before an offset, as retention does. */
  public synchronized void trim(long newStartOffset) {
    entries.removeIf(entry -> entry.offset() < newStartOffset);
    startOffset = Math.max(startOffset, newStartOffset);
  }

  /** While it is not, appends are in doubt and lost, and all else fails. */
  public synchronized void available(boolean now) {
    available = now;
  }

  /** All that is kept. */
  public synchronized List<LogEntry> entries() {
    return List.copyOf(entries);
  }

  private void meet(Fate fate, Held append) {
    switch (fate) {
      case ACKNOWLEDGED -> acknowledge(kept(append));
      case ACKNOWLEDGED_TWICE -> {
        Held kept = kept(append);
        intrude(append.record());
        acknowledge(kept);
      }
      case IN_DOUBT_KEPT -> {
        kept(append);
        leaveInDoubt(append);
      }
      case IN_DOUBT_LATE -> {
        sendLate(append);
        leaveInDoubt(append);
      }
      case IN_DOUBT_LOST -> leaveInDoubt(append);
      case HELD -> hold(append);
      case HELD_KEPT -> hold(kept(append));
    }
  }

  private synchronized Fate fateOfNext() {
    if (!available) {
      return Fate.IN_DOUBT_LOST;
    }
    return nextFates.isEmpty() ? usualFate : nextFates.remove();
  }

  private synchronized Held kept(Held append) {
    return append.kept().isPresent()
        ? append
        : new Held(append.record(), Optional.of(keep(append.record())), append.listener());
  }

  private synchronized void hold(Held append) {
    held.add(append);
  }

  private synchronized void sendLate(Held append) {
    if (append.kept().isEmpty()) {
      late.add(append.record());
    }
  }

  private static void acknowledge(Held append) {
    LogEntry entry = append.kept().orElseThrow();
    append.listener().accept(new AppendOutcome.Appended(entry.offset(), entry.appendMillis()));
  }

  private static void leaveInDoubt(Held append) {
    append.listener().accept(new AppendOutcome.InDoubt(unavailable()));
  }

  private LogEntry keep(Bytes record) {
    LogEntry entry = new LogEntry(end(), clock.millis(), record);
    entries.add(entry);
    return entry;
  }

  private long end() {
    return startOffset + entries.size();
  }

  private void checkAvailable() throws LogUnavailableException {
    if (!available) {
      throw unavailable();
    }
  }

  private static LogUnavailableException unavailable() {
    return new LogUnavailableException("the log in memory does not answer", null);
  }
}

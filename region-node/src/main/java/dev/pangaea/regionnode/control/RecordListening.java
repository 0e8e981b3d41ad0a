package dev.pangaea.regionnode.control;

import dev.pangaea.regionnode.table.TableView;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits for one who listens to the tail of a table's change log: a bounded number of entries,
 * of which the oldest go, counted, when more come than are taken. One thread adds, another takes;
 * neither waits for the other.
 */
public final class RecordListening implements AutoCloseable {
  static final int WAITING_MAX = 1024;

  private final RecordTail tail;
  private final TableView table;
  private final Queue<TailEntry> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong skipped = new AtomicLong();

  RecordListening(RecordTail tail, TableView table) {
    this.tail = tail;
    this.table = table;
  }

  /** The table as it was when this began. */
  public TableView table() {
    return table;
  }

  void add(TailEntry entry) {
    waiting.add(entry);
    if (size.incrementAndGet() > WAITING_MAX && waiting.poll() != null) {
      size.decrementAndGet();
      skipped.incrementAndGet();
    }
  }

  public Optional<TailEntry> next() {
    TailEntry next = waiting.poll();
    if (next != null) {
      size.decrementAndGet();
    }
    return Optional.ofNullable(next);
  }

  /** How many have gone untold since this was last asked. */
  public long takeSkipped() {
    return skipped.getAndSet(0);
  }

  /** Whether more is to come: the table is still the one that it was. */
  public boolean goesOn() {
    return tail.holds(table);
  }

  @Override
  public void close() {
    tail.forget(this);
  }
}

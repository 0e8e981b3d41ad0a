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
  public static final int WAITING_MAX = 1024;

  private final RecordTail tail;
  private final TableView table;
  private final Wanted wanted;
  private final Queue<TailEntry> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong skipped = new AtomicLong();

  /**
   * What one wants to hear.
   *
   * @param waitingMax how many entries wait for it at most
   * @param beats whether those too that come however little is written
   */
  public record Wanted(int waitingMax, boolean beats) {
    public static final Wanted ALL = new Wanted(WAITING_MAX, true);

    public Wanted {
      if (waitingMax < 1 || waitingMax > WAITING_MAX) {
        throw new IllegalArgumentException("so many cannot wait: " + waitingMax);
      }
    }
  }

  RecordListening(RecordTail tail, TableView table, Wanted wanted) {
    this.tail = tail;
    this.table = table;
    this.wanted = wanted;
  }

  /** The table as it was when this began. */
  public TableView table() {
    return table;
  }

  void add(TailEntry entry) {
    if (!wanted.beats() && entry.kind().isBeat()) {
      return;
    }
    waiting.add(entry);
    if (size.incrementAndGet() > wanted.waitingMax() && waiting.poll() != null) {
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

  public int waitingMax() {
    return wanted.waitingMax();
  }

  /** Whether something is to be told. */
  public boolean hasNews() {
    return size.get() > 0 || skipped.get() > 0;
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

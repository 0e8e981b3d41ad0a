package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.ledger.Announcement;
import dev.pangaea.regionnode.ledger.LedgerBeginning;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the leaders of a node's partitions on one thread. A step takes what has come in, commits all
 * that it changes in one batch, answers, and then lets every leader concerned append what waits:
 * the more load, the larger the steps.
 */
public final class LeaderLoop implements PartitionLeaders, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderLoop.class);
  private static final int EVENTS_PER_STEP = 4096;
  static final long TICK_NANOS = 50_000_000;

  private final RegionName region;
  private final InstantSource wallClock;
  private final Consumer<Throwable> onFailure;
  private final Inbox<LoopEvent> inbox;
  private final LogReading reading;
  private final LedPartitions partitions;
  private final Thread thread;
  private final CaughtUp caughtUp = new CaughtUp();
  private volatile List<PartitionStatus> status = List.of();
  private volatile TransactionStatus transactions = TransactionStatus.NONE;
  private volatile AnnouncementStatus announcements = AnnouncementStatus.NONE;
  private volatile int gathering;
  private volatile boolean closing;
  private volatile boolean ended;

  /**
   * @param writers draws a number for each new leader that no other leader of the region ever had
   * @param onFailure told, on the loop's thread, when the store or the loop itself has failed: all
   *     that waited has been answered, nothing is led any more, and the process must end
   */
  public LeaderLoop(
      RegionName region,
      Store store,
      LeaderBounds bounds,
      LedgerSettings ledger,
      InstantSource wallClock,
      LongSupplier writers,
      Consumer<Throwable> onFailure) {
    this.region = region;
    this.wallClock = wallClock;
    this.onFailure = onFailure;
    this.inbox = new Inbox<>(bounds.inbox());
    this.reading = new LogReading(inbox);
    LedgerBeginning.note(store, region, wallClock.millis());
    this.partitions = new LedPartitions(region, store, bounds, ledger, writers, new Logs());
    this.thread = Thread.ofPlatform().name("leader-" + region).unstarted(this::run);
  }

  /** Has records that count told; to be said before the start. */
  public void tap(RecordTap listener) {
    partitions.tap(listener);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void open(PartitionOpening opening) {
    put(new LoopEvent.Opened(opening.telling(caughtUp.opened(opening.partition()))));
  }

  @Override
  public void close(PartitionId partition, Runnable done) {
    caughtUp.closed(partition);
    put(new LoopEvent.Closed(partition, done));
  }

  @Override
  public void index(PartitionId partition, KeptIndexes indexes, Runnable done) {
    put(new LoopEvent.Indexed(partition, indexes, done));
  }

  /**
   * Has the digest of a range made anew from what the store holds, bit by bit; nothing if the
   * partition is not open.
   */
  public void recount(PartitionId partition, int range) {
    put(new LoopEvent.Recounted(partition, range));
  }

  @Override
  public void replicated(PartitionId partition, boolean replicated) {
    put(new LoopEvent.Replicated(partition, replicated));
  }

  @Override
  public void roll(PartitionId partition, Roll roll, Runnable done) {
    put(new LoopEvent.Rolled(partition, roll, done));
  }

  @Override
  public void write(PartitionId partition, WriteCommand command, Consumer<WriteOutcome> listener) {
    boolean wakes = !AppendWaves.gathers(partition, gathering);
    if (!offer(new LoopEvent.Submitted(partition, new Request.Write(command, listener)), wakes)) {
      listener.accept(new WriteOutcome.Throttled());
    }
  }

  @Override
  public void transact(TransactionRequest transaction, Consumer<TransactionOutcome> listener) {
    Request request = new Request.Transact(transaction, listener);
    boolean wakes = !AppendWaves.gathers(PartitionId.TRANSACTIONS, gathering);
    if (!offer(new LoopEvent.Submitted(PartitionId.TRANSACTIONS, request), wakes)) {
      listener.accept(new TransactionOutcome.Throttled());
    }
  }

  @Override
  public void readTogether(List<Place> places, Consumer<ReadOutcome> listener) {
    Request request = new Request.ReadTogether(places, listener);
    if (!offer(new LoopEvent.Submitted(PartitionId.TRANSACTIONS, request), true)) {
      listener.accept(new ReadOutcome.Throttled());
    }
  }

  @Override
  public void restore(
      PartitionId partition, RestoreRequest request, Consumer<RestoreOutcome> listener) {
    if (!offer(new LoopEvent.Submitted(partition, new Request.Restore(request, listener)), true)) {
      listener.accept(new RestoreOutcome.Unavailable());
    }
  }

  /** Conflicts were told on their topic; {@code done} runs once the store knows. */
  public void announced(List<Announcement> told, Runnable done) {
    put(new LoopEvent.Announced(told, done));
  }

  @Override
  public void tables(Set<Integer> living) {
    caughtUp.tables(living);
    put(new LoopEvent.Tables(living));
  }

  @Override
  public void deliver(
      PartitionId partition, Delivery delivery, Consumer<DeliveryOutcome> listener) {
    boolean wakes = !AppendWaves.gathers(partition, gathering);
    if (!offer(
        new LoopEvent.Submitted(partition, new Request.Deliver(delivery, listener)), wakes)) {
      listener.accept(new DeliveryOutcome.Unavailable());
    }
  }

  @Override
  public void follow(PartitionId partition, Progress beginning, Consumer<AppendAnswer> listener) {
    put(new LoopEvent.Submitted(partition, new Request.Follow(beginning, listener)));
  }

  /**
   * Takes in what another region holds, as if it had just arrived from there; how far that region's
   * log is taken in does not change. The listener is told as one of {@link #deliver} is; that the
   * region is elsewhere, if it has dropped tombstones since.
   *
   * @param dropped how many it had dropped before the changes were read
   */
  public void mend(
      PartitionId partition,
      RegionName from,
      long dropped,
      List<Change> changes,
      Consumer<DeliveryOutcome> listener) {
    put(new LoopEvent.Submitted(partition, new Request.Mend(from, dropped, changes, listener)));
  }

  @Override
  public void copy(PartitionId partition, Body.Copy part, Consumer<AppendAnswer> listener) {
    put(new LoopEvent.Submitted(partition, new Request.Copy(part, listener)));
  }

  @Override
  public void stream(
      PartitionId partition, Optional<StreamWord> word, Consumer<AppendAnswer> listener) {
    put(new LoopEvent.Submitted(partition, new Request.Stream(word, listener)));
  }

  @Override
  public void endStreams(int table, Runnable done) {
    put(new LoopEvent.StreamsEnded(table, done));
  }

  @Override
  public boolean holdsAllAcknowledged(PartitionId partition) {
    return caughtUp.with(partition);
  }

  @Override
  public List<PartitionStatus> status() {
    return status;
  }

  /** How transactions stood a moment ago. */
  public TransactionStatus transactions() {
    return transactions;
  }

  /** How the telling of conflicts stood a moment ago. */
  public AnnouncementStatus announcements() {
    return announcements;
  }

  /** Ends the loop. All that wait are answered, and whoever comes later is told no. */
  @Override
  public void close() {
    closing = true;
    inbox.put(new LoopEvent.Woken());
    if (Thread.currentThread() != thread) {
      awaitEnd();
    }
    reading.close();
    end();
  }

  private void awaitEnd() {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      long nextTick = System.nanoTime();
      while (!closing) {
        Now now = new Now(wallClock.millis(), System.nanoTime());
        int taken = takeEvents(now);
        if (now.nanos() - nextTick >= 0) {
          partitions.tick(now);
          status = partitions.status();
          transactions = partitions.transactions(now);
          announcements = partitions.announcements();
          nextTick = now.nanos() + TICK_NANOS;
        }
        partitions.commit(now);
        partitions.answer(wallClock.millis());
        if (taken == 0) {
          await(nextTick - System.nanoTime());
        }
      }
      abandon();
    } catch (RuntimeException | Error failure) {
      LOG.error("the leader loop of {} has failed", region, failure);
      abandon();
      onFailure.accept(failure);
    }
  }

  /**
   * Sleeps until there is something to do. What comes for partitions whose wave is under way does
   * not wake the loop: the outcomes that the wave waits for do, and at the latest a bound.
   */
  private void await(long nanos) {
    if (partitions.hasMore()) {
      return;
    }
    gathering = partitions.gathering();
    inbox.await(Math.min(nanos, partitions.pauseNanosMax()));
    gathering = 0;
  }

  private void abandon() {
    reading.close();
    partitions.abandon();
    status = List.of();
    transactions = TransactionStatus.NONE;
    end();
  }

  /** From now on an event that is put is taken out again by whoever put it. */
  private void end() {
    ended = true;
    refuseUnheard();
  }

  private void refuseUnheard() {
    for (LoopEvent event = inbox.poll(); event != null; event = inbox.poll()) {
      event.unheard();
    }
  }

  private void put(LoopEvent event) {
    inbox.put(event);
    if (ended) {
      refuseUnheard();
    }
  }

  private boolean offer(LoopEvent event, boolean wakes) {
    boolean taken = inbox.offer(event, wakes);
    if (ended) {
      refuseUnheard();
    }
    return taken;
  }

  private int takeEvents(Now now) {
    int taken = 0;
    while (taken < EVENTS_PER_STEP) {
      LoopEvent event = inbox.poll();
      if (event == null) {
        break;
      }
      partitions.handle(event, now);
      taken++;
    }
    return taken;
  }

  private final class Logs implements LedPartitions.LogAccess {
    @Override
    public void append(PartitionLeader leader, PartitionLog log, Bytes record) {
      log.append(record, outcome -> inbox.put(new LoopEvent.Appended(leader, outcome)));
    }

    @Override
    public void read(PartitionLeader leader, PartitionLog log, long from) {
      reading.read(leader, log, from);
    }
  }
}

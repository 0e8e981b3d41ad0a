package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME_LOG;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.delete;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static dev.pangaea.regionnode.leader.LeaderFixtures.put;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One partition's log, and a node that leads it, on a clock that the test moves. */
final class LeaderWorld {
  private static final long BEGINNING = 1_700_000_000_000L;

  final MemoryPartitionLog log;
  MemoryStore memory = new MemoryStore();
  LeaderNode node;
  boolean replicated;
  long wallMillis = BEGINNING;
  private long nanos = 77;
  private long writers = 100;

  LeaderWorld() {
    MemoryRegionLog logs = new MemoryRegionLog(() -> Instant.ofEpochMilli(wallMillis));
    try {
      logs.create(HOME_LOG, 1, Optional.empty());
    } catch (LogUnavailableException impossible) {
      throw new AssertionError(impossible);
    }
    log = logs.partition(HOME_LOG, 0);
    node = node(memory, BOUNDS);
  }

  /** A world whose node leads. */
  static LeaderWorld leading() {
    LeaderWorld world = new LeaderWorld();
    world.open();
    return world;
  }

  LeaderNode node(Store store, LeaderBounds bounds) {
    return new LeaderNode(store, bounds, this::writer, this::now);
  }

  long writer() {
    return writers++;
  }

  Now now() {
    return new Now(wallMillis, nanos);
  }

  void open() {
    node.open(log, replicated);
    node.settle();
  }

  /** The node is gone; another one starts on the log and on what its store holds. */
  void restart(MemoryStore left) {
    memory = left;
    node = node(left, BOUNDS);
    open();
  }

  void pass(Duration time) {
    wallMillis += time.toMillis();
    nanos += time.toNanos();
    node.tick();
    node.settle();
  }

  /** Hands a write in and hears it. */
  Told<WriteOutcome> write(String key, String content) {
    return write(put(key, content));
  }

  Told<WriteOutcome> remove(String key) {
    return write(delete(key));
  }

  Told<WriteOutcome> write(WriteCommand command) {
    Told<WriteOutcome> told = new Told<>();
    node.submit(new Request.Write(command, LeaderFixtures.unversioned(told)));
    node.hear();
    return told;
  }

  Told<DeliveryOutcome> deliver(Delivery delivery) {
    Told<DeliveryOutcome> told = new Told<>();
    node.submit(new Request.Deliver(delivery, told));
    node.settle();
    return told;
  }

  Told<AppendAnswer> follow(Progress beginning) {
    Told<AppendAnswer> told = new Told<>();
    node.submit(new Request.Follow(beginning, told));
    node.settle();
    return told;
  }

  /** What a strongly consistent read of a key sees; {@code -} where there is nothing. */
  String read(String key) {
    return node.store
        .item(PARTITION, key(key))
        .map(
            state ->
                switch (state.content()) {
                  case Content.Present(EncodedItem item) -> LeaderFixtures.content(item);
                  case Content.Deleted() -> "-";
                })
        .orElse("-");
  }

  NaiveFold folded() {
    return NaiveFold.of(log.entries());
  }

  /** A record that another leader of this region appends, after the one given. */
  LogRecord strange(RecordId previous, Body body) {
    HybridTime clock = HybridTime.of(wallMillis, 0xFFF);
    return new LogRecord(new RecordId(writer(), 1), previous, clock, body);
  }

  void intrude(LogRecord record) {
    log.intrude(LogRecordCodec.encode(record));
  }
}

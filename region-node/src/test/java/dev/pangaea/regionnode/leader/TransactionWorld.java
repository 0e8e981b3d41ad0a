package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME;
import static dev.pangaea.regionnode.leader.LeaderFixtures.content;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static dev.pangaea.regionnode.leader.LeaderFixtures.put;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.TransactionRequest.Operation;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The log of transactions and three partitions of two tables, and nodes that lead all of them, on a
 * clock that the test moves.
 */
final class TransactionWorld {
  static final PartitionId LOG = PartitionId.TRANSACTIONS;
  static final PartitionId A = new PartitionId(1, 0);
  static final PartitionId B = new PartitionId(1, 1);
  static final PartitionId C = new PartitionId(2, 0);
  static final List<PartitionId> TABLES = List.of(A, B, C);

  final Map<PartitionId, MemoryPartitionLog> logs = new TreeMap<>();
  MemoryStore memory = new MemoryStore();
  LeaderNode node;
  long wallMillis = 1_700_000_000_000L;
  long aheadMillis;
  private long nanos = 77;
  private long writers = 100;

  TransactionWorld() {
    MemoryRegionLog region = new MemoryRegionLog(() -> Instant.ofEpochMilli(wallMillis));
    for (PartitionId partition : List.of(LOG, A, B, C)) {
      String name = partition.toString();
      try {
        region.create(name, 1, Optional.empty());
      } catch (LogUnavailableException impossible) {
        throw new AssertionError(impossible);
      }
      logs.put(partition, region.partition(name, 0));
    }
    node = node(memory);
  }

  static TransactionWorld leading() {
    TransactionWorld world = new TransactionWorld();
    world.open(world.node, false);
    world.node.settle();
    return world;
  }

  LeaderNode node(MemoryStore store) {
    return new LeaderNode(store, BOUNDS, () -> writers++, this::now);
  }

  Now now() {
    return new Now(wallMillis + aheadMillis, nanos);
  }

  void open(LeaderNode opened, boolean replicated) {
    logs.forEach((partition, log) -> opened.open(partition, log, replicated));
  }

  /** The node is gone; another one starts on the logs and on what its store holds. */
  void restart(MemoryStore left) {
    memory = left;
    node = node(left);
    open(node, false);
    node.settle();
  }

  void pass(Duration time) {
    advance(time);
    node.tick();
    node.settle();
  }

  void advance(Duration time) {
    wallMillis += time.toMillis();
    nanos += time.toNanos();
  }

  Told<TransactionOutcome> transact(Operation... operations) {
    return transact(Optional.empty(), operations);
  }

  Told<TransactionOutcome> transact(String token, Operation... operations) {
    return transact(Optional.of(token(token, operations)), operations);
  }

  Told<TransactionOutcome> transact(Optional<ClientToken> token, Operation... operations) {
    Told<TransactionOutcome> told = new Told<>();
    TransactionRequest request = new TransactionRequest(List.of(operations), token);
    node.submit(LOG, new Request.Transact(request, told));
    node.hear();
    return told;
  }

  Told<ReadOutcome> readTogether(Place... places) {
    Told<ReadOutcome> told = new Told<>();
    node.submit(LOG, new Request.ReadTogether(List.of(places), told));
    node.hear();
    return told;
  }

  Told<WriteOutcome> write(PartitionId partition, WriteCommand command) {
    Told<WriteOutcome> told = new Told<>();
    node.submit(partition, new Request.Write(command, LeaderFixtures.unversioned(told)));
    node.hear();
    return told;
  }

  /** Puts an item into the store only, as if the log had brought it there. */
  void plant(PartitionId partition, String key, EncodedItem item) {
    plant(partition, key, item, Context.EMPTY);
  }

  void plant(PartitionId partition, String key, EncodedItem item, Context seen) {
    Version version = new Version(HybridTime.of(1, 0), HOME);
    Change change = new Change(key(key), version, seen.with(version), new Content.Present(item));
    StoreBatch batch = new StoreBatch();
    batch.add(new StoreBatch.Entry.PutItem(partition, key(key), ItemState.of(change)));
    memory.commit(batch);
  }

  static ClientToken token(String text, Operation... operations) {
    return new ClientToken(text, Bytes.copyOf((byte) List.of(operations).hashCode()));
  }

  static Place at(PartitionId partition, String key) {
    return new Place(partition, key(key));
  }

  static Operation puts(PartitionId partition, String key, String content) {
    return new Operation(partition, put(key, content));
  }

  /** What a plain read sees; {@code -} where there is nothing. */
  String read(PartitionId partition, String key) {
    return memory
        .item(partition, key(key))
        .map(
            state ->
                switch (state.content()) {
                  case Content.Present(EncodedItem item) -> content(item);
                  case Content.Deleted() -> "-";
                })
        .orElse("-");
  }

  NaiveFold folded(PartitionId partition) {
    return NaiveFold.of(logs.get(partition).entries());
  }

  /** The contents that transactions have left in a partition, in their order. */
  List<String> partsOf(PartitionId partition) {
    return folded(partition).records().stream()
        .filter(record -> record.body() instanceof Body.Part)
        .flatMap(record -> ((Body.Part) record.body()).changes().stream())
        .map(Change::content)
        .map(content -> content instanceof Content.Present(var item) ? content(item) : "-")
        .toList();
  }
}

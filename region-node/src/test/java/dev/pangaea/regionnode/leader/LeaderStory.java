package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.AWAY;
import static dev.pangaea.regionnode.leader.LeaderFixtures.BOUNDS;
import static dev.pangaea.regionnode.leader.LeaderFixtures.HOME_LOG;
import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Two nodes of one region that lead the same partition against each other, another region that
 * sends its changes, and everything that can go wrong between them. What the nodes say is judged by
 * the log.
 */
final class LeaderStory {
  private static final int NODES = 2;
  private static final int KEYS = 3;

  final MemoryPartitionLog log;
  private final UnaryOperator<PartitionLog> logAsSeen;
  private final Function<MemoryStore, Store> storeAsUsed;
  private final MemoryStore[] stores = new MemoryStore[NODES];
  private final MemoryStore[] snapshots = new MemoryStore[NODES];
  private final LeaderNode[] nodes = new LeaderNode[NODES];
  private final StoryIndexes[] indexes = new StoryIndexes[NODES];
  private final WriteHistory writes = new WriteHistory();
  private final DeliveryHistory deliveries = new DeliveryHistory();
  private final RemoteRegion remote = new RemoteRegion();
  private long wallMillis = 1_700_000_000_000L;
  private long aheadMillis;
  private long nanos;
  private long writers = 100;
  private int contents;
  private int streams;
  private boolean orphans;

  LeaderStory() {
    this(log -> log, store -> store);
  }

  LeaderStory(UnaryOperator<PartitionLog> logAsSeen, Function<MemoryStore, Store> storeAsUsed) {
    this.logAsSeen = logAsSeen;
    this.storeAsUsed = storeAsUsed;
    MemoryRegionLog region = new MemoryRegionLog(() -> Instant.ofEpochMilli(wallMillis));
    try {
      region.create(HOME_LOG, 1, Optional.empty());
    } catch (LogUnavailableException impossible) {
      throw new AssertionError(impossible);
    }
    log = region.partition(HOME_LOG, 0);
    for (int node = 0; node < NODES; node++) {
      snapshots[node] = new MemoryStore();
      indexes[node] = new StoryIndexes();
      start(node, new MemoryStore());
    }
    nodes[0].submit(new Request.Follow(RemoteRegion.BEGINNING, new Told<>()));
    nodes[0].settle();
  }

  void play(List<Move> moves) {
    moves.forEach(
        move -> {
          play(move);
          checkStores();
        });
  }

  /** All faults end; whoever waits is answered; what was said is judged. */
  void endWell() {
    heal();
    for (int node = 0; node < NODES; node++) {
      writes.ask(nodes[node], Wish.put("last", "last of " + node));
      nodes[node].settle();
    }
    checkStores();
    for (int node = 0; node < NODES; node++) {
      indexes[node].checkWhole(stores[node]);
    }
    NaiveFold fold = NaiveFold.of(log.entries());
    writes.check(fold, orphans);
    deliveries.check(fold, orphans);
    for (int node = 0; node < NODES; node++) {
      assertThat(nodes[node].failed).isFalse();
      assertThat(nodes[node].status().stopped()).isFalse();
      start(node, snapshots[node]);
    }
    checkStores();
  }

  /** Each store is the plain fold of the log up to where it stands. */
  void checkStores() {
    for (MemoryStore store : stores) {
      long next = store.applied(PARTITION).position().nextOffset();
      List<LogEntry> prefix =
          log.entries().stream().filter(entry -> entry.offset() < next).toList();
      assertThat(NaiveFold.of(store, AWAY)).isEqualTo(NaiveFold.of(prefix).state());
    }
    for (int node = 0; node < NODES; node++) {
      indexes[node].check(stores[node]);
    }
  }

  private void heal() {
    log.forgetFates();
    for (int round = 0; round < 100; round++) {
      while (log.held() > 0) {
        log.settle(Fate.ACKNOWLEDGED);
      }
      log.landLate();
      pass(100);
    }
  }

  private void play(Move move) {
    switch (move) {
      case Move.Put(int node, int key) -> writes.ask(node(node), Wish.put(name(key), content()));
      case Move.Delete(int node, int key) -> writes.ask(node(node), Wish.delete(name(key)));
      case Move.Update(int node, int key) ->
          writes.ask(node(node), Wish.update(name(key), content()));
      case Move.WriteIf writeIf -> writes.ask(node(writeIf.node()), conditional(writeIf));
      case Move.PutAway(int key, int skew) ->
          remote.write(name(key), new Content.Present(item(content())), wallMillis + skew);
      case Move.DeleteAway(int key) -> remote.write(name(key), new Content.Deleted(), wallMillis);
      case Move.CatchUpAway(int node) -> {
        TreeMap<EncodedKey, ItemState> items = new TreeMap<>();
        stores[node % NODES].scan(PARTITION, items::put);
        remote.catchUp(items);
      }
      case Move.Deliver(int node, int changes) -> deliver(node, standing(node), changes);
      case Move.DeliverFrom(int node, int from, int changes) -> deliver(node, from, changes);
      case Move.Meet(Fate fate) -> log.nextFates(fate);
      case Move.Settle(Fate fate) -> {
        if (log.held() > 0) {
          log.settle(fate);
        }
      }
      case Move.LandLate() -> log.landLate();
      case Move.Zombie(int record) -> {
        List<LogRecord> counted = NaiveFold.of(log.entries()).records();
        intrudeAfter(counted.get(record % counted.size()).id());
      }
      case Move.Rival() -> intrudeAfter(NaiveFold.of(log.entries()).records().getLast().id());
      case Move.Resend(int entry) ->
          log.intrude(log.entries().get(entry % log.entries().size()).record());
      case Move.Garbage() -> log.intrude(Bytes.copyOf((byte) 9, (byte) 9));
      case Move.Index(int node, int slot, boolean kept) -> index(node % NODES, slot, kept);
      case Move.Stream(int node, boolean on, StreamView view) -> {
        Optional<StreamWord> word =
            on ? Optional.of(new StreamWord(++streams, view)) : Optional.empty();
        node(node).submit(new Request.Stream(word, new Told<>()));
      }
      case Move.Read(int node) -> node(node).performReads();
      case Move.Hear(int node) -> node(node).hear();
      case Move.Pass(int millis) -> pass(millis);
      case Move.SetClock(int ahead) -> aheadMillis = ahead;
      case Move.Snapshot(int node) -> snapshots[node % NODES] = stores[node % NODES].copy();
      case Move.Crash(int node, boolean all) -> {
        orphans = true;
        start(node % NODES, (all ? stores : snapshots)[node % NODES].copy());
      }
    }
  }

  private Wish conditional(Move.WriteIf move) {
    String key = name(move.key());
    Optional<String> expected =
        move.right()
            ? visible(move.node(), key).map(LeaderFixtures::content)
            : Optional.of("never put");
    return switch (move.kind()) {
      case PUT -> Wish.putIf(key, content(), expected);
      case DELETE -> Wish.deleteIf(key, expected);
      case UPDATE -> Wish.updateIf(key, content(), expected);
      case CHECK -> Wish.check(key, expected);
    };
  }

  private Optional<EncodedItem> visible(int node, String key) {
    return stores[node % NODES]
        .item(PARTITION, LeaderFixtures.key(key))
        .map(ItemState::content)
        .filter(Content.Present.class::isInstance)
        .map(content -> ((Content.Present) content).item());
  }

  private void start(int node, MemoryStore left) {
    stores[node] = left;
    nodes[node] =
        new LeaderNode(
            storeAsUsed.apply(left), BOUNDS, () -> writers++, () -> new Now(wall(), nanos));
    indexes[node].dropAgain(left);
    nodes[node].open(PARTITION, logAsSeen.apply(log), indexes[node].kept(), node == 0);
    nodes[node].settle();
  }

  private void index(int node, int slot, boolean kept) {
    indexes[node].turn(slot, kept);
    nodes[node].hand(
        new LoopEvent.Indexed(
            PARTITION, indexes[node].kept(), () -> indexes[node].dropAgain(stores[node])));
    nodes[node].hear();
  }

  private void pass(int millis) {
    wallMillis += millis;
    nanos += millis * 1_000_000L;
    for (LeaderNode node : nodes) {
      node.tick();
      node.settle();
    }
  }

  private void deliver(int node, int from, int changes) {
    int first = Math.min(from, remote.length());
    int last = Math.min(first + 1 + changes, remote.length());
    if (first < last) {
      deliveries.bring(node(node), remote.delivery(first, last));
    }
  }

  private int standing(int node) {
    return stores[node % NODES]
        .progress(PARTITION, AWAY)
        .map(Progress::position)
        .map(position -> (int) position.nextOffset())
        .orElse(0);
  }

  private void intrudeAfter(RecordId previous) {
    HybridTime clock = HybridTime.of(wall(), 0);
    log.intrude(
        LogRecordCodec.encode(
            new LogRecord(new RecordId(writers++, 1), previous, clock, new Body.Noop())));
  }

  private LeaderNode node(int node) {
    return nodes[node % NODES];
  }

  private String content() {
    return "v" + contents++;
  }

  private static String name(int key) {
    return "k" + key % KEYS;
  }

  private long wall() {
    return wallMillis + aheadMillis;
  }
}

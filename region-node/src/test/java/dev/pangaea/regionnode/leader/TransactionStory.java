package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.AWAY;
import static dev.pangaea.regionnode.leader.LeaderFixtures.item;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static dev.pangaea.regionnode.leader.TransactionWorld.A;
import static dev.pangaea.regionnode.leader.TransactionWorld.C;
import static dev.pangaea.regionnode.leader.TransactionWorld.LOG;
import static dev.pangaea.regionnode.leader.TransactionWorld.TABLES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.leader.TransactionRequest.Operation;
import dev.pangaea.regionnode.leader.decide.CurrentItem;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Two nodes of one region that lead the same partitions against each other and write several items
 * together, another region that sends its changes, and everything that can go wrong between them.
 */
final class TransactionStory {
  private static final int NODES = 2;
  private static final int KEYS = 2;
  private static final List<PartitionId> LOGS = List.of(LOG, A, TransactionWorld.B, C);

  private final TransactionWorld world = new TransactionWorld();
  private final MemoryStore[] stores = new MemoryStore[NODES];
  private final MemoryStore[] snapshots = new MemoryStore[NODES];
  private final LeaderNode[] nodes = new LeaderNode[NODES];
  private final TransactionHistory history = new TransactionHistory();
  private final RemoteRegion remote = new RemoteRegion();
  private final Map<Integer, List<Operation>> tokens = new HashMap<>();
  private long writers = 1_000_000;
  private int contents;
  private boolean orphans;
  private boolean dropped;

  TransactionStory() {
    for (int node = 0; node < NODES; node++) {
      snapshots[node] = new MemoryStore();
      start(node, new MemoryStore());
    }
    nodes[0].submit(A, new Request.Follow(RemoteRegion.BEGINNING, new Told<>()));
    nodes[0].settle();
  }

  void play(List<TransactionMove> moves) {
    moves.forEach(
        move -> {
          history.goesOn();
          play(move);
          checkStores();
        });
  }

  /** All faults end; whoever waits is answered; what was said is judged. */
  void endWell() {
    heal();
    for (int node = 0; node < NODES; node++) {
      for (PartitionId partition : living()) {
        Operation last = puts(new Place(partition, key("last")));
        nodes[node].submit(partition, history.write(node, last));
        nodes[node].settle();
      }
      pass(10);
    }
    heal();
    checkStores();
    for (int node = 0; node < NODES; node++) {
      assertThat(nodes[node].failed).isFalse();
      assertThat(nodes[node].partitions.status()).noneMatch(PartitionStatus::stopped);
    }
    start(0, stores[0].copy());
    pass(10);
    assertThat(stores[0].transactions().pending()).as("half done").isEmpty();
    history.check(logs(), dropped ? Set.of(C.table()) : Set.of(), orphans);
  }

  private Map<PartitionId, List<LogRecord>> logs() {
    Map<PartitionId, List<LogRecord>> logs = new TreeMap<>();
    world.logs.forEach(
        (partition, log) -> logs.put(partition, NaiveFold.of(log.entries()).records()));
    return logs;
  }

  /** Each store is the plain fold of the logs up to where it stands. */
  private void checkStores() {
    for (MemoryStore store : stores) {
      for (PartitionId partition : TABLES) {
        long next = store.applied(partition).position().nextOffset();
        List<LogEntry> prefix =
            world.logs.get(partition).entries().stream()
                .filter(entry -> entry.offset() < next)
                .toList();
        assertThat(NaiveFold.of(store, partition, AWAY)).isEqualTo(NaiveFold.of(prefix).state());
      }
    }
  }

  private void heal() {
    for (int round = 0; round < 100; round++) {
      for (MemoryPartitionLog log : world.logs.values()) {
        log.forgetFates();
        while (log.held() > 0) {
          log.settle(Fate.ACKNOWLEDGED);
        }
        log.landLate();
      }
      history.goesOn();
      pass(100);
    }
  }

  private void play(TransactionMove move) {
    switch (move) {
      case TransactionMove.Transact(int node, List<Integer> places, var kind) ->
          transact(node, operations(node, places, kind), Optional.empty());
      case TransactionMove.TransactWithToken(int node, int token, List<Integer> places) -> {
        List<Operation> operations =
            tokens.computeIfAbsent(
                token % 3, first -> operations(node, places, TransactionMove.Transact.Kind.PUTS));
        ClientToken named =
            TransactionWorld.token("t" + token % 3, operations.toArray(new Operation[0]));
        transact(node, operations, Optional.of(named));
      }
      case TransactionMove.ReadTogether(int node, List<Integer> places) ->
          node(node).submit(LOG, history.read(node % NODES, places(places)));
      case TransactionMove.Put(int node, int place) -> write(node, puts(place(place)));
      case TransactionMove.PutIf(int node, int place) -> write(node, putsIf(node, place(place)));
      case TransactionMove.PutAway(int key, int skew) ->
          remote.write(
              "k" + key % KEYS, new Content.Present(item(content())), world.wallMillis + skew);
      case TransactionMove.Deliver(int node, int changes) -> deliver(node, changes);
      case TransactionMove.Meet(int log, Fate fate) -> log(log).nextFates(fate);
      case TransactionMove.Settle(int log, Fate fate) -> {
        if (log(log).held() > 0) {
          log(log).settle(fate);
        }
      }
      case TransactionMove.LandLate(int log) -> log(log).landLate();
      case TransactionMove.Rival(int log) -> {
        List<LogRecord> counted = NaiveFold.of(log(log).entries()).records();
        intrudeAfter(log(log), counted.isEmpty() ? RecordId.GENESIS : counted.getLast().id());
      }
      case TransactionMove.Zombie(int log, int record) -> {
        List<LogRecord> counted = NaiveFold.of(log(log).entries()).records();
        if (!counted.isEmpty()) {
          intrudeAfter(log(log), counted.get(record % counted.size()).id());
        }
      }
      case TransactionMove.Read(int node) -> node(node).performReads();
      case TransactionMove.Hear(int node) -> node(node).hear();
      case TransactionMove.Pass(int millis) -> pass(millis);
      case TransactionMove.Snapshot(int node) ->
          snapshots[node % NODES] = stores[node % NODES].copy();
      case TransactionMove.Crash(int node, boolean all) -> {
        orphans = true;
        start(node % NODES, (all ? stores : snapshots)[node % NODES].copy());
      }
      case TransactionMove.DropTable() -> {
        dropped = true;
        for (LeaderNode node : nodes) {
          node.hand(new LoopEvent.Closed(C, () -> {}));
          node.hand(new LoopEvent.Tables(Set.of(A.table())));
        }
      }
    }
  }

  private void start(int node, MemoryStore left) {
    stores[node] = left;
    nodes[node] = world.node(left);
    nodes[node].open(LOG, world.logs.get(LOG), false);
    living().forEach(each -> nodes[node].open(each, world.logs.get(each), node == 0));
    if (dropped) {
      nodes[node].hand(new LoopEvent.Tables(Set.of(A.table())));
    }
    nodes[node].settle();
  }

  private List<PartitionId> living() {
    return TABLES.stream().filter(partition -> !dropped || !partition.equals(C)).toList();
  }

  private void pass(int millis) {
    world.advance(Duration.ofMillis(millis));
    for (LeaderNode node : nodes) {
      node.tick();
      node.settle();
    }
  }

  private void transact(int node, List<Operation> operations, Optional<ClientToken> token) {
    node(node).submit(LOG, history.transact(node % NODES, operations, token));
  }

  private void write(int node, Operation operation) {
    node(node).submit(operation.partition(), history.write(node % NODES, operation));
  }

  private List<Operation> operations(
      int node, List<Integer> numbers, TransactionMove.Transact.Kind kind) {
    List<Operation> operations = new ArrayList<>();
    List<Place> places = places(numbers);
    for (Place place : places) {
      boolean last = operations.size() == places.size() - 1;
      operations.add(
          last
              ? switch (kind) {
                case PUTS -> puts(place);
                case CHECKS -> check(place, held(node, place));
                case FAILS -> check(place, Optional.of("never there"));
              }
              : puts(place));
    }
    return operations;
  }

  private Operation puts(Place place) {
    return new Operation(place.partition(), new WriteCommand.PutItem(place.key(), item(content())));
  }

  private Operation putsIf(int node, Place place) {
    return new Operation(
        place.partition(),
        new WriteCommand.PutItem(place.key(), item(content()), Wish.condition(held(node, place))));
  }

  private static Operation check(Place place, Optional<String> expected) {
    return new Operation(
        place.partition(), new WriteCommand.ConditionCheck(place.key(), Wish.condition(expected)));
  }

  private Optional<String> held(int node, Place place) {
    Optional<EncodedItem> held =
        CurrentItem.of(stores[node % NODES].item(place.partition(), place.key())).visible();
    return held.map(LeaderFixtures::content);
  }

  private void deliver(int node, int changes) {
    int first =
        stores[node % NODES]
            .progress(A, AWAY)
            .map(Progress::position)
            .map(Position::nextOffset)
            .orElse(0L)
            .intValue();
    int last = Math.min(first + 1 + changes, remote.length());
    if (first < last) {
      node(node).submit(A, new Request.Deliver(remote.delivery(first, last), new Told<>()));
    }
  }

  private void intrudeAfter(MemoryPartitionLog log, RecordId previous) {
    HybridTime clock = HybridTime.of(world.wallMillis, 0);
    log.intrude(
        LogRecordCodec.encode(
            new LogRecord(new RecordId(writers++, 1), previous, clock, new Body.Noop())));
  }

  private static List<Place> places(List<Integer> numbers) {
    Set<Place> places = new LinkedHashSet<>();
    numbers.forEach(number -> places.add(place(number)));
    return List.copyOf(places);
  }

  private static Place place(int number) {
    PartitionId partition = TABLES.get(number % TABLES.size());
    return new Place(partition, key("k" + number / TABLES.size() % KEYS));
  }

  private LeaderNode node(int node) {
    return nodes[node % NODES];
  }

  private MemoryPartitionLog log(int log) {
    return world.logs.get(LOGS.get(log % LOGS.size()));
  }

  private String content() {
    return "v" + contents++;
  }
}

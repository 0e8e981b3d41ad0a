package dev.pangaea.regionnode.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Chain;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.conflict.change.ConflictAt;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.DeliveryOutcome.Taken;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.change.Watermarks;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.control.DeliveryIntake;
import dev.pangaea.regionnode.control.RecordTail;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.Placeholders;
import dev.pangaea.regionnode.leader.LeaderBounds;
import dev.pangaea.regionnode.leader.LeaderLoop;
import dev.pangaea.regionnode.leader.LedgerSettings;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.leader.TransactionRequest;
import dev.pangaea.regionnode.leader.TransactionRequest.Operation;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.ItemRule;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.WatchedStore;
import dev.pangaea.regionnode.stream.RegionStreams;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * A region with the real leader and table code, its log and store in memory, and a plain replicator
 * that is stepped by hand.
 */
final class RegionInMemory implements AutoCloseable {
  static final Duration TELLING = Duration.ofSeconds(10);

  final RegionName name;
  final MemoryRegionLog logs;
  final CatalogStore store;
  final Catalog catalog;
  final LeaderLoop leaders;
  final TableLifecycle lifecycle;
  final TableService tables;
  final HandTurns turns = new HandTurns();
  final Intakes intakes;
  final RecordTail tail;
  final RegionStreams streams;
  private final DeliveryIntake deliveries;
  private volatile InstantSource clock = InstantSource.system();

  RegionInMemory(String name, MemoryRegionLog logs, Store memory, String... peers) {
    this(name, logs, memory, Duration.ofSeconds(5), TELLING, peers);
  }

  /**
   * @param answer after which time a write is in doubt
   * @param telling how often others are told what is taken in, without which they keep tombstones
   */
  RegionInMemory(
      String name,
      MemoryRegionLog logs,
      Store memory,
      Duration answer,
      Duration telling,
      String... peers) {
    this.name = new RegionName(name);
    this.logs = logs;
    TreeSet<RegionName> others = new TreeSet<>();
    for (String peer : peers) {
      others.add(new RegionName(peer));
    }
    this.catalog = new Catalog(this.name, others);
    WatchedStore watched = new WatchedStore(memory);
    this.store = new CatalogStore(watched, catalog);
    LeaderBounds bounds =
        new LeaderBounds(
            1000,
            1000,
            Duration.ofSeconds(5),
            answer,
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            telling,
            Duration.ofDays(1),
            8,
            LeaderBounds.DEFAULT.changes());
    this.leaders =
        new LeaderLoop(
            this.name,
            store,
            bounds,
            new LedgerSettings(LedgerSettings.RETENTION, true, LedgerView.indexes()),
            () -> clock.instant(),
            () -> ThreadLocalRandom.current().nextLong(),
            failure -> {
              throw new AssertionError(failure);
            });
    TableNodeSettings settings = new TableNodeSettings(this.name, others, 4, Duration.ofDays(7));
    this.lifecycle =
        new TableLifecycle(
            settings,
            catalog,
            store,
            logs,
            leaders,
            InstantSource.system(),
            () -> UUID.randomUUID().toString(),
            turns,
            new ThreadTurns("replica-copies"));
    store.onChange(lifecycle::look);
    this.tables =
        new TableService(
            settings,
            catalog,
            store,
            lifecycle,
            InstantSource.system(),
            () -> UUID.randomUUID().toString());
    this.intakes = new Intakes(catalog, store);
    this.deliveries = new DeliveryIntake(intakes, leaders);
    this.tail = new RecordTail(this.name, tables);
    leaders.tap(tail);
    this.streams = new RegionStreams(this.name, tables, store);
    watched.onMove(streams::moved);
    leaders.start();
    lifecycle.start();
  }

  /** Its clock is wrong from now on. */
  void clockAhead(Duration by) {
    clock = () -> Instant.now().plus(by);
  }

  /** From now on it is this instant here. */
  void clockStandsAt(Instant instant) {
    clock = InstantSource.fixed(instant);
  }

  WriteOutcome put(String table, String key, String value) {
    return write(table, putItem(key, value), key);
  }

  WriteOutcome delete(String table, String key) {
    return write(table, new WriteCommand.DeleteItem(key(key)), key);
  }

  /** Updates an item under the policy that its table has here. */
  WriteOutcome update(String table, String key, String expression, AttributeValue value) {
    return write(table, updateItem(table, key, expression, value), key);
  }

  /** The same as a transaction. */
  TransactionOutcome updateTogether(
      String table, List<String> keys, String expression, AttributeValue value) {
    TableView view = tables.table(table).orElseThrow();
    CompletableFuture<TransactionOutcome> outcome = new CompletableFuture<>();
    leaders.transact(
        new TransactionRequest(
            keys.stream()
                .map(
                    key ->
                        new Operation(
                            partition(view, key), updateItem(table, key, expression, value)))
                .toList(),
            Optional.empty()),
        outcome::complete);
    return outcome.join();
  }

  private WriteCommand updateItem(
      String table, String key, String expression, AttributeValue value) {
    return new WriteCommand.UpdateItem(
        key(key),
        Item.of(Map.of("pk", new StringValue(key))),
        new Expressions(16).update(expression, new Placeholders(Map.of(), Map.of(":v", value))),
        new Condition.Always(),
        ItemRule.NONE,
        tables.table(table).orElseThrow().settings().policy(),
        tables.table(table).orElseThrow().settings().timeToLive());
  }

  /** Puts all the items or none, each with the same value. */
  TransactionOutcome putTogether(String token, String table, String value, List<String> keys) {
    TableView view = tables.table(table).orElseThrow();
    CompletableFuture<TransactionOutcome> outcome = new CompletableFuture<>();
    leaders.transact(
        new TransactionRequest(
            keys.stream()
                .map(key -> new Operation(partition(view, key), putItem(key, value)))
                .toList(),
            Optional.of(new ClientToken(token, Bytes.owning(value.getBytes(UTF_8))))),
        outcome::complete);
    return outcome.join();
  }

  /** Items and tombstones of a table, by key: what must be equal in every region. */
  SortedMap<String, ItemState> states(String table) {
    TreeMap<String, ItemState> states = new TreeMap<>();
    TableView view = tables.table(table).orElseThrow();
    for (int partition = 0; partition < view.partitions(); partition++) {
      store.scan(
          new PartitionId(view.storeNumber(), partition),
          (key, state) -> states.put(key.decode().toString(), state));
    }
    return states;
  }

  /** The logs of a table here, by partition. */
  List<MemoryPartitionLog> logs(String table) {
    CatalogEntry entry = catalog.ownLiving(table).orElseThrow();
    List<MemoryPartitionLog> each = new ArrayList<>();
    for (int partition = 0; partition < entry.partitions(); partition++) {
      each.add(logs.partition(entry.log(), partition));
    }
    return each;
  }

  Optional<TableStatus> status(String table) {
    return tables.table(table).map(TableView::status);
  }

  /**
   * Takes in all that another region's logs hold now; says whether anything was new. That only time
   * has passed there is no news: on a slow machine it has each time.
   */
  boolean takeInFrom(RegionInMemory source) throws Exception {
    return takeInFrom(source, intake -> true);
  }

  /** The same of some of them; where a log cannot be followed it says so to the tables. */
  boolean takeInFrom(RegionInMemory source, Predicate<Intake> wanted) throws Exception {
    List<Delivery> due = new ArrayList<>();
    List<Intake> stuck = new ArrayList<>();
    for (Intake intake : intakes.from(source.name).stream().filter(wanted).toList()) {
      if (!source.logs.exists(intake.progress().log())) {
        continue;
      }
      if (canFollow(source, intake)) {
        read(source, intake).ifPresent(due::add);
      } else {
        stuck.add(intake);
      }
    }
    if (!stuck.isEmpty()) {
      lifecycle.askForCopies(stuck);
    }
    CompletableFuture<List<DeliveryOutcome>> outcomes = new CompletableFuture<>();
    deliveries.take(due, outcomes::complete);
    assertThat(outcomes.get()).doesNotContainNull();
    boolean news = false;
    for (int index = 0; index < due.size(); index++) {
      news |= tellsMoreThanTheTime(due.get(index)) && outcomes.get().get(index) instanceof Taken;
    }
    return news;
  }

  private static boolean tellsMoreThanTheTime(Delivery delivery) {
    return !delivery.changes().isEmpty()
        || !delivery.floor().equals(Context.EMPTY)
        || delivery.told().isPresent();
  }

  @Override
  public void close() {
    lifecycle.close();
    leaders.close();
  }

  /** Whether the source's log goes on right after the record on which this region stands. */
  private static boolean canFollow(RegionInMemory source, Intake intake) throws Exception {
    Position from = intake.progress().position();
    var log = source.logs.partition(intake.progress().log(), intake.partition());
    if (from.nextOffset() < log.startOffset() || from.nextOffset() > log.endOffset()) {
      return false;
    }
    List<LogEntry> next = new ArrayList<>();
    log.read(from.nextOffset(), Math.min(from.nextOffset() + 1, log.endOffset()), next::add);
    return next.stream()
        .allMatch(entry -> Chain.accepts(from.head(), LogRecordCodec.decode(entry.record())));
  }

  private Optional<Delivery> read(RegionInMemory source, Intake intake) throws Exception {
    Position from = intake.progress().position();
    List<LogEntry> entries = new ArrayList<>();
    var log = source.logs.partition(intake.progress().log(), intake.partition());
    log.read(from.nextOffset(), log.endOffset(), entries::add);
    Position to = from;
    Watermark watermark = intake.progress().watermark();
    List<Change> changes = new ArrayList<>();
    Context floor = Context.EMPTY;
    Optional<Watermarks> told = Optional.empty();
    boolean worth = false;
    for (LogEntry entry : entries) {
      LogRecord record = LogRecordCodec.decode(entry.record());
      if (Chain.accepts(to.head(), record)) {
        to = new Position(entry.offset() + 1, record.id());
        watermark = new Watermark(record.clock(), entry.appendMillis());
        switch (record.body()) {
          case Body.Noop() -> worth = true;
          case Body.Writes(List<Change> writes) -> {
            changes.addAll(writes);
            worth = true;
          }
          case Body.Copy(RegionName joining, Context above, List<Change> copied) -> {
            if (joining.equals(name)) {
              changes.addAll(copied);
              floor = floor.merge(above);
            }
            worth = true;
          }
          case Body.Part(long nextTransactions, List<Change> writes) -> {
            changes.addAll(writes);
            worth = true;
          }
          case Body.Restoration(ConflictAt conflict, Change write) -> {
            changes.add(write);
            worth = true;
          }
          case Body.Transactions transactions -> {}
          case Body.Arrivals arrivals -> {}
          case Body.Dropped dropped -> {}
          case Body.Streaming streaming -> {}
          case Body.Released released -> {}
          case Body.Told(Watermarks said) -> {
            told = Optional.of(said);
            worth = true;
          }
        }
      }
    }
    Progress progress = new Progress(source.name, intake.progress().log(), to, watermark);
    return worth
        ? Optional.of(
            new Delivery(intake.table(), intake.partition(), from, progress, changes, floor, told))
        : Optional.empty();
  }

  private WriteOutcome write(String table, WriteCommand command, String key) {
    TableView view = tables.table(table).orElseThrow();
    CompletableFuture<WriteOutcome> outcome = new CompletableFuture<>();
    leaders.write(partition(view, key), command, outcome::complete);
    return outcome.join();
  }

  private static PartitionId partition(TableView table, String key) {
    return new PartitionId(
        table.storeNumber(), Partitioner.partition(key(key), table.partitions()));
  }

  private static WriteCommand putItem(String key, String value) {
    return new WriteCommand.PutItem(key(key), item(key, value));
  }

  private static EncodedKey key(String key) {
    return EncodedKey.of(PrimaryKey.of(new StringValue(key)));
  }

  private static EncodedItem item(String key, String value) {
    return EncodedItem.of(
        Item.of(Map.of("pk", new StringValue(key), "value", new StringValue(value))));
  }
}

package dev.pangaea.simulator.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.ledger.LedgerTable;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.simulator.check.Action;
import dev.pangaea.simulator.check.Check;
import dev.pangaea.simulator.check.Contents;
import dev.pangaea.simulator.check.Evidence;
import dev.pangaea.simulator.check.Expectation;
import dev.pangaea.simulator.check.Ledgers;
import dev.pangaea.simulator.check.Operation;
import dev.pangaea.simulator.check.Reply;
import dev.pangaea.simulator.check.Violation;
import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.client.LedgerPages;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients of both regions that put, update, delete and read the same few items, on conditions or
 * without, and remember what they were told and when. In the end that is held against the logs of
 * both regions, by the checks that judge worlds.
 */
final class Histories implements AutoCloseable {
  static final String TABLE = "histories";

  private static final int CLIENTS_PER_REGION = 3;
  private static final int KEYS = 5;
  private static final int KINDS = 8;

  /** Keeps what is remembered of a long run small. */
  private static final long PAUSE_NANOS = 10_000_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TwoRegions regions;

  /** Sends nothing twice: what is sent again by itself would be another write. */
  private final HttpCalls calls = new HttpCalls();

  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicLong done = new AtomicLong();
  private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean stopped;
  private volatile Throwable failure;
  private final int partitions;

  private Histories(TwoRegions regions, int partitions) {
    this.regions = regions;
    this.partitions = partitions;
  }

  static Histories start(TwoRegions regions, long seed) {
    regions.createGlobalTable(TABLE);
    Histories histories = new Histories(regions, RegionLogs.partitions(regions.us, TABLE));
    SplittableRandom random = new SplittableRandom(seed);
    for (RegionProcesses region : regions.both()) {
      for (int client = 0; client < CLIENTS_PER_REGION; client++) {
        SplittableRandom own = random.split();
        histories.clients.add(Thread.ofVirtual().start(() -> histories.ask(region, own)));
      }
    }
    return histories;
  }

  /** How many operations came to something that is known. */
  long done() {
    return done.get();
  }

  /** What both regions have not kept, once they hold the same. */
  List<Violation> verdict() {
    TreeMap<RegionName, List<Evidence.Partition>> evidence = new TreeMap<>();
    for (RegionProcesses region : regions.both()) {
      List<List<LogEntry>> logs = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        logs.add(new ArrayList<>());
      }
      RegionLogs.read(region, TABLE, (entry, partition) -> logs.get(partition).add(entry));
      List<List<Evidence.Conflict>> ledgers = ledgers(region);
      List<Evidence.Partition> found = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        found.add(
            new Evidence.Partition(logs.get(partition), new TreeMap<>(), ledgers.get(partition)));
      }
      evidence.put(new RegionName(region.name), found);
    }
    return Check.verdict(
        Check.ofHistories(), new Evidence(evidence, List.copyOf(operations), List.of(), List.of()));
  }

  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread client : clients) {
        client.join();
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    calls.close();
    if (failure != null) {
      throw new AssertionError("a client has failed", failure);
    }
  }

  @Override
  public String toString() {
    long doubtful =
        operations.stream().filter(each -> each.reply() instanceof Reply.InDoubt).count();
    return "%d operations on %d items, %d of them in doubt"
        .formatted(operations.size(), KEYS, doubtful);
  }

  private void ask(RegionProcesses region, SplittableRandom random) {
    Map<EncodedKey, Optional<EncodedItem>> seen = new HashMap<>();
    try {
      while (!stopped) {
        EncodedKey key = Contents.key("k" + random.nextInt(KEYS));
        int number = numbers.getAndIncrement();
        Action action = action(random, "v" + number, seen.getOrDefault(key, Optional.empty()));
        Operation asked =
            Operation.asked(
                number,
                new RegionName(region.name),
                Partitioner.partition(key, partitions),
                key,
                action,
                System.nanoTime());
        Reply reply = reply(region, asked);
        operations.add(asked.answered(reply, System.nanoTime(), false));
        remember(seen, key, reply);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (RuntimeException | Error failed) {
      failure = failed;
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private void remember(Map<EncodedKey, Optional<EncodedItem>> seen, EncodedKey key, Reply reply) {
    switch (reply) {
      case Reply.Done(Optional<EncodedItem> before, Optional<EncodedItem> after) -> {
        seen.put(key, after);
        done.incrementAndGet();
      }
      case Reply.ConditionFailed(Optional<EncodedItem> before) -> {
        seen.put(key, before);
        done.incrementAndGet();
      }
      case Reply.Repeated() -> {}
      case Reply.Cancelled() -> {}
      case Reply.NotTaken() -> {}
      case Reply.InDoubt() -> {}
    }
  }

  private static Action action(SplittableRandom random, String text, Optional<EncodedItem> seen) {
    Expectation anything = new Expectation.Anything();
    Expectation same =
        seen.<Expectation>map(item -> new Expectation.Text(Contents.text(item)))
            .orElse(new Expectation.Missing());
    return switch (random.nextInt(KINDS)) {
      case 0 -> new Action.Put(text, anything);
      case 1 -> new Action.Put(text, same);
      case 2 -> new Action.Update(text, anything);
      case 3 -> new Action.Update(text, same);
      case 4 -> new Action.Delete(anything);
      case 5 -> new Action.Delete(same);
      default -> new Action.Read();
    };
  }

  private Reply reply(RegionProcesses region, Operation asked) throws InterruptedException {
    try {
      HttpCalls.Reply reply =
          calls.operation(
              region.name, api(region), operation(asked.action()), request(asked).toString());
      return reply(asked, reply);
    } catch (IOException lost) {
      return new Reply.InDoubt();
    }
  }

  private static Reply reply(Operation asked, HttpCalls.Reply reply) throws IOException {
    JsonNode body = JSON.readTree(reply.body());
    if (reply.isSuccess()) {
      Optional<EncodedItem> before =
          item(body.path(asked.action() instanceof Action.Read ? "Item" : "Attributes"));
      return new Reply.Done(before, asked.action().leaves(asked.key(), before));
    }
    String type = body.path("__type").asText();
    if (type.endsWith("ConditionalCheckFailedException")) {
      return new Reply.ConditionFailed(item(body.path("Item")));
    }
    if (reply.status() / 100 == 5 || type.endsWith("ThrottlingException")) {
      return new Reply.InDoubt();
    }
    throw new AssertionError(asked + ": " + reply);
  }

  private static String operation(Action action) {
    return switch (action) {
      case Action.Put put -> "PutItem";
      case Action.Update update -> "UpdateItem";
      case Action.Delete delete -> "DeleteItem";
      case Action.Read() -> "GetItem";
      case Action.Change change -> throw new IllegalArgumentException("only in worlds");
      case Action.Check check -> throw new IllegalArgumentException("only in transactions");
    };
  }

  private static ObjectNode request(Operation asked) {
    ObjectNode request = JSON.createObjectNode().put("TableName", TABLE);
    String name = Contents.name(asked.key());
    ObjectNode values = JSON.createObjectNode();
    switch (asked.action()) {
      case Action.Put(String text, Expectation expectation) -> {
        ObjectNode item = request.putObject("Item");
        item.putObject(Contents.KEY).put("S", name);
        item.putObject(Contents.TEXT).put("S", text);
      }
      case Action.Update(String text, Expectation expectation) -> {
        request.putObject("Key").putObject(Contents.KEY).put("S", name);
        request.put("UpdateExpression", "SET was = if_not_exists(v, :none), v = :text");
        values.putObject(":none").put("S", "");
        values.putObject(":text").put("S", text);
      }
      case Action.Delete(Expectation expectation) ->
          request.putObject("Key").putObject(Contents.KEY).put("S", name);
      case Action.Change change -> {}
      case Action.Check(Expectation expectation) -> {}
      case Action.Read() -> {
        request.putObject("Key").putObject(Contents.KEY).put("S", name);
        return request.put("ConsistentRead", true);
      }
    }
    switch (asked.action().expectation()) {
      case Expectation.Anything() -> {}
      case Expectation.Missing() -> request.put("ConditionExpression", "attribute_not_exists(pk)");
      case Expectation.Text(String text) -> {
        request.put("ConditionExpression", "v = :seen");
        values.putObject(":seen").put("S", text);
      }
    }
    if (!values.isEmpty()) {
      request.set("ExpressionAttributeValues", values);
    }
    return request
        .put("ReturnValues", "ALL_OLD")
        .put("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
  }

  private static Optional<EncodedItem> item(JsonNode json) {
    if (json.isMissingNode() || json.isEmpty()) {
      return Optional.empty();
    }
    Map<String, AttributeValue> attributes = new HashMap<>();
    json.properties()
        .forEach(
            field ->
                attributes.put(
                    field.getKey(), new StringValue(field.getValue().path("S").asText())));
    return Optional.of(EncodedItem.of(Item.of(attributes)));
  }

  /** By the partitions of the items. */
  private List<List<Evidence.Conflict>> ledgers(RegionProcesses region) {
    List<List<Evidence.Conflict>> ledgers = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      ledgers.add(new ArrayList<>());
    }
    for (LedgerRow row : rows(region)) {
      String key = ((StringValue) row.item().attributes().get(LedgerTable.ITEM)).value();
      ledgers.get(Partitioner.partition(Contents.key(key), partitions)).add(Ledgers.conflict(row));
    }
    return ledgers;
  }

  private static List<LedgerRow> rows(RegionProcesses region) {
    try (HttpCalls calls = new HttpCalls()) {
      return new LedgerPages(calls, region.name, api(region))
          .of(TABLE).stream().map(LedgerRow::new).toList();
    } catch (IOException unreadable) {
      throw new AssertionError("the ledger of " + region.name + " cannot be read", unreadable);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", impatient);
    }
  }

  private static URI api(RegionProcesses region) {
    return URI.create("http://127.0.0.1:" + region.apiPort + "/");
  }
}

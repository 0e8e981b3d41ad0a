package dev.pangaea.simulator.processes;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Threads that move amounts between accounts, each with a transaction of three items: the two
 * accounts, and the transfer itself. A request that fails is sent again with the same token. Others
 * read all accounts together: what they hold in all must never change.
 */
final class Transfers implements AutoCloseable {
  static final int ACCOUNTS = 8;
  static final long BALANCE = 1000;
  private static final int THREADS = 4;
  private static final int SENDS_MAX = 20;

  private final RegionProcesses region;
  private final String table;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong looks = new AtomicLong();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrongSums = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  private Transfers(RegionProcesses region, String table) {
    this.region = region;
    this.table = table;
  }

  static Transfers start(RegionProcesses region, String table) {
    Transfers transfers = new Transfers(region, table);
    try (DynamoDbClient client = TwoRegions.client(region)) {
      client.transactWriteItems(
          request -> request.transactItems(accounts().stream().map(transfers::opened).toList()));
    }
    for (int thread = 0; thread < THREADS; thread++) {
      SplittableRandom random = new SplittableRandom(thread);
      transfers.run(client -> transfers.transfer(client, random));
    }
    transfers.run(transfers::look);
    return transfers;
  }

  static List<String> accounts() {
    List<String> accounts = new ArrayList<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      accounts.add("account-" + account);
    }
    return accounts;
  }

  /** How many transfers have succeeded. */
  long count() {
    return done.get();
  }

  /** How often all accounts were read together. */
  long looks() {
    return looks.get();
  }

  /** The keys of transfers that were acknowledged. */
  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** What was read of all accounts where it was not what they held in all. */
  List<String> wrongSums() {
    return List.copyOf(wrongSums);
  }

  /**
   * What a region holds must follow from its transfers alone.
   *
   * @return accounts of which that is not so
   */
  static List<String> wrongBalances(RegionProcesses region, String table) {
    Map<String, Long> expected = new HashMap<>();
    Map<String, Long> found = new HashMap<>();
    accounts().forEach(account -> expected.put(account, BALANCE));
    try (DynamoDbClient client = TwoRegions.client(region)) {
      for (Map<String, AttributeValue> item :
          client.scanPaginator(request -> request.tableName(table)).items()) {
        if (item.containsKey("amount")) {
          long amount = number(item, "amount");
          expected.merge(item.get("from").s(), -amount, Long::sum);
          expected.merge(item.get("to").s(), amount, Long::sum);
        } else {
          found.put(item.get("pk").s(), number(item, "balance"));
        }
      }
    }
    return accounts().stream()
        .filter(account -> !expected.get(account).equals(found.get(account)))
        .map(account -> account + ": " + found.get(account) + ", not " + expected.get(account))
        .toList();
  }

  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Work {
    void with(DynamoDbClient client);
  }

  private void run(Work work) {
    threads.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  try (DynamoDbClient client = TwoRegions.client(region)) {
                    while (!stopped) {
                      attempt(() -> work.with(client));
                    }
                  }
                }));
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (SdkException refused) {
      // the node is gone, or somebody else was faster
    }
  }

  private void transfer(DynamoDbClient client, SplittableRandom random) {
    int from = random.nextInt(ACCOUNTS);
    int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
    String key = "transfer-" + numbers.incrementAndGet();
    long amount = 1 + random.nextInt(10);
    List<TransactWriteItem> items =
        List.of(
            changed("account-" + from, -amount),
            changed("account-" + to, amount),
            TransactWriteItem.builder()
                .put(
                    put(
                        Map.of(
                            "pk", AttributeValue.fromS(key),
                            "from", AttributeValue.fromS("account-" + from),
                            "to", AttributeValue.fromS("account-" + to),
                            "amount", AttributeValue.fromN("" + amount))))
                .build());
    for (int send = 0; send < SENDS_MAX; send++) {
      try {
        client.transactWriteItems(request -> request.transactItems(items).clientRequestToken(key));
        acknowledged.add(key);
        done.incrementAndGet();
        return;
      } catch (SdkException refused) {
        if (stopped) {
          return;
        }
      }
    }
  }

  private void look(DynamoDbClient client) {
    List<TransactGetItem> gets =
        accounts().stream()
            .map(
                account ->
                    TransactGetItem.builder()
                        .get(
                            Get.builder()
                                .tableName(table)
                                .key(Map.of("pk", AttributeValue.fromS(account)))
                                .build())
                        .build())
            .toList();
    List<Long> balances =
        client.transactGetItems(request -> request.transactItems(gets)).responses().stream()
            .map(response -> number(response.item(), "balance"))
            .toList();
    looks.incrementAndGet();
    if (balances.stream().mapToLong(Long::longValue).sum() != ACCOUNTS * BALANCE) {
      wrongSums.add(balances.stream().map(String::valueOf).collect(joining(" + ")));
    }
  }

  private TransactWriteItem opened(String account) {
    return TransactWriteItem.builder()
        .put(
            put(
                Map.of(
                    "pk", AttributeValue.fromS(account),
                    "balance", AttributeValue.fromN("" + BALANCE))))
        .build();
  }

  private Put put(Map<String, AttributeValue> item) {
    return Put.builder()
        .tableName(table)
        .item(item)
        .conditionExpression("attribute_not_exists(pk)")
        .build();
  }

  private TransactWriteItem changed(String account, long amount) {
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(Map.of("pk", AttributeValue.fromS(account)))
                .updateExpression("SET balance = balance + :amount")
                .expressionAttributeValues(Map.of(":amount", AttributeValue.fromN("" + amount)))
                .build())
        .build();
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(item.get(name).n());
  }
}

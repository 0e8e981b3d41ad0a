package dev.pangaea.simulator.processes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Moves amounts between accounts of a region, each with a transaction of three items: the two
 * accounts, and the transfer itself, where the first account has enough. Reads all accounts
 * together meanwhile: what they hold in all must never change.
 */
final class Transfers {
  private static final int ACCOUNTS = 8;
  private static final long BALANCE = 1000;
  private static final int AMOUNT_MAX = 400;

  private final String region;
  private final String accountsTable;
  private final String transfersTable;
  private final UnaryOperator<Map<String, AttributeValue>> dress;
  private final TransactionSender sender;

  /** Begins its tokens: a region knows those of earlier runs still. */
  private final String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);

  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong looks = new AtomicLong();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<String> cancelled = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrongSums = new ConcurrentLinkedQueue<>();

  /**
   * @param dress what else a transfer's item has, its key included
   */
  private Transfers(
      RegionProcesses region,
      String accountsTable,
      String transfersTable,
      UnaryOperator<Map<String, AttributeValue>> dress,
      TransactionSender sender) {
    this.region = region.name;
    this.accountsTable = accountsTable;
    this.transfersTable = transfersTable;
    this.dress = dress;
    this.sender = sender;
  }

  /** In one table, in which a transfer has its name as its key. */
  static Transfers start(
      RegionProcesses region,
      String table,
      Workers workers,
      TransactionSender sender,
      int threads) {
    UnaryOperator<Map<String, AttributeValue>> named =
        transfer -> {
          transfer.put("pk", transfer.get("transfer"));
          return transfer;
        };
    return start(region, table, table, named, workers, sender, threads);
  }

  static Transfers start(
      RegionProcesses region,
      String accountsTable,
      String transfersTable,
      UnaryOperator<Map<String, AttributeValue>> dress,
      Workers workers,
      TransactionSender sender,
      int threads) {
    Transfers transfers = new Transfers(region, accountsTable, transfersTable, dress, sender);
    workers
        .client()
        .transactWriteItems(
            request ->
                request.transactItems(
                    transfers.accounts().stream().map(transfers::opened).toList()));
    for (int thread = 0; thread < threads; thread++) {
      SplittableRandom random = new SplittableRandom(thread);
      workers.run(client -> transfers.transfer(client, random));
    }
    workers.run(transfers::look);
    return transfers;
  }

  /** How many transfers have succeeded. */
  long count() {
    return acknowledged.size();
  }

  /** How often all accounts were read together. */
  long looks() {
    return looks.get();
  }

  /** The names of transfers that were acknowledged. */
  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** What was read of all accounts where it was not what they held in all. */
  List<String> wrongSums() {
    return List.copyOf(wrongSums);
  }

  /** What is wrong with these transfers in a region, by all items that it holds. */
  List<String> faults(Collection<Map<String, AttributeValue>> items) {
    return Ledger.of(items).faults(accounts(), BALANCE, acknowledged, cancelled);
  }

  private List<String> accounts() {
    List<String> accounts = new ArrayList<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      accounts.add(account(account));
    }
    return accounts;
  }

  private String account(int number) {
    return "account-" + region + "-" + number;
  }

  private void transfer(DynamoDbClient client, SplittableRandom random) {
    int first = random.nextInt(ACCOUNTS);
    String from = account(first);
    String to = account((first + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS);
    long amount = 1 + random.nextInt(AMOUNT_MAX);
    long number = numbers.incrementAndGet();
    String name = "transfer-" + region + "-" + number;
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("transfer", AttributeValue.fromS(name));
    item.put("from", AttributeValue.fromS(from));
    item.put("to", AttributeValue.fromS(to));
    item.put("amount", AttributeValue.fromN("" + amount));
    List<TransactWriteItem> items =
        List.of(
            changed(from, -amount, "balance >= :least", amount),
            changed(to, amount, "balance >= :least", 0),
            put(transfersTable, dress.apply(item)));
    switch (sender.send(client, run + "-" + number, items)) {
      case DONE -> acknowledged.add(name);
      case CANCELLED -> cancelled.add(name);
      case UNKNOWN -> {}
    }
  }

  private void look(DynamoDbClient client) {
    List<TransactGetItem> gets =
        accounts().stream()
            .map(
                account ->
                    TransactGetItem.builder()
                        .get(Get.builder().tableName(accountsTable).key(key(account)).build())
                        .build())
            .toList();
    List<Map<String, AttributeValue>> read =
        client.transactGetItems(request -> request.transactItems(gets)).responses().stream()
            .map(ItemResponse::item)
            .toList();
    looks.incrementAndGet();
    Ledger.wrongSum(read, ACCOUNTS * BALANCE).ifPresent(wrongSums::add);
  }

  private TransactWriteItem opened(String account) {
    return put(
        accountsTable,
        Map.of(
            "pk", AttributeValue.fromS(account),
            "balance", AttributeValue.fromN("" + BALANCE)));
  }

  private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(pk)")
                .build())
        .build();
  }

  private TransactWriteItem changed(String account, long amount, String condition, long least) {
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(accountsTable)
                .key(key(account))
                .updateExpression("SET balance = balance + :amount")
                .conditionExpression(condition)
                .expressionAttributeValues(
                    Map.of(
                        ":amount", AttributeValue.fromN("" + amount),
                        ":least", AttributeValue.fromN("" + least)))
                .build())
        .build();
  }

  private static Map<String, AttributeValue> key(String account) {
    return Map.of("pk", AttributeValue.fromS(account));
  }
}

package dev.pangaea.simulator.processes;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * Orders of a table with a stream. Each is changed by one client at a time, from version to
 * version, and no change is given up before it is acknowledged: each comes about once.
 */
final class MailedOrders {
  private static final Duration BOUND = Await.LONG;

  /** Keeps what a worker remembers of a long run small. */
  private static final long PAUSE_NANOS = 10_000_000;

  private final String table;
  private final List<AtomicInteger> versions;

  private MailedOrders(String table, List<AtomicInteger> versions) {
    this.table = table;
    this.versions = versions;
  }

  static MailedOrders create(TwoRegions regions, String table, int orders) {
    regions.createTable(
        CreateTableRequest.builder()
            .tableName(table)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName("pk")
                    .attributeType(ScalarAttributeType.S)
                    .build())
            .keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
            .streamSpecification(
                stream ->
                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
            .build());
    return new MailedOrders(
        table, IntStream.range(0, orders).mapToObj(order -> new AtomicInteger()).toList());
  }

  static String name(int order) {
    return "order-" + order;
  }

  /** All orders are changed over and over, each by a thread of its own. */
  void startChanging(Workers workers) {
    for (int order = 0; order < versions.size(); order++) {
      int own = order;
      workers.run(
          client -> {
            change(client, own);
            LockSupport.parkNanos(PAUSE_NANOS);
          });
    }
  }

  /** Changes each order once. */
  void changeAll(DynamoDbClient client) {
    for (int order = 0; order < versions.size(); order++) {
      change(client, order);
    }
  }

  void change(DynamoDbClient client, int order) {
    change(client, order, Map.of());
  }

  /** A change that the worker fails at. */
  void poison(DynamoDbClient client, int order) {
    change(client, order, Map.of(EmailWorker.POISON, AttributeValue.fromBool(true)));
  }

  /** The versions that each order has come through. */
  Map<String, List<Integer>> acknowledged() {
    Map<String, List<Integer>> acknowledged = new HashMap<>();
    for (int order = 0; order < versions.size(); order++) {
      acknowledged.put(
          name(order), IntStream.rangeClosed(1, versions.get(order).get()).boxed().toList());
    }
    return acknowledged;
  }

  long count() {
    return versions.stream().mapToLong(AtomicInteger::get).sum();
  }

  private void change(DynamoDbClient client, int order, Map<String, AttributeValue> more) {
    int version = versions.get(order).get() + 1;
    Map<String, AttributeValue> item = new HashMap<>(more);
    item.put("pk", AttributeValue.fromS(name(order)));
    item.put("version", AttributeValue.fromN("" + version));
    Await.until(
        name(order) + " is acknowledged as version " + version,
        BOUND,
        () -> isWritten(client, item, version));
    versions.get(order).set(version);
  }

  /** One that was in doubt and counts is met by its own condition when it is sent again. */
  private boolean isWritten(DynamoDbClient client, Map<String, AttributeValue> item, int version) {
    try {
      client.putItem(
          request ->
              request
                  .tableName(table)
                  .item(item)
                  .conditionExpression("attribute_not_exists(pk) OR version = :before")
                  .expressionAttributeValues(
                      Map.of(":before", AttributeValue.fromN("" + (version - 1))))
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return true;
    } catch (ConditionalCheckFailedException there) {
      if (there.item().get("version").n().equals("" + version)) {
        return true;
      }
      throw new AssertionError(item + " meets " + there.item(), there);
    } catch (SdkException notNow) {
      return false;
    }
  }
}

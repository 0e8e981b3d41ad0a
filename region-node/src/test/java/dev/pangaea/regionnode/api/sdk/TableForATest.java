package dev.pangaea.regionnode.api.sdk;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** A table at the endpoint for one test alone, which changes or deletes it. */
final class TableForATest implements AutoCloseable {
  private static final AtomicLong NUMBERS = new AtomicLong(System.currentTimeMillis());

  private final String name = "own-" + NUMBERS.incrementAndGet();

  @SuppressWarnings("unchecked")
  TableForATest() {
    client()
        .createTable(
            create ->
                create
                    .tableName(name)
                    .attributeDefinitions(
                        a -> a.attributeName("p").attributeType(ScalarAttributeType.S))
                    .keySchema(k -> k.attributeName("p").keyType(KeyType.HASH))
                    .billingMode(BillingMode.PAY_PER_REQUEST));
    awaitActive();
  }

  static DynamoDbClient client() {
    return Endpoint.client();
  }

  String name() {
    return name;
  }

  TableDescription describe() {
    return client().describeTable(describe -> describe.tableName(name)).table();
  }

  String arn() {
    return describe().tableArn();
  }

  /** A table that is being changed takes no other change. */
  TableDescription awaitActive() {
    return client()
        .waiter()
        .waitUntilTableExists(describe -> describe.tableName(name), TableForATest::quickly)
        .matched()
        .response()
        .orElseThrow()
        .table();
  }

  void awaitGone() {
    client()
        .waiter()
        .waitUntilTableNotExists(describe -> describe.tableName(name), TableForATest::quickly);
  }

  /** Looks again soon: a waiter left to itself does so after twenty seconds. */
  static void quickly(WaiterOverrideConfiguration.Builder waiter) {
    waiter
        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(50)))
        .maxAttempts(600);
  }

  @Override
  public void close() {
    awaitActive();
    client().deleteTable(delete -> delete.tableName(name));
  }
}

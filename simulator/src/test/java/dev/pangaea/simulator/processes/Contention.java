package dev.pangaea.simulator.processes;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Few items that all regions write and delete, one by one and together, on conditions. */
final class Contention {
  private static final int PARTITION_KEYS = 3;
  private static final int SORT_KEYS = 8;
  private static final Map<String, String> TOTAL = Map.of("#total", "total");

  private final SplittableRandom random;
  private final AtomicLong writes;

  private Contention(SplittableRandom random, AtomicLong writes) {
    this.random = random;
    this.writes = writes;
  }

  /**
   * @param writes counts those that are acknowledged
   */
  static void start(Workers workers, int threads, AtomicLong writes) {
    for (int thread = 0; thread < threads; thread++) {
      workers.run(new Contention(new SplittableRandom(thread), writes)::write);
    }
  }

  private void write(DynamoDbClient client) {
    long number = random.nextInt(10_000);
    String pk = "shared-" + random.nextInt(PARTITION_KEYS);
    String sk = "" + random.nextInt(SORT_KEYS);
    Map<String, AttributeValue> values = Map.of(":total", AttributeValue.fromN("" + number % 50));
    switch (random.nextInt(4)) {
      case 0 ->
          client.putItem(
              put ->
                  put.tableName(Orders.TABLE)
                      .item(Orders.item(pk, sk, number))
                      .conditionExpression("attribute_not_exists(pk) OR #total <> :total")
                      .expressionAttributeNames(TOTAL)
                      .expressionAttributeValues(values));
      case 1 -> {
        Update update = Orders.update(pk, sk, number);
        client.updateItem(
            request ->
                request
                    .tableName(Orders.TABLE)
                    .key(update.key())
                    .updateExpression(update.updateExpression())
                    .expressionAttributeNames(update.expressionAttributeNames())
                    .expressionAttributeValues(update.expressionAttributeValues()));
      }
      case 2 ->
          client.deleteItem(
              delete ->
                  delete
                      .tableName(Orders.TABLE)
                      .key(Orders.key(pk, sk))
                      .conditionExpression("#total < :total")
                      .expressionAttributeNames(TOTAL)
                      .expressionAttributeValues(values));
      default -> client.transactWriteItems(request -> request.transactItems(together(sk, number)));
    }
    writes.incrementAndGet();
  }

  /** In each partition key one: a put, an update and a delete. */
  private static List<TransactWriteItem> together(String sk, long number) {
    return List.of(
        TransactWriteItem.builder()
            .put(put -> put.tableName(Orders.TABLE).item(Orders.item("shared-0", sk, number)))
            .build(),
        TransactWriteItem.builder().update(Orders.update("shared-1", sk, number)).build(),
        TransactWriteItem.builder()
            .delete(delete -> delete.tableName(Orders.TABLE).key(Orders.key("shared-2", sk)))
            .build());
  }
}

package dev.pangaea.simulator.story;

import static dev.pangaea.simulator.story.EmbeddedDemo.SOON;
import static dev.pangaea.simulator.story.EmbeddedDemo.TABLE;

import dev.pangaea.simulator.processes.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What an application does in one region, through the AWS SDK for Java. */
public record Application(DynamoDbClient client) implements AutoCloseable {

  public void put(String key, String value) {
    client.putItem(request -> request.tableName(TABLE).item(item(key, value)));
  }

  /** Puts an item, and returns what a read elsewhere can be asked to come after. */
  String putForToken(String key, String value) {
    return client
        .putItem(request -> request.tableName(TABLE).item(item(key, value)))
        .sdkHttpResponse()
        .firstMatchingHeader("x-pangaea-token")
        .orElseThrow();
  }

  /** The item's value once all that the token stands for is visible in this region. */
  Optional<String> getAfter(String token, Duration wait, String key) {
    GetItemResponse reply =
        client.getItem(
            request ->
                request
                    .tableName(TABLE)
                    .key(key(key))
                    .overrideConfiguration(
                        more ->
                            more.putHeader("x-pangaea-after", token)
                                .putHeader("x-pangaea-after-wait-millis", "" + wait.toMillis())));
    return Optional.ofNullable(reply.item().get("v")).map(AttributeValue::s);
  }

  /** Up to when the writes of other regions are visible here, as a reply says. */
  String visibleAsOf() {
    return client
        .getItem(request -> request.tableName(TABLE).key(key("any")))
        .sdkHttpResponse()
        .firstMatchingHeader("x-pangaea-visible-as-of")
        .orElse("");
  }

  public void delete(String key) {
    client.deleteItem(request -> request.tableName(TABLE).key(key(key)));
  }

  /** The item's value, if the item is there. */
  public Optional<String> get(String key) {
    Map<String, AttributeValue> item =
        client.getItem(request -> request.tableName(TABLE).key(key(key))).item();
    return Optional.ofNullable(item.get("v")).map(AttributeValue::s);
  }

  public void awaitValue(String key, Optional<String> value) {
    Await.until(key + " is " + value, SOON, () -> get(key).equals(value));
  }

  /** One BatchWriteItem; all of it must have been taken. */
  void write(Map<String, String> puts, List<String> deletes) {
    List<WriteRequest> writes =
        Stream.concat(
                puts.entrySet().stream()
                    .map(
                        put ->
                            WriteRequest.builder()
                                .putRequest(to -> to.item(item(put.getKey(), put.getValue())))
                                .build()),
                deletes.stream()
                    .map(
                        key ->
                            WriteRequest.builder().deleteRequest(of -> of.key(key(key))).build()))
            .toList();
    BatchWriteItemResponse reply =
        client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, writes)));
    if (!reply.unprocessedItems().isEmpty()) {
      throw new AssertionError("not all was taken: " + reply);
    }
  }

  /** One BatchGetItem: the values of those that are there. */
  Map<String, String> read(List<String> keys) {
    KeysAndAttributes wanted =
        KeysAndAttributes.builder().keys(keys.stream().map(Application::key).toList()).build();
    BatchGetItemResponse reply =
        client.batchGetItem(request -> request.requestItems(Map.of(TABLE, wanted)));
    if (!reply.unprocessedKeys().isEmpty()) {
      throw new AssertionError("not all was read: " + reply);
    }
    return reply.responses().get(TABLE).stream()
        .collect(Collectors.toMap(item -> item.get("pk").s(), item -> item.get("v").s()));
  }

  @Override
  public void close() {
    client.close();
  }

  private static Map<String, AttributeValue> key(String key) {
    return Map.of("pk", AttributeValue.fromS(key));
  }

  private static Map<String, AttributeValue> item(String key, String value) {
    return Map.of("pk", AttributeValue.fromS(key), "v", AttributeValue.fromS(value));
  }
}

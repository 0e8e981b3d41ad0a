package dev.pangaea.regionnode.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A table at the endpoint for the tests of one class. Its items have a partition key {@code p}, a
 * string, and may have a sort key {@code s}, a number.
 */
final class SdkTable implements BeforeAllCallback, AfterAllCallback {
  private static final AtomicLong NUMBERS = new AtomicLong(System.currentTimeMillis());

  private final String name = "table-" + NUMBERS.incrementAndGet();
  private final boolean sorted;

  private SdkTable(boolean sorted) {
    this.sorted = sorted;
  }

  static SdkTable plain() {
    return new SdkTable(false);
  }

  static SdkTable sorted() {
    return new SdkTable(true);
  }

  DynamoDbClient client() {
    return Endpoint.client();
  }

  String name() {
    return name;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    List<AttributeDefinition> attributes = new ArrayList<>();
    List<KeySchemaElement> schema = new ArrayList<>();
    attributes.add(attribute("p", ScalarAttributeType.S));
    schema.add(element("p", KeyType.HASH));
    if (sorted) {
      attributes.add(attribute("s", ScalarAttributeType.N));
      schema.add(element("s", KeyType.RANGE));
    }
    client()
        .createTable(
            CreateTableRequest.builder()
                .tableName(name)
                .attributeDefinitions(attributes)
                .keySchema(schema)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .build());
    client().waiter().waitUntilTableExists(describe -> describe.tableName(name));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client().deleteTable(delete -> delete.tableName(name));
  }

  void put(Map<String, AttributeValue> item) {
    client().putItem(put -> put.tableName(name).item(item));
  }

  /** The item at a key; empty where there is none. */
  Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
    return client().getItem(get -> get.tableName(name).key(key).consistentRead(true)).item();
  }

  /** What a request is told that must be refused as invalid. */
  static String refusal(Runnable request) {
    DynamoDbException refused = catchThrowableOfType(DynamoDbException.class, request::run);
    assertThat(refused).as("it is refused").isNotNull();
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    return refused.awsErrorDetails().errorMessage();
  }

  /** Makes sure that a request is refused in these words. */
  static void assertRefused(Runnable request, String message) {
    String told = refusal(request);
    if (!(Endpoint.isForeign() && Wordings.mean(told, message))) {
      assertThat(told).isEqualTo(message);
    }
  }

  static Map<String, AttributeValue> key(String partitionKey) {
    return Map.of("p", s(partitionKey));
  }

  /** An item of names and values, one after the other. */
  static Map<String, AttributeValue> item(Object... namesAndValues) {
    Map<String, AttributeValue> item = new TreeMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      item.put((String) namesAndValues[index], value(namesAndValues[index + 1]));
    }
    return item;
  }

  static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static AttributeValue value(Object value) {
    return switch (value) {
      case AttributeValue typed -> typed;
      case String text -> s(text);
      case Number number -> AttributeValue.fromN(number.toString());
      case Object other -> throw new IllegalArgumentException("no value: " + other);
    };
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}

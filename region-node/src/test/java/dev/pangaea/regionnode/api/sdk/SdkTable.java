package dev.pangaea.regionnode.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A table at the endpoint for the tests of one class. Its items have a partition key {@code p}, a
 * string, and may have a sort key {@code s}, a number, unless it says otherwise.
 */
final class SdkTable implements BeforeAllCallback, AfterAllCallback {
  private static final AtomicLong NUMBERS = new AtomicLong(System.currentTimeMillis());

  private final String name = "table-" + NUMBERS.incrementAndGet();
  private final Map<String, ScalarAttributeType> types = new TreeMap<>();
  private final List<KeySchemaElement> schema;
  private final List<LocalSecondaryIndex> locals = new ArrayList<>();
  private final List<GlobalSecondaryIndex> globals = new ArrayList<>();

  private SdkTable(String partitionKey, String... sortKey) {
    this.schema = schema(partitionKey, sortKey);
  }

  static SdkTable plain() {
    return new SdkTable("p");
  }

  static SdkTable sorted() {
    return new SdkTable("p", "s").numbers("s");
  }

  /** With key attributes of other names, both strings unless they are said to be numbers. */
  static SdkTable of(String partitionKey, String sortKey) {
    return new SdkTable(partitionKey, sortKey);
  }

  SdkTable numbers(String... attributes) {
    for (String attribute : attributes) {
      types.put(attribute, ScalarAttributeType.N);
    }
    return this;
  }

  /**
   * @param projected empty for all attributes; else those that it has beside keys
   */
  SdkTable global(String index, String partitionKey, String sortKey, String... projected) {
    globals.add(
        GlobalSecondaryIndex.builder()
            .indexName(index)
            .keySchema(schema(partitionKey, sortKey))
            .projection(projection(projected))
            .build());
    return this;
  }

  /**
   * @param projected empty for all attributes; else those that it has beside keys
   */
  SdkTable local(String index, String sortKey, String... projected) {
    locals.add(
        LocalSecondaryIndex.builder()
            .indexName(index)
            .keySchema(schema(schema.getFirst().attributeName(), sortKey))
            .projection(projection(projected))
            .build());
    return this;
  }

  DynamoDbClient client() {
    return Endpoint.client();
  }

  String name() {
    return name;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    client()
        .createTable(
            CreateTableRequest.builder()
                .tableName(name)
                .attributeDefinitions(
                    types.entrySet().stream()
                        .map(type -> attribute(type.getKey(), type.getValue()))
                        .toList())
                .keySchema(schema)
                .localSecondaryIndexes(locals.isEmpty() ? null : locals)
                .globalSecondaryIndexes(globals.isEmpty() ? null : globals)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .build());
    client()
        .waiter()
        .waitUntilTableExists(describe -> describe.tableName(name), TableForATest::quickly);
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

  /** Asks this table. */
  QueryResponse query(Consumer<QueryRequest.Builder> asking) {
    return client().query(query -> asking.accept(query.tableName(name)));
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

  private List<KeySchemaElement> schema(String partitionKey, String... sortKey) {
    List<KeySchemaElement> elements = new ArrayList<>();
    elements.add(element(partitionKey, KeyType.HASH));
    types.putIfAbsent(partitionKey, ScalarAttributeType.S);
    for (String attribute : sortKey) {
      elements.add(element(attribute, KeyType.RANGE));
      types.putIfAbsent(attribute, ScalarAttributeType.S);
    }
    return elements;
  }

  private static Projection projection(String... projected) {
    return projected.length == 0
        ? Projection.builder().projectionType(ProjectionType.ALL).build()
        : Projection.builder()
            .projectionType(ProjectionType.INCLUDE)
            .nonKeyAttributes(projected)
            .build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}

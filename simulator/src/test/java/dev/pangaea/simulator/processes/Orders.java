package dev.pangaea.simulator.processes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * A table with indexes of all kinds, and its items, in which everything follows from a number: a
 * label, by which some are indexed, every third one has.
 */
final class Orders {
  static final String TABLE = "orders";
  static final String BY_LABEL = "byLabel";
  static final String BY_OWNER = "byOwner";
  private static final List<String> ATTRIBUTES =
      List.of("status", "total", "note", "number", "label", "owner");
  private static final Projection ALL =
      Projection.builder().projectionType(ProjectionType.ALL).build();
  private static final Projection KEYS_ONLY =
      Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build();
  private static final Projection WITH_NOTE =
      Projection.builder()
          .projectionType(ProjectionType.INCLUDE)
          .nonKeyAttributes("note", "total")
          .build();

  private Orders() {}

  static CreateTableRequest table() {
    return CreateTableRequest.builder()
        .tableName(TABLE)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            text("pk"),
            text("sk"),
            text("status"),
            text("label"),
            AttributeDefinition.builder()
                .attributeName("total")
                .attributeType(ScalarAttributeType.N)
                .build())
        .keySchema(schema("pk", "sk"))
        .localSecondaryIndexes(
            LocalSecondaryIndex.builder()
                .indexName("byTotal")
                .keySchema(schema("pk", "total"))
                .projection(KEYS_ONLY)
                .build())
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName("byStatus")
                .keySchema(schema("status", "total"))
                .projection(ALL)
                .build(),
            GlobalSecondaryIndex.builder()
                .indexName(BY_LABEL)
                .keySchema(schema("label"))
                .projection(WITH_NOTE)
                .build())
        .build();
  }

  static CreateGlobalSecondaryIndexAction byLabel() {
    return CreateGlobalSecondaryIndexAction.builder()
        .indexName(BY_LABEL)
        .keySchema(schema("label"))
        .projection(WITH_NOTE)
        .build();
  }

  static CreateGlobalSecondaryIndexAction byOwner() {
    return CreateGlobalSecondaryIndexAction.builder()
        .indexName(BY_OWNER)
        .keySchema(schema("owner", "sk"))
        .projection(KEYS_ONLY)
        .build();
  }

  static Map<String, AttributeValue> item(String pk, String sk, long number) {
    Map<String, AttributeValue> item = attributes(number);
    item.putAll(key(pk, sk));
    return item;
  }

  /**
   * Makes an item what it is with this number, and leaves it the attributes that are not of orders.
   */
  static Update update(String pk, String sk, long number) {
    Map<String, AttributeValue> attributes = attributes(number);
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> set = new ArrayList<>();
    List<String> remove = new ArrayList<>();
    for (String name : ATTRIBUTES) {
      names.put("#" + name, name);
      if (attributes.containsKey(name)) {
        values.put(":" + name, attributes.get(name));
        set.add("#" + name + " = :" + name);
      } else {
        remove.add("#" + name);
      }
    }
    String removing = remove.isEmpty() ? "" : " REMOVE " + String.join(", ", remove);
    return Update.builder()
        .tableName(TABLE)
        .key(key(pk, sk))
        .updateExpression("SET " + String.join(", ", set) + removing)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }

  private static Map<String, AttributeValue> attributes(long number) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("status", AttributeValue.fromS("status " + number % 4));
    item.put("total", AttributeValue.fromN("" + number % 50));
    item.put("note", AttributeValue.fromS("note " + number));
    item.put("number", AttributeValue.fromN("" + number));
    if (number % 3 == 0) {
      item.put("label", AttributeValue.fromS("label " + number % 8));
    }
    if (number % 5 != 0) {
      item.put("owner", AttributeValue.fromS("owner " + number % 7));
    }
    return item;
  }

  private static AttributeDefinition text(String attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static List<KeySchemaElement> schema(String partitionKey) {
    return List.of(element(partitionKey, KeyType.HASH));
  }

  private static List<KeySchemaElement> schema(String partitionKey, String sortKey) {
    return List.of(element(partitionKey, KeyType.HASH), element(sortKey, KeyType.RANGE));
  }

  private static KeySchemaElement element(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }
}

package dev.pangaea.regionnode.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchWriteResult;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedResponse;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes through the object mapper of the AWS SDK for Java. */
class MappedWritesTest {
  @RegisterExtension
  private static final MappedTable<MappedOrder> ORDERS = MappedTable.of(MappedOrder.class);

  @RegisterExtension
  private static final MappedTable<MappedCity> CITIES = MappedTable.of(MappedCity.class);

  private static final Expression NOT_THERE =
      Expression.builder().expression("attribute_not_exists(customer)").build();

  private final DynamoDbTable<MappedOrder> orders = ORDERS.table();

  @Test
  void theTableIsAsTheClassSays() {
    TableDescription table = orders.describeTable().table();
    assertThat(keys(table.keySchema())).containsExactly("customer HASH", "number RANGE");
    assertThat(table.globalSecondaryIndexes())
        .singleElement()
        .satisfies(index -> assertThat(index.indexName()).isEqualTo(MappedOrder.BY_STATUS))
        .satisfies(
            index ->
                assertThat(keys(index.keySchema())).containsExactly("status HASH", "number RANGE"));
    assertThat(table.localSecondaryIndexes())
        .singleElement()
        .satisfies(index -> assertThat(index.indexName()).isEqualTo(MappedOrder.BY_TOTAL))
        .satisfies(
            index ->
                assertThat(keys(index.keySchema()))
                    .containsExactly("customer HASH", "total RANGE"));
  }

  @Test
  void aBeanIsReadAsItWasWritten() {
    MappedOrder order = MappedOrder.of("whole", 1).status("open", 40L);
    order.setTags(Set.of("new", "gift"));
    order.setLines(List.of(MappedOrder.Line.of("tea", 2), MappedOrder.Line.of("cup", 1)));
    order.setLabels(Map.of("colour", "red", "empty", ""));
    orders.putItem(order);
    MappedOrder read = get("whole", 1);
    assertThat(read.getTags()).containsExactlyInAnyOrder("new", "gift");
    assertThat(read.getLines())
        .extracting(MappedOrder.Line::getProduct)
        .containsExactly("tea", "cup");
    assertThat(read.getLabels()).isEqualTo(Map.of("colour", "red", "empty", ""));
    assertThat(read.getNote()).isNull();
    assertThat(read.getVersion()).isEqualTo(1);
    assertThat(read.getChanges()).isEqualTo(10);
    assertThat(read.getTouched()).isEqualTo(read.getPlaced()).isBefore(Instant.MAX);
    assertThat(read.getUuid()).hasSize(36);
  }

  @Test
  void aClassWithABuilderIsReadAsItWasWritten() {
    MappedCity city = MappedCity.builder().name("Rome").area(1285.25).build();
    CITIES.table().putItem(city);
    assertThat(CITIES.table().getItem(city)).isEqualTo(city);
    assertThat(CITIES.table().deleteItem(city)).isEqualTo(city);
    assertThat(CITIES.table().getItem(city)).isNull();
  }

  @Test
  void aWriteOfAnOldVersionIsRefused() {
    orders.putItem(MappedOrder.of("versioned", 1).status("open", 1L));
    MappedOrder mine = get("versioned", 1);
    MappedOrder theirs = get("versioned", 1);
    theirs.setNote("theirs");
    assertThat(orders.updateItem(theirs).getVersion()).isEqualTo(2);
    mine.setNote("mine");
    assertThatThrownBy(() -> orders.updateItem(mine))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThatThrownBy(() -> orders.putItem(mine))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(get("versioned", 1).getNote()).isEqualTo("theirs");
  }

  @Test
  void countersAndGeneratedValuesGoOnWithEachUpdate() {
    orders.putItem(MappedOrder.of("counted", 1));
    MappedOrder first = get("counted", 1);
    orders.updateItem(first);
    MappedOrder second = orders.updateItem(get("counted", 1));
    assertThat(second.getChanges()).isEqualTo(20);
    assertThat(second.getVersion()).isEqualTo(3);
    assertThat(second.getUuid()).isEqualTo(first.getUuid());
    assertThat(second.getPlaced()).isEqualTo(first.getPlaced());
    assertThat(second.getTouched()).isAfterOrEqualTo(first.getTouched());
  }

  @Test
  void anUpdateLeavesWhatItDoesNotName() {
    MappedOrder order = MappedOrder.of("nulls", 1).status("open", 7L);
    order.setLabels(Map.of("a", "1"));
    orders.putItem(order);
    MappedOrder some = MappedOrder.of("nulls", 1);
    some.setVersion(1);
    some.setNote("added");
    MappedOrder updated =
        orders.updateItem(
            request -> request.item(some).ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY));
    assertThat(updated.getStatus()).isEqualTo("open");
    assertThat(updated.getLabels()).isEqualTo(Map.of("a", "1"));
    assertThat(updated.getNote()).isEqualTo("added");
    some.setVersion(2);
    assertThat(orders.updateItem(some).getStatus()).isNull();
  }

  @Test
  void aConditionThatFailsHandsTheItemBack() {
    orders.putItem(MappedOrder.of("there", 1).status("open", 3L));
    MappedOrder other = MappedOrder.of("there", 1);
    ConditionalCheckFailedException failed =
        catchThrowableOfType(
            ConditionalCheckFailedException.class,
            () ->
                orders.putItem(
                    request ->
                        request
                            .item(other)
                            .conditionExpression(NOT_THERE)
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    assertThat(orders.tableSchema().mapToItem(failed.item()).getTotal()).isEqualTo(3);
  }

  @Test
  void aPutTellsWhatWasThereAndWhatItCost() {
    CITIES.table().putItem(MappedCity.builder().name("Oslo").area(1.0).build());
    PutItemEnhancedResponse<MappedCity> response =
        CITIES
            .table()
            .putItemWithResponse(
                request ->
                    request
                        .item(MappedCity.builder().name("Oslo").area(454.0).build())
                        .returnValues(ReturnValue.ALL_OLD)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    assertThat(response.attributes().area()).isEqualTo(1.0);
    assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(1.0);
  }

  @Test
  void aBatchWritesInSeveralTables() {
    orders.putItem(MappedOrder.of("batch", 1));
    BatchWriteResult result =
        ORDERS
            .mapper()
            .batchWriteItem(
                batch ->
                    batch.writeBatches(
                        WriteBatch.builder(MappedCity.class)
                            .mappedTableResource(CITIES.table())
                            .addPutItem(MappedCity.builder().name("Troy").build())
                            .addPutItem(MappedCity.builder().name("Tyre").build())
                            .build(),
                        WriteBatch.builder(MappedOrder.class)
                            .mappedTableResource(orders)
                            .addDeleteItem(key("batch", 1))
                            .build()));
    assertThat(result.unprocessedPutItemsForTable(CITIES.table())).isEmpty();
    assertThat(result.unprocessedDeleteItemsForTable(orders)).isEmpty();
    assertThat(CITIES.table().getItem(Key.builder().partitionValue("Tyre").build())).isNotNull();
    assertThat(get("batch", 1)).isNull();
  }

  @Test
  void aTransactionWritesAllOrSaysWhyNot() {
    orders.putItem(MappedOrder.of("transacted", 1).status("open", 9L));
    Expression dear =
        Expression.builder()
            .expression("#total > :least")
            .putExpressionName("#total", "total")
            .putExpressionValue(":least", AttributeValue.fromN("5"))
            .build();
    ORDERS
        .mapper()
        .transactWriteItems(
            transaction ->
                transaction
                    .addPutItem(orders, MappedOrder.of("transacted", 2))
                    .addConditionCheck(
                        orders,
                        ConditionCheck.builder()
                            .key(key("transacted", 1))
                            .conditionExpression(dear)
                            .build())
                    .addPutItem(CITIES.table(), MappedCity.builder().name("Bern").build()));
    assertThat(get("transacted", 2).getVersion()).isEqualTo(1);

    TransactionCanceledException cancelled =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () ->
                ORDERS
                    .mapper()
                    .transactWriteItems(
                        transaction ->
                            transaction
                                .addUpdateItem(orders, get("transacted", 2))
                                .addPutItem(
                                    orders,
                                    TransactPutItemEnhancedRequest.builder(MappedOrder.class)
                                        .item(MappedOrder.of("transacted", 1))
                                        .conditionExpression(NOT_THERE)
                                        .returnValuesOnConditionCheckFailure(
                                            ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                        .build())
                                .addDeleteItem(
                                    CITIES.table(),
                                    TransactDeleteItemEnhancedRequest.builder()
                                        .key(Key.builder().partitionValue("Bern").build())
                                        .build())));
    assertThat(cancelled.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("None", "ConditionalCheckFailed", "None");
    assertThat(cancelled.cancellationReasons().get(1).item())
        .containsEntry("total", AttributeValue.fromN("9"));
    assertThat(get("transacted", 2).getVersion()).isEqualTo(1);
  }

  @Test
  void aDocumentNeedsNoClass() {
    DynamoDbTable<EnhancedDocument> documents =
        ORDERS
            .mapper()
            .table(
                CITIES.table().tableName(),
                TableSchema.documentSchemaBuilder()
                    .addIndexPartitionKey(
                        TableMetadata.primaryIndexName(), "name", AttributeValueType.S)
                    .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                    .build());
    documents.putItem(
        EnhancedDocument.fromJson(
            "{\"name\":\"Lima\",\"area\":2672.25,\"parts\":[1,{\"deep\":null}],\"capital\":true}"));
    EnhancedDocument read = documents.getItem(Key.builder().partitionValue("Lima").build());
    assertThat(read.getNumber("area")).hasToString("2672.25");
    assertThat(read.getBoolean("capital")).isTrue();
    assertThat(read.getJson("parts")).isEqualTo("[1,{\"deep\":null}]");
  }

  private MappedOrder get(String customer, int number) {
    return orders.getItem(request -> request.key(key(customer, number)).consistentRead(true));
  }

  private static Key key(String customer, int number) {
    return Key.builder().partitionValue(customer).sortValue(number).build();
  }

  private static List<String> keys(List<KeySchemaElement> schema) {
    return schema.stream()
        .map(element -> element.attributeName() + " " + element.keyTypeAsString())
        .toList();
  }
}

package dev.pangaea.regionnode.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class SdkTest {
  private static RunningApi api;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() throws IOException {
    api = new RunningApi();
    client = api.client();
    api.region.table("things");
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    api.close();
  }

  @Test
  void anItemOfEveryTypeComesBackAsItWasPut() {
    Map<String, AttributeValue> item =
        Map.of(
            "p", AttributeValue.fromS("every"),
            "n", AttributeValue.fromN("-12.5"),
            "b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, 1, -1})),
            "yes", AttributeValue.fromBool(true),
            "null", AttributeValue.fromNul(true),
            "l", AttributeValue.fromL(List.of(AttributeValue.fromS("é€😀"))),
            "m", AttributeValue.fromM(Map.of("deep", AttributeValue.fromN("0"))),
            "ss", AttributeValue.fromSs(List.of("a", "b")),
            "ns", AttributeValue.fromNs(List.of("1", "2")),
            "bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))));
    client.putItem(put -> put.tableName("things").item(item));

    assertThat(
            client
                .getItem(
                    get ->
                        get.tableName("things")
                            .key(Map.of("p", item.get("p")))
                            .consistentRead(true))
                .item())
        .isEqualTo(item);
  }

  @Test
  void aPutAnswersWithTheItemBeforeAndItsCapacity() {
    Map<String, AttributeValue> key = Map.of("p", AttributeValue.fromS("twice"));
    client.putItem(put -> put.tableName("things").item(key));
    var reply =
        client.putItem(
            put ->
                put.tableName("things")
                    .item(key)
                    .returnValues(ReturnValue.ALL_OLD)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

    assertThat(reply.attributes()).isEqualTo(key);
    assertThat(reply.consumedCapacity().capacityUnits()).isEqualTo(1.0);
    assertThat(reply.consumedCapacity().tableName()).isEqualTo("things");
  }

  @Test
  @SuppressWarnings("unchecked")
  void aTableIsCreatedAndDescribed() {
    client.createTable(
        create ->
            create
                .tableName("made")
                .attributeDefinitions(
                    a -> a.attributeName("p").attributeType(ScalarAttributeType.S),
                    a -> a.attributeName("s").attributeType(ScalarAttributeType.N))
                .keySchema(
                    k -> k.attributeName("p").keyType(KeyType.HASH),
                    k -> k.attributeName("s").keyType(KeyType.RANGE))
                .billingMode(BillingMode.PAY_PER_REQUEST));

    TableDescription table = client.describeTable(d -> d.tableName("made")).table();
    assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
    assertThat(table.tableArn()).isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/made");
    assertThat(table.keySchema()).extracting("attributeName").containsExactly("p", "s");
    assertThat(table.creationDateTime().toEpochMilli()).isEqualTo(1_700_000_000_123L);
    assertThat(table.hasReplicas()).isFalse();
    assertThat(table.globalTableVersion()).isNull();
    assertThatThrownBy(
            () ->
                client.createTable(
                    create ->
                        create
                            .tableName("made")
                            .attributeDefinitions(
                                a -> a.attributeName("p").attributeType(ScalarAttributeType.S))
                            .keySchema(k -> k.attributeName("p").keyType(KeyType.HASH))
                            .billingMode(BillingMode.PAY_PER_REQUEST)))
        .isInstanceOf(ResourceInUseException.class);
  }

  @Test
  void aTableGetsAReplicaAndLosesIt() {
    api.region.table("global");
    client.updateTable(
        update ->
            update
                .tableName("global")
                .replicaUpdates(
                    ReplicationGroupUpdate.builder()
                        .create(create -> create.regionName("eu-west-1"))
                        .build()));
    TableDescription global = client.describeTable(d -> d.tableName("global")).table();
    assertThat(global.globalTableVersion()).isEqualTo("2019.11.21");
    assertThat(global.replicas()).extracting("regionName").containsExactly("eu-west-1");
    assertThat(global.replicas().getFirst().replicaStatus()).isEqualTo(ReplicaStatus.ACTIVE);

    client.updateTable(
        update ->
            update
                .tableName("global")
                .replicaUpdates(
                    ReplicationGroupUpdate.builder()
                        .delete(delete -> delete.regionName("eu-west-1"))
                        .build()));
    assertThat(client.describeTable(d -> d.tableName("global")).table().hasReplicas()).isFalse();
    client.deleteTable(delete -> delete.tableName("global"));
    assertThat(client.listTablesPaginator().tableNames()).doesNotContain("global");
  }

  @Test
  void itemsAreWrittenAndReadInBatches() {
    List<Map<String, AttributeValue>> items =
        IntStream.range(0, 25)
            .mapToObj(number -> Map.of("p", AttributeValue.fromS("batch-" + number)))
            .toList();
    List<WriteRequest> puts =
        items.stream()
            .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
            .toList();
    assertThat(
            client
                .batchWriteItem(batch -> batch.requestItems(Map.of("things", puts)))
                .hasUnprocessedItems())
        .isTrue();
    assertThat(
            client
                .batchGetItem(
                    batch ->
                        batch.requestItems(
                            Map.of("things", KeysAndAttributes.builder().keys(items).build())))
                .responses()
                .get("things"))
        .containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void limitsAndEndpointsAreTold() {
    assertThat(client.describeLimits().tableMaxReadCapacityUnits()).isEqualTo(40_000);
    assertThat(client.describeEndpoints().endpoints().getFirst().address())
        .isEqualTo("127.0.0.1:" + api.port());
  }

  @Test
  void anUnknownTableIsNotFound() {
    assertThatThrownBy(
            () ->
                client.getItem(
                    get -> get.tableName("nowhere").key(Map.of("p", AttributeValue.fromS("a")))))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Requested resource not found")
        .extracting(thrown -> ((ResourceNotFoundException) thrown).requestId())
        .asString()
        .matches("[0-9A-V]{52}");
  }
}

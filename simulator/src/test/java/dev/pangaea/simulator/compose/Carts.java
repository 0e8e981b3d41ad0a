package dev.pangaea.simulator.compose;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** The table {@code carts} as a user of one region sees it, through the AWS SDK. */
final class Carts implements AutoCloseable {
  static final String TABLE = "carts";
  static final String KEY = "pk";

  private final DynamoDbClient client;

  Carts(URI endpoint, String region) {
    this.client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(region))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /** Whether it does at all; an exception if not. */
  boolean answers() {
    client.listTables();
    return true;
  }

  void createTable() {
    client.createTable(
        table ->
            table
                .tableName(TABLE)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName(KEY)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName(KEY).keyType(KeyType.HASH).build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
  }

  void addReplica(String region) {
    client.updateTable(
        table ->
            table
                .tableName(TABLE)
                .replicaUpdates(
                    ReplicationGroupUpdate.builder()
                        .create(replica -> replica.regionName(region))
                        .build()));
  }

  boolean active() {
    return description().map(table -> table.tableStatus() == TableStatus.ACTIVE).orElse(false);
  }

  /** Whether the table is here and, as seen from here, in the other region. */
  boolean replicated() {
    return description()
        .filter(table -> table.tableStatus() == TableStatus.ACTIVE && table.hasReplicas())
        .map(
            table ->
                table.replicas().stream()
                    .allMatch(replica -> replica.replicaStatus() == ReplicaStatus.ACTIVE))
        .orElse(false);
  }

  void put(String cart, String what) {
    client.putItem(
        put ->
            put.tableName(TABLE)
                .item(Map.of(KEY, AttributeValue.fromS(cart), "what", AttributeValue.fromS(what))));
  }

  Optional<String> what(String cart) {
    Map<String, AttributeValue> item =
        client
            .getItem(
                get ->
                    get.tableName(TABLE)
                        .key(Map.of(KEY, AttributeValue.fromS(cart)))
                        .consistentRead(true))
            .item();
    return Optional.ofNullable(item.get("what")).map(AttributeValue::s);
  }

  @Override
  public void close() {
    client.close();
  }

  private Optional<TableDescription> description() {
    try {
      return Optional.of(client.describeTable(table -> table.tableName(TABLE)).table());
    } catch (ResourceNotFoundException missing) {
      return Optional.empty();
    }
  }
}

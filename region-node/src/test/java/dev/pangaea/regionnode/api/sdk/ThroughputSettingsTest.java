package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.TableForATest.client;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.WarmThroughput;

/** OnDemandThroughput and WarmThroughput of tables and indexes; DynamoDB Local knows neither. */
@DisabledIfSystemProperty(named = "pangaea.endpoint", matches = ".+")
class ThroughputSettingsTest {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String INDEX = "by-g";

  @Test
  void aMaximumIsSetByMemberAndTakenAwayByMember() {
    try (TableForATest table = new TableForATest()) {
      assertThat(table.describe().onDemandThroughput()).isNull();
      TableDescription set = update(table, it -> it.onDemandThroughput(maximum(1000L, 500L)));
      assertThat(set.tableStatus()).isEqualTo(TableStatus.ACTIVE);
      assertThat(set.onDemandThroughput()).isEqualTo(maximum(1000L, 500L));

      update(table, it -> it.onDemandThroughput(maximum(2000L, null)));
      assertThat(table.describe().onDemandThroughput()).isEqualTo(maximum(2000L, 500L));
      assertThat(update(table, it -> it.onDemandThroughput(maximum(-1L, null))))
          .as("the reply tells what is taken away")
          .extracting(TableDescription::onDemandThroughput)
          .isEqualTo(maximum(-1L, 500L));
      assertThat(table.describe().onDemandThroughput()).isEqualTo(maximum(null, 500L));
      update(table, it -> it.billingMode(BillingMode.PAY_PER_REQUEST));
      assertThat(table.awaitActive().onDemandThroughput()).isEqualTo(maximum(null, 500L));
      update(table, it -> it.onDemandThroughput(maximum(null, -1L)));
      assertThat(table.describe().onDemandThroughput()).isNull();
    }
  }

  @Test
  void aMaximumIsForRequestsOnDemandOnly() {
    try (TableForATest table = new TableForATest()) {
      assertRefused(
          () -> update(table, it -> it.onDemandThroughput(maximum(null, 0L))),
          INVALID
              + "Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of"
              + " valid range");
      update(table, it -> it.onDemandThroughput(maximum(7L, 8L)));
      update(
          table,
          it -> it.billingMode(BillingMode.PROVISIONED).provisionedThroughput(units(5L, 6L)));
      assertThat(table.awaitActive().onDemandThroughput()).isNull();
      assertRefused(
          () -> update(table, it -> it.onDemandThroughput(maximum(7L, null))),
          INVALID
              + "MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table"
              + " BillingMode is PROVISIONED");
      assertRefused(
          () -> update(table, it -> it.onDemandThroughput(maximum(0L, null))),
          INVALID
              + "MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table"
              + " BillingMode is PROVISIONED");
      update(
          table,
          it -> it.billingMode(BillingMode.PAY_PER_REQUEST).onDemandThroughput(maximum(9L, null)));
      assertThat(table.awaitActive().onDemandThroughput()).isEqualTo(maximum(9L, null));
    }
  }

  @Test
  void whatIsWarmNeverGetsLess() {
    try (TableForATest table = new TableForATest()) {
      TableDescription raised = update(table, it -> it.warmThroughput(warm(13_000L, null)));
      assertThat(raised.tableStatus()).isEqualTo(TableStatus.ACTIVE);
      assertThat(raised.warmThroughput().readUnitsPerSecond()).isEqualTo(13_000);
      assertThat(raised.warmThroughput().writeUnitsPerSecond()).isEqualTo(4_000);
      assertThat(raised.warmThroughput().statusAsString()).isEqualTo("ACTIVE");

      update(table, it -> it.warmThroughput(warm(13_000L, 4_000L)));
      assertRefused(
          () -> update(table, it -> it.warmThroughput(warm(null, 3_999L))),
          INVALID
              + "Requested WriteUnitsPerSecond for WarmThroughput for table is lower than current"
              + " WarmThroughput, decreasing WarmThroughput is not supported");
      assertThat(table.describe().warmThroughput()).isEqualTo(raised.warmThroughput());
    }
  }

  @Test
  void aNewTableHasWhatItIsGiven() {
    TableDescription table =
        created(
            it ->
                it.billingMode(BillingMode.PAY_PER_REQUEST)
                    .onDemandThroughput(maximum(100L, null))
                    .warmThroughput(warm(null, 4_001L))
                    .globalSecondaryIndexes(
                        index(
                            g ->
                                g.onDemandThroughput(maximum(null, 50L))
                                    .warmThroughput(warm(12_001L, null)))));
    assertThat(table.onDemandThroughput()).isEqualTo(maximum(100L, null));
    assertThat(table.warmThroughput().readUnitsPerSecond()).isEqualTo(12_000);
    assertThat(table.warmThroughput().writeUnitsPerSecond()).isEqualTo(4_001);
    GlobalSecondaryIndexDescription index = table.globalSecondaryIndexes().getFirst();
    assertThat(index.onDemandThroughput()).isEqualTo(maximum(null, 50L));
    assertThat(index.warmThroughput().readUnitsPerSecond()).isEqualTo(12_001);
    assertThat(index.warmThroughput().writeUnitsPerSecond()).isEqualTo(4_000);
    client().deleteTable(delete -> delete.tableName(table.tableName()));
  }

  @Test
  void aNewTableIsNotGivenWhatDoesNotFitIt() {
    Consumer<CreateTableRequest.Builder> onDemand =
        it -> it.billingMode(BillingMode.PAY_PER_REQUEST);
    Consumer<CreateTableRequest.Builder> provisioned =
        it -> it.provisionedThroughput(units(10L, 10L));
    assertRefused(
        () -> created(onDemand.andThen(it -> it.onDemandThroughput(maximum(-1L, null)))),
        INVALID
            + "Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid"
            + " range");
    assertRefused(
        () -> created(provisioned.andThen(it -> it.onDemandThroughput(maximum(null, 5L)))),
        INVALID
            + "MaxWriteRequestUnits for OnDemandThroughput cannot be specified when table"
            + " BillingMode is PROVISIONED.");
    assertRefused(
        () -> created(onDemand.andThen(it -> it.warmThroughput(warm(11_999L, null)))),
        INVALID
            + "Requested ReadUnitsPerSecond for WarmThroughput for table is lower than initial"
            + " throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/"
            + "developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial");
    assertRefused(
        () -> created(provisioned.andThen(it -> it.warmThroughput(warm(10L, 5L)))),
        INVALID
            + "Requested WriteUnitsPerSecond for WarmThroughput for table is lower than"
            + " WriteCapacityUnits of ProvisionedThroughput");
    assertRefused(
        () ->
            created(
                onDemand.andThen(
                    it ->
                        it.globalSecondaryIndexes(
                            index(g -> g.onDemandThroughput(maximum(0L, null)))))),
        INVALID
            + "Requested MaxReadRequestUnits for OnDemandThroughput for index : by-g is outside of"
            + " valid range");
  }

  @Test
  void anIndexHasItsOwn() {
    String name =
        created(
                it ->
                    it.billingMode(BillingMode.PAY_PER_REQUEST)
                        .globalSecondaryIndexes(index(g -> {})))
            .tableName();
    changeIndex(name, g -> g.onDemandThroughput(maximum(5000L, 5000L)));
    changeIndex(name, g -> g.onDemandThroughput(maximum(-1L, null)));
    changeIndex(name, g -> g.warmThroughput(warm(null, 4_500L)));
    TableDescription table = client().describeTable(it -> it.tableName(name)).table();
    assertThat(table.onDemandThroughput()).isNull();
    GlobalSecondaryIndexDescription index = table.globalSecondaryIndexes().getFirst();
    assertThat(index.onDemandThroughput()).isEqualTo(maximum(null, 5000L));
    assertThat(index.warmThroughput().readUnitsPerSecond()).isEqualTo(12_000);
    assertThat(index.warmThroughput().writeUnitsPerSecond()).isEqualTo(4_500);

    assertRefused(
        () -> changeIndex(name, g -> g.warmThroughput(warm(100L, null))),
        INVALID
            + "Requested ReadUnitsPerSecond for WarmThroughput for index by-g is lower than current"
            + " WarmThroughput, decreasing WarmThroughput is not supported");
    assertRefused(
        () -> changeIndex(name, g -> g.warmThroughput(warm(null, null))),
        INVALID
            + "WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond"
            + " specified for index: by-g");
    assertRefused(
        () -> changeIndex(name, g -> g.provisionedThroughput(units(1L, 1L))),
        INVALID
            + "The only Updates for index: by-g when TableThroughputMode is PAY_PER_REQUEST can be"
            + " to OnDemandThroughput, WarmThroughput");
    client().deleteTable(delete -> delete.tableName(name));
  }

  @Test
  void anIndexTellsWhenItsCapacityChanged() {
    String name =
        created(
                it ->
                    it.provisionedThroughput(units(5L, 5L))
                        .globalSecondaryIndexes(index(g -> g.provisionedThroughput(units(3L, 3L)))))
            .tableName();
    changeIndex(name, g -> g.provisionedThroughput(units(4L, 1L)));
    GlobalSecondaryIndexDescription index =
        client()
            .describeTable(it -> it.tableName(name))
            .table()
            .globalSecondaryIndexes()
            .getFirst();
    assertThat(index.provisionedThroughput().lastIncreaseDateTime()).isNotNull();
    assertThat(index.provisionedThroughput().lastDecreaseDateTime()).isNotNull();
    assertThat(index.provisionedThroughput().numberOfDecreasesToday()).isEqualTo(1);
    assertThat(index.warmThroughput().readUnitsPerSecond()).isEqualTo(4);
    assertThat(index.warmThroughput().writeUnitsPerSecond()).isEqualTo(3);
    assertRefused(
        () -> changeIndex(name, g -> g.onDemandThroughput(maximum(1L, null))),
        INVALID
            + "MaxReadRequestUnits for OnDemandThroughput for index : by-g cannot be specified when"
            + " the table BillingMode is PROVISIONED");
    client().deleteTable(delete -> delete.tableName(name));
  }

  private static TableDescription update(
      TableForATest table, Consumer<UpdateTableRequest.Builder> change) {
    return client().updateTable(it -> change.accept(it.tableName(table.name()))).tableDescription();
  }

  @SuppressWarnings("unchecked")
  private static void changeIndex(
      String table, Consumer<UpdateGlobalSecondaryIndexAction.Builder> change) {
    client()
        .updateTable(
            it ->
                it.tableName(table)
                    .globalSecondaryIndexUpdates(
                        index -> index.update(g -> change.accept(g.indexName(INDEX)))));
  }

  private static TableDescription created(Consumer<CreateTableRequest.Builder> settings) {
    String name = "made-" + System.nanoTime();
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .keySchema(KeySchemaElement.builder().attributeName("p").keyType(KeyType.HASH).build());
    settings.accept(request);
    boolean indexed = request.build().hasGlobalSecondaryIndexes();
    request.attributeDefinitions(
        indexed
            ? new AttributeDefinition[] {attribute("p"), attribute("g")}
            : new AttributeDefinition[] {attribute("p")});
    client().createTable(request.build());
    return client().describeTable(it -> it.tableName(name)).table();
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static GlobalSecondaryIndex index(Consumer<GlobalSecondaryIndex.Builder> settings) {
    GlobalSecondaryIndex.Builder index =
        GlobalSecondaryIndex.builder()
            .indexName(INDEX)
            .keySchema(KeySchemaElement.builder().attributeName("g").keyType(KeyType.HASH).build())
            .projection(Projection.builder().projectionType(ProjectionType.ALL).build());
    settings.accept(index);
    return index.build();
  }

  private static OnDemandThroughput maximum(Long read, Long write) {
    return OnDemandThroughput.builder()
        .maxReadRequestUnits(read)
        .maxWriteRequestUnits(write)
        .build();
  }

  private static WarmThroughput warm(Long read, Long write) {
    return WarmThroughput.builder().readUnitsPerSecond(read).writeUnitsPerSecond(write).build();
  }

  private static ProvisionedThroughput units(Long read, Long write) {
    return ProvisionedThroughput.builder()
        .readCapacityUnits(read)
        .writeCapacityUnits(write)
        .build();
  }
}

package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.TableForATest.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** CreateTable, DescribeTable, ListTables and DeleteTable. */
class TableLifeOperationsTest {
  @Test
  void aTableIsDescribedAsItWasMade() {
    try (TableForATest table = new TableForATest()) {
      TableDescription made = table.describe();
      assertThat(made.tableName()).isEqualTo(table.name());
      assertThat(made.tableStatus()).isEqualTo(TableStatus.ACTIVE);
      assertThat(made.tableArn()).endsWith(":table/" + table.name());
      assertThat(made.creationDateTime()).isNotNull();
      assertThat(made.itemCount()).isZero();
      assertThat(made.tableSizeBytes()).isZero();
      assertThat(made.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
      assertThat(made.provisionedThroughput().numberOfDecreasesToday()).isZero();
      assertThat(made.deletionProtectionEnabled()).isFalse();
      assertThat(made.hasReplicas()).isFalse();
      assertThat(made.globalTableVersion()).isNull();
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void aNameIsTakenOnce() {
    try (TableForATest table = new TableForATest()) {
      assertThatThrownBy(
              () ->
                  client()
                      .createTable(
                          create ->
                              create
                                  .tableName(table.name())
                                  .attributeDefinitions(
                                      a ->
                                          a.attributeName("q").attributeType(ScalarAttributeType.N))
                                  .keySchema(k -> k.attributeName("q").keyType(KeyType.HASH))
                                  .billingMode(BillingMode.PAY_PER_REQUEST)))
          .isInstanceOf(ResourceInUseException.class);
    }
  }

  @Test
  void tablesAreListedPageByPage() {
    List<TableForATest> tables = new ArrayList<>();
    try {
      for (int number = 0; number < 3; number++) {
        tables.add(new TableForATest());
      }
      List<String> listed =
          client().listTablesPaginator(list -> list.limit(1)).tableNames().stream().toList();
      assertThat(listed).containsAll(tables.stream().map(TableForATest::name).toList()).isSorted();
    } finally {
      tables.forEach(TableForATest::close);
    }
  }

  @Test
  void aDeletedTableIsGone() {
    TableForATest table = new TableForATest();
    table.close();
    table.awaitGone();
    assertThatThrownBy(table::describe).isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> client().deleteTable(delete -> delete.tableName(table.name())))
        .isInstanceOf(ResourceNotFoundException.class);
  }
}

package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupType;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableAlreadyExistsException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Backups are made, listed, told of, restored and deleted as DynamoDB's are. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledIfSystemProperty(named = "pangaea.endpoint", matches = ".+")
class BackupOperationsTest {
  private static final AtomicLong NUMBERS = new AtomicLong();

  @RegisterExtension
  private static final SdkTable TABLE =
      SdkTable.sorted().local("by-l", "l").global("by-g", "g", "s");

  private final DynamoDbClient client = TABLE.client();

  private BackupDetails backUp(String name) {
    return backUp(TABLE.name(), name);
  }

  private BackupDetails backUp(String table, String name) {
    BackupDetails begun =
        client.createBackup(create -> create.tableName(table).backupName(name)).backupDetails();
    assertThat(begun.backupStatus()).isEqualTo(BackupStatus.CREATING);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
    while (describe(begun.backupArn()).backupDetails().backupStatus() != BackupStatus.AVAILABLE) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
    return begun;
  }

  private BackupDescription describe(String arn) {
    return client.describeBackup(describe -> describe.backupArn(arn)).backupDescription();
  }

  private TableDescription awaitActive(String table) {
    return client
        .waiter()
        .waitUntilTableExists(describe -> describe.tableName(table), BackupOperationsTest::quickly)
        .matched()
        .response()
        .orElseThrow()
        .table();
  }

  private static void quickly(WaiterOverrideConfiguration.Builder waiter) {
    waiter
        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(50)))
        .maxAttempts(600);
  }

  private static String fresh(String prefix) {
    return prefix + NUMBERS.incrementAndGet();
  }

  @Test
  void aRestoredTableHasTheItemsAndIndexesOfTheBackup() {
    TABLE.put(item("p", "a", "s", 1, "g", "x", "l", "m", "v", "before"));
    TABLE.put(item("p", "b", "s", 2, "g", "x"));
    String arn = backUp("first").backupArn();
    TABLE.put(item("p", "a", "s", 1, "g", "x", "v", "after"));
    TABLE.put(item("p", "c", "s", 3));
    String target = fresh("restored-");

    TableDescription begun =
        client
            .restoreTableFromBackup(restore -> restore.backupArn(arn).targetTableName(target))
            .tableDescription();
    assertThat(begun.tableStatus()).isEqualTo(TableStatus.CREATING);
    assertThat(begun.restoreSummary().restoreInProgress()).isTrue();
    TableDescription restored = awaitActive(target);

    assertThat(restored.restoreSummary().restoreInProgress()).isFalse();
    assertThat(restored.restoreSummary().sourceBackupArn()).isEqualTo(arn);
    assertThat(restored.globalSecondaryIndexes())
        .extracting(GlobalSecondaryIndexDescription::indexName)
        .containsExactly("by-g");
    assertThat(restored.localSecondaryIndexes())
        .extracting(LocalSecondaryIndexDescription::indexName)
        .containsExactly("by-l");
    assertThat(client.scan(scan -> scan.tableName(target)).items())
        .containsExactlyInAnyOrder(
            item("p", "a", "s", 1, "g", "x", "l", "m", "v", "before"),
            item("p", "b", "s", 2, "g", "x"));
    assertThat(
            client
                .query(
                    query ->
                        query
                            .tableName(target)
                            .indexName("by-g")
                            .keyConditionExpression("g = :g")
                            .expressionAttributeValues(item(":g", "x")))
                .count())
        .isEqualTo(2);
    client.deleteTable(delete -> delete.tableName(target));
  }

  @Test
  void aBackupTellsOfItsTableAndOutlivesIt() {
    String table = fresh("short-lived-");
    BackupDescription described;
    try (TableForATest own = new TableForATest()) {
      table = own.name();
      String name = table;
      client.putItem(put -> put.tableName(name).item(item("p", "a", "v", "1")));
      client.updateTimeToLive(
          update ->
              update
                  .tableName(name)
                  .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("until")));
      described = describe(backUp(name, "last").backupArn());
    }

    BackupDescription later = describe(described.backupDetails().backupArn());
    assertThat(later.backupDetails().backupType()).isEqualTo(BackupType.USER);
    assertThat(later.backupDetails().backupArn())
        .matches("arn:aws:dynamodb:us-east-1:\\d{12}:table/" + table + "/backup/\\d{14}-\\w{8}");
    assertThat(later.sourceTableDetails().tableName()).isEqualTo(table);
    assertThat(later.sourceTableDetails().itemCount()).isEqualTo(1);
    assertThat(later.sourceTableDetails().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    assertThat(later.sourceTableFeatureDetails().timeToLiveDescription().attributeName())
        .isEqualTo("until");
  }

  @Test
  void backupsAreListedByTableTimeAndPage() {
    Instant before = Instant.now().minusSeconds(1);
    String one = backUp("page-1").backupArn();
    String two = backUp("page-2").backupArn();
    String three = backUp("page-3").backupArn();

    assertThat(
            client
                .listBackups(list -> list.tableName(TABLE.name()).timeRangeLowerBound(before))
                .backupSummaries())
        .extracting(BackupSummary::backupArn)
        .contains(one, two, three);
    var page =
        client.listBackups(
            list -> list.tableName(TABLE.name()).exclusiveStartBackupArn(one).limit(1));
    assertThat(page.backupSummaries()).extracting(BackupSummary::backupArn).containsExactly(two);
    assertThat(page.lastEvaluatedBackupArn()).isEqualTo(two);
    assertThat(
            client
                .listBackups(list -> list.tableName(TABLE.name()).timeRangeUpperBound(before))
                .backupSummaries())
        .extracting(BackupSummary::backupArn)
        .doesNotContain(one, two, three);
    assertThat(client.listBackups(list -> list.tableName("never-made")).backupSummaries())
        .isEmpty();
    assertThat(
            client.listBackups(list -> list.backupType(BackupTypeFilter.SYSTEM)).backupSummaries())
        .isEmpty();
  }

  @Test
  void aDeletedBackupIsGone() {
    String arn = backUp("doomed").backupArn();

    BackupDescription deleted =
        client.deleteBackup(delete -> delete.backupArn(arn)).backupDescription();

    assertThat(deleted.backupDetails().backupStatus()).isEqualTo(BackupStatus.DELETED);
    assertThatThrownBy(() -> describe(arn))
        .isInstanceOf(BackupNotFoundException.class)
        .hasMessageContaining("Backup not found: " + arn);
    assertThatThrownBy(() -> client.deleteBackup(delete -> delete.backupArn(arn)))
        .isInstanceOf(BackupNotFoundException.class);
    assertThatThrownBy(
            () ->
                client.restoreTableFromBackup(
                    restore -> restore.backupArn(arn).targetTableName("never-restored")))
        .isInstanceOf(BackupNotFoundException.class);
  }

  @Test
  void aTableThatIsThereIsNotRestoredOver() {
    String arn = backUp("no-room").backupArn();
    assertThatThrownBy(
            () ->
                client.restoreTableFromBackup(
                    restore -> restore.backupArn(arn).targetTableName(TABLE.name())))
        .isInstanceOf(TableAlreadyExistsException.class)
        .hasMessageContaining("Table already exists: " + TABLE.name());
  }

  @Test
  @SuppressWarnings("unchecked")
  void indexesAndCapacityCanBeOtherwise() {
    String arn = backUp("otherwise").backupArn();
    String target = fresh("otherwise-");
    client.restoreTableFromBackup(
        restore ->
            restore
                .backupArn(arn)
                .targetTableName(target)
                .billingModeOverride(BillingMode.PROVISIONED)
                .provisionedThroughputOverride(
                    units -> units.readCapacityUnits(7L).writeCapacityUnits(3L))
                .globalSecondaryIndexOverride(List.of()));

    TableDescription restored = awaitActive(target);

    assertThat(restored.provisionedThroughput().readCapacityUnits()).isEqualTo(7);
    assertThat(restored.globalSecondaryIndexes()).isEmpty();
    assertThat(restored.localSecondaryIndexes()).hasSize(1);
    client.deleteTable(delete -> delete.tableName(target));
    assertThat(
            refusal(
                () ->
                    client.restoreTableFromBackup(
                        restore ->
                            restore
                                .backupArn(arn)
                                .targetTableName(target)
                                .globalSecondaryIndexOverride(
                                    index ->
                                        index
                                            .indexName("never-made")
                                            .keySchema(
                                                key -> key.attributeName("g").keyType("HASH"))
                                            .projection(all -> all.projectionType("ALL"))))))
        .contains("never-made");
  }

  @Test
  void badRequestsAreRefused() {
    assertThatThrownBy(
            () ->
                client.createBackup(
                    create -> create.tableName("never-made").backupName("any-name")))
        .isInstanceOf(TableNotFoundException.class)
        .hasMessageContaining("Table not found: never-made");
    assertThat(
            refusal(
                () ->
                    client.createBackup(create -> create.tableName(TABLE.name()).backupName("a"))))
        .isEqualTo(
            "1 validation error detected: Value 'a' at 'backupName' failed to satisfy constraint:"
                + " Member must have length greater than or equal to 3");
    assertThat(refusal(() -> client.describeBackup(describe -> describe.backupArn("arn:short"))))
        .contains("'backupArn'", "greater than or equal to 37");
  }
}

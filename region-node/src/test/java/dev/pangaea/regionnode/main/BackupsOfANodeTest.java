package dev.pangaea.regionnode.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.regionnode.api.http.SdkClients;
import dev.pangaea.regionnode.log.memory.MemoryRegionLog;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportConflictException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ImportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ImportStatus;
import software.amazon.awssdk.services.dynamodb.model.ImportTableDescription;
import software.amazon.awssdk.services.dynamodb.model.InputCompressionType;
import software.amazon.awssdk.services.dynamodb.model.InputFormat;
import software.amazon.awssdk.services.dynamodb.model.InvalidExportTimeException;
import software.amazon.awssdk.services.dynamodb.model.InvalidRestoreTimeException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

/** Recovery, exports and imports as an application asks a node for them. */
@Timeout(120)
class BackupsOfANodeTest {
  private static final String SOURCE = "source";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final MemoryRegionLog logs = new MemoryRegionLog(InstantSource.system());
  private RegionNode node;
  private DynamoDbClient api;

  @BeforeEach
  void start() throws IOException {
    node = RegionNode.start(vertx, NodeAlone.settings(folder, 2, true), logs, NodeAlone::onFailure);
    api = SdkClients.of(node.apiPort(), DynamoDbClient.builder());
  }

  @AfterEach
  void end() {
    api.close();
    node.close();
    vertx.close().await();
  }

  private void restart() throws IOException {
    api.close();
    node.close();
    start();
  }

  private void create() {
    api.createTable(
        create ->
            create
                .tableName(SOURCE)
                .attributeDefinitions(attribute())
                .keySchema(key())
                .billingMode(BillingMode.PAY_PER_REQUEST));
    api.waiter().waitUntilTableExists(of -> of.tableName(SOURCE), StreamedNode::quickly);
  }

  private static AttributeDefinition attribute() {
    return AttributeDefinition.builder()
        .attributeName("p")
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key() {
    return KeySchemaElement.builder().attributeName("p").keyType(KeyType.HASH).build();
  }

  private void put(String key, String value) {
    api.putItem(
        put ->
            put.tableName(SOURCE)
                .item(Map.of("p", AttributeValue.fromS(key), "v", AttributeValue.fromS(value))));
  }

  private ContinuousBackupsDescription enable() {
    return api.updateContinuousBackups(
            update ->
                update
                    .tableName(SOURCE)
                    .pointInTimeRecoverySpecification(
                        recovery ->
                            recovery.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(3)))
        .continuousBackupsDescription();
  }

  private ContinuousBackupsDescription described() {
    return api.describeContinuousBackups(describe -> describe.tableName(SOURCE))
        .continuousBackupsDescription();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static Instant quietMoment() {
    Instant now = Instant.now();
    await(() -> Instant.now().isAfter(now.plusMillis(5)));
    return now.plusMillis(3);
  }

  @Test
  void aTableIsRestoredToAnInstantAlsoAfterARestart() throws IOException {
    create();
    put("a", "1");
    assertThat(described().continuousBackupsStatus()).isEqualTo(ContinuousBackupsStatus.ENABLED);
    assertThat(described().pointInTimeRecoveryDescription().pointInTimeRecoveryStatus())
        .isEqualTo(PointInTimeRecoveryStatus.DISABLED);
    assertThatThrownBy(
            () ->
                api.restoreTableToPointInTime(
                    restore ->
                        restore
                            .sourceTableName(SOURCE)
                            .targetTableName("target")
                            .useLatestRestorableTime(true)))
        .isInstanceOf(PointInTimeRecoveryUnavailableException.class);
    ContinuousBackupsDescription enabled = enable();
    assertThat(enabled.pointInTimeRecoveryDescription().recoveryPeriodInDays()).isEqualTo(3);
    Instant earliest = enabled.pointInTimeRecoveryDescription().earliestRestorableDateTime();
    put("b", "2");
    Instant then = quietMoment();
    put("b", "3");
    put("c", "4");
    restart();
    api.waiter().waitUntilTableExists(of -> of.tableName(SOURCE), StreamedNode::quickly);
    await(
        () ->
            described()
                .pointInTimeRecoveryDescription()
                .latestRestorableDateTime()
                .isAfter(then.plusSeconds(1)));
    assertThat(described().pointInTimeRecoveryDescription().earliestRestorableDateTime())
        .isEqualTo(earliest);

    api.restoreTableToPointInTime(
        restore -> restore.sourceTableName(SOURCE).targetTableName("target").restoreDateTime(then));
    var restored =
        api.waiter()
            .waitUntilTableExists(of -> of.tableName("target"), StreamedNode::quickly)
            .matched()
            .response()
            .orElseThrow()
            .table();

    assertThat(restored.restoreSummary().restoreInProgress()).isFalse();
    assertThat(restored.restoreSummary().sourceBackupArn()).isNull();
    assertThat(api.scan(scan -> scan.tableName("target").consistentRead(true)).items())
        .containsExactlyInAnyOrder(
            Map.of("p", AttributeValue.fromS("a"), "v", AttributeValue.fromS("1")),
            Map.of("p", AttributeValue.fromS("b"), "v", AttributeValue.fromS("2")));
    for (Instant outside : new Instant[] {earliest.minusSeconds(1), Instant.now().plusSeconds(9)}) {
      assertThatThrownBy(
              () ->
                  api.restoreTableToPointInTime(
                      restore ->
                          restore
                              .sourceTableName(SOURCE)
                              .targetTableName("another")
                              .restoreDateTime(outside)))
          .isInstanceOf(InvalidRestoreTimeException.class);
    }
    assertThatThrownBy(
            () ->
                api.restoreTableToPointInTime(
                    restore ->
                        restore
                            .sourceTableName("never-made")
                            .targetTableName("another")
                            .useLatestRestorableTime(true)))
        .isInstanceOf(TableNotFoundException.class);
  }

  @Test
  void aBackupIsThereAfterARestart() throws IOException {
    create();
    put("a", "1");
    String arn =
        api.createBackup(create -> create.tableName(SOURCE).backupName("first"))
            .backupDetails()
            .backupArn();
    await(
        () ->
            api.describeBackup(describe -> describe.backupArn(arn))
                    .backupDescription()
                    .backupDetails()
                    .backupStatus()
                == BackupStatus.AVAILABLE);
    api.deleteTable(delete -> delete.tableName(SOURCE));
    api.waiter().waitUntilTableNotExists(of -> of.tableName(SOURCE), StreamedNode::quickly);
    restart();
    await(() -> api.listBackups().backupSummaries().size() == 1);

    api.restoreTableFromBackup(restore -> restore.backupArn(arn).targetTableName(SOURCE));
    api.waiter().waitUntilTableExists(of -> of.tableName(SOURCE), StreamedNode::quickly);

    assertThat(api.scan(scan -> scan.tableName(SOURCE).consistentRead(true)).items()).hasSize(1);
  }

  @Test
  void whatIsExportedIsImported() {
    create();
    for (int key = 0; key < 50; key++) {
      put("key-" + key, "value " + key);
    }
    enable();
    String tableArn = api.describeTable(describe -> describe.tableName(SOURCE)).table().tableArn();
    ExportDescription begun = export(tableArn, "bucket", "token-1");
    assertThat(export(tableArn, "bucket", "token-1").exportArn()).isEqualTo(begun.exportArn());
    assertThatThrownBy(() -> export(tableArn, "other", "token-1"))
        .isInstanceOf(ExportConflictException.class);
    await(() -> described(begun.exportArn()).exportStatus() != ExportStatus.IN_PROGRESS);
    ExportDescription exported = described(begun.exportArn());
    assertThat(exported.exportStatus()).isEqualTo(ExportStatus.COMPLETED);
    assertThat(exported.itemCount()).isEqualTo(50);
    assertThat(folder.resolve("exports/bucket").resolve(exported.exportManifest())).exists();
    assertThat(api.listExports(list -> list.tableArn(tableArn)).exportSummaries()).hasSize(1);
    assertThatThrownBy(() -> described(begun.exportArn() + "0"))
        .isInstanceOf(ExportNotFoundException.class);
    assertThatThrownBy(
            () ->
                api.exportTableToPointInTime(
                    export ->
                        export
                            .tableArn(tableArn)
                            .s3Bucket("bucket")
                            .exportTime(Instant.now().plusSeconds(60))))
        .isInstanceOf(InvalidExportTimeException.class);

    ImportTableDescription importing =
        api.importTable(
                wanted ->
                    wanted
                        .clientToken("token-2")
                        .inputFormat(InputFormat.DYNAMODB_JSON)
                        .inputCompressionType(InputCompressionType.GZIP)
                        .s3BucketSource(
                            source ->
                                source
                                    .s3Bucket("bucket")
                                    .s3KeyPrefix(
                                        exported
                                            .exportManifest()
                                            .replace("manifest-summary.json", "data/")))
                        .tableCreationParameters(
                            table ->
                                table
                                    .tableName("imported")
                                    .attributeDefinitions(attribute())
                                    .keySchema(key())
                                    .billingMode(BillingMode.PAY_PER_REQUEST)))
            .importTableDescription();
    assertThat(importing.importStatus()).isEqualTo(ImportStatus.IN_PROGRESS);
    await(() -> importOf(importing.importArn()).importStatus() != ImportStatus.IN_PROGRESS);
    ImportTableDescription imported = importOf(importing.importArn());
    assertThat(imported.importStatus()).isEqualTo(ImportStatus.COMPLETED);
    assertThat(imported.importedItemCount()).isEqualTo(50);
    assertThat(imported.errorCount()).isZero();
    assertThat(imported.tableCreationParameters().tableName()).isEqualTo("imported");
    assertThat(api.listImports(list -> list.pageSize(5)).importSummaryList()).hasSize(1);
    assertThat(api.scan(scan -> scan.tableName("imported").consistentRead(true)).items())
        .containsExactlyInAnyOrderElementsOf(
            api.scan(scan -> scan.tableName(SOURCE).consistentRead(true)).items());
    assertThatThrownBy(() -> importOf(importing.importArn() + "0"))
        .isInstanceOf(ImportNotFoundException.class);
    assertThat(Files.exists(folder.resolve("exports/other"))).isFalse();
  }

  private ExportDescription export(String tableArn, String bucket, String token) {
    return api.exportTableToPointInTime(
            export -> export.tableArn(tableArn).s3Bucket(bucket).clientToken(token))
        .exportDescription();
  }

  private ExportDescription described(String exportArn) {
    return api.describeExport(describe -> describe.exportArn(exportArn)).exportDescription();
  }

  private ImportTableDescription importOf(String importArn) {
    return api.describeImport(describe -> describe.importArn(importArn)).importTableDescription();
  }
}

package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportFormat;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.ImportStatus;
import software.amazon.awssdk.services.dynamodb.model.ImportTableDescription;
import software.amazon.awssdk.services.dynamodb.model.InputCompressionType;
import software.amazon.awssdk.services.dynamodb.model.InputFormat;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * SIGKILL of a node in the middle of a backup, of restores, of an export and of an import: after
 * the next start each comes to its end or is told as failed, and what is told as whole is whole. A
 * kill that came too late to be in the middle, by what is on the disk and in the node's log, is
 * tried again.
 */
@OnSharedRegions
class KilledBackupsIT {
  private static final String TABLE = "killed-backups";
  private static final String BUCKET = "killed";
  private static final int ITEMS = 3000;
  private static final int TOGETHER = 25;
  private static final int TRIES = 6;
  private static final Duration BOUND = Await.LONG;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, AttributeValue> LATER =
      Map.of("pk", AttributeValue.fromS("item-0"), "value", AttributeValue.fromS("later"));

  private final Map<String, Map<String, AttributeValue>> then = new TreeMap<>();
  private TwoRegions regions;
  private RegionProcesses us;
  private JavaProcess node;

  @BeforeEach
  void start(TwoRegions shared) {
    regions = shared;
    us = regions.us;
    node = us.part(RegionProcesses.Part.NODE);
    regions.createTable(TwoRegions.plain(TABLE));
  }

  @Test
  void whatTheNodesEndInterruptsIsWholeOrToldAsFailed() throws Exception {
    write("first", ITEMS, then);
    ask(
        client ->
            client.updateContinuousBackups(
                request ->
                    request
                        .tableName(TABLE)
                        .pointInTimeRecoverySpecification(
                            on -> on.pointInTimeRecoveryEnabled(true))));
    String backup = backups();
    Instant instant = Instant.ofEpochMilli(System.currentTimeMillis());
    awaitRestorable(instant);
    write("later", ITEMS / 10, new TreeMap<>());

    String restored =
        filled(
            "from-a-backup-",
            target ->
                ask(
                    client ->
                        client.restoreTableFromBackup(
                            request -> request.backupArn(backup).targetTableName(target))));
    ask(client -> client.putItem(put -> put.tableName(restored).item(LATER)));
    String digest = regions.digest(us, restored);
    filled(
        "from-an-instant-",
        target ->
            ask(
                client ->
                    client.restoreTableToPointInTime(
                        request ->
                            request
                                .sourceTableName(TABLE)
                                .targetTableName(target)
                                .restoreDateTime(instant))));
    Await.until(
        "what it was built from is put away",
        BOUND,
        () -> filesOf("backups/recovery", "scratch").isEmpty());
    ExportDescription export = exports(instant);
    imports(export);
    assertThat(content(restored).get("item-0"))
        .as("what was written to a restored table, after all further kills")
        .isEqualTo(LATER);
    assertThat(regions.digest(us, restored)).isEqualTo(digest);
  }

  /** Returns one that is whole, once one was not at the node's end. */
  private String backups() throws Exception {
    for (int tried = 0; tried < TRIES; tried++) {
      String arn = backup("killed-" + tried);
      Path begun = data("backups/tables").resolve(idOf(arn) + ".tmp");
      Path whole = data("backups/tables").resolve(idOf(arn));
      Await.until("it is begun", BOUND, () -> Files.exists(begun) || Files.exists(whole));
      node.kill();
      boolean middle = !Files.exists(whole);
      node.start();
      awaitServing();
      assertThat(isAvailable(arn)).as("as the disk has it").isEqualTo(!middle);
      assertThat(filesOf("backups/tables", ".tmp")).isEmpty();
      if (middle) {
        String second = backup("whole");
        Await.until("it is whole", BOUND, () -> isAvailable(second));
        return second;
      }
    }
    throw new AssertionError("no kill came in the middle of a backup");
  }

  private String backup(String name) {
    return ask(client -> client.createBackup(request -> request.tableName(TABLE).backupName(name)))
        .backupDetails()
        .backupArn();
  }

  private static String idOf(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private boolean isAvailable(String arn) {
    try {
      return ask(client -> client.describeBackup(request -> request.backupArn(arn)))
              .backupDescription()
              .backupDetails()
              .backupStatus()
          == BackupStatus.AVAILABLE;
    } catch (BackupNotFoundException none) {
      return false;
    }
  }

  /** Has a table made, with a kill while some of it is there; it must become whole all the same. */
  private String filled(String prefix, Consumer<String> begin) throws Exception {
    for (int tried = 0; tried < TRIES; tried++) {
      String target = prefix + tried;
      begin.accept(target);
      boolean middle = killsWhileFilling(target);
      awaitFilled(target);
      if (middle) {
        assertThat(node.text()).as("filled anew").contains(filledWord(target));
        return target;
      }
    }
    throw new AssertionError("no kill came in the middle of " + prefix);
  }

  private boolean killsWhileFilling(String target) throws Exception {
    Await.until("some of " + target + " is there", BOUND, () -> items(target) > 0);
    node.kill();
    boolean middle = !node.text().contains(filledWord(target));
    node.start();
    awaitServing();
    return middle;
  }

  private void awaitFilled(String target) {
    Await.until(
        target + " is whole",
        BOUND,
        () ->
            ask(client -> client.describeTable(r -> r.tableName(target))).table().tableStatus()
                == TableStatus.ACTIVE);
    assertThat(content(target)).isEqualTo(then);
  }

  /** As the node's log has it. */
  private static String filledWord(String table) {
    return table + " is filled with";
  }

  private ExportDescription exports(Instant instant) throws Exception {
    for (int tried = 0; tried < TRIES; tried++) {
      ExportDescription begun = export(instant);
      Path folder = exportFolder(begun);
      Await.until("it is begun", BOUND, () -> Files.exists(folder.resolve("data")));
      node.kill();
      boolean middle = !Files.exists(folder.resolve("manifest-summary.json"));
      node.start();
      awaitServing();
      ExportDescription told = describe(begun);
      if (middle) {
        assertThat(told.exportStatus()).isEqualTo(ExportStatus.FAILED);
        assertThat(told.failureCode()).isEqualTo("NodeEnded");
        assertThat(folder.resolve("manifest-summary.json")).doesNotExist();
        ExportDescription second = export(instant);
        Await.until(
            "it is written",
            BOUND,
            () -> describe(second).exportStatus() != ExportStatus.IN_PROGRESS);
        assertThat(describe(second).exportStatus()).isEqualTo(ExportStatus.COMPLETED);
        assertThat(describe(second).itemCount()).isEqualTo(ITEMS);
        return second;
      }
      assertThat(told.exportStatus()).isNotEqualTo(ExportStatus.IN_PROGRESS);
    }
    throw new AssertionError("no kill came in the middle of an export");
  }

  private ExportDescription export(Instant instant) {
    String arn =
        ask(client -> client.describeTable(request -> request.tableName(TABLE))).table().tableArn();
    return ask(client ->
            client.exportTableToPointInTime(
                request ->
                    request
                        .tableArn(arn)
                        .s3Bucket(BUCKET)
                        .exportTime(instant)
                        .exportFormat(ExportFormat.DYNAMODB_JSON)))
        .exportDescription();
  }

  private ExportDescription describe(ExportDescription export) {
    return ask(client -> client.describeExport(request -> request.exportArn(export.exportArn())))
        .exportDescription();
  }

  private Path exportFolder(ExportDescription export) {
    return data("exports").resolve(BUCKET).resolve("AWSDynamoDB").resolve(idOf(export.exportArn()));
  }

  private void imports(ExportDescription export) throws Exception {
    for (int tried = 0; tried < TRIES; tried++) {
      String target = "imported-" + tried;
      ImportTableDescription begun = importInto(target, export);
      boolean middle = killsWhileFilling(target);
      Await.until(
          "it is imported",
          BOUND,
          () -> describe(begun).importStatus() != ImportStatus.IN_PROGRESS);
      assertThat(describe(begun).importStatus()).isEqualTo(ImportStatus.COMPLETED);
      assertThat(describe(begun).importedItemCount()).isEqualTo(ITEMS);
      awaitFilled(target);
      if (middle) {
        return;
      }
    }
    throw new AssertionError("no kill came in the middle of an import");
  }

  private ImportTableDescription importInto(String target, ExportDescription export) {
    return ask(client ->
            client.importTable(
                request ->
                    request
                        .s3BucketSource(
                            source ->
                                source
                                    .s3Bucket(BUCKET)
                                    .s3KeyPrefix(
                                        "AWSDynamoDB/" + idOf(export.exportArn()) + "/data/"))
                        .inputFormat(InputFormat.DYNAMODB_JSON)
                        .inputCompressionType(InputCompressionType.GZIP)
                        .tableCreationParameters(
                            table ->
                                table
                                    .tableName(target)
                                    .billingMode(TwoRegions.plain(target).billingMode())
                                    .keySchema(TwoRegions.plain(target).keySchema())
                                    .attributeDefinitions(
                                        TwoRegions.plain(target).attributeDefinitions())
                                    .globalSecondaryIndexes(
                                        TwoRegions.plain(target).globalSecondaryIndexes()))))
        .importTableDescription();
  }

  private ImportTableDescription describe(ImportTableDescription begun) {
    return ask(client -> client.describeImport(request -> request.importArn(begun.importArn())))
        .importTableDescription();
  }

  private void write(String value, int count, Map<String, Map<String, AttributeValue>> written) {
    String rest = "x".repeat(3000);
    for (int from = 0; from < count; from += TOGETHER) {
      List<WriteRequest> puts =
          Stream.iterate(from, index -> index + 1)
              .limit(TOGETHER)
              .map(
                  index ->
                      Map.of(
                          "pk", AttributeValue.fromS("item-" + index),
                          "value", AttributeValue.fromS(value + index % 50),
                          "rest", AttributeValue.fromS(rest + index)))
              .peek(item -> written.put(item.get("pk").s(), item))
              .map(item -> WriteRequest.builder().putRequest(put(item)).build())
              .toList();
      assertThat(
              ask(client ->
                      client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, puts))))
                  .unprocessedItems())
          .isEmpty();
    }
  }

  private static PutRequest put(Map<String, AttributeValue> item) {
    return PutRequest.builder().item(item).build();
  }

  private void awaitRestorable(Instant instant) {
    Await.until(
        "the instant is in the window",
        BOUND,
        () ->
            !ask(client -> client.describeContinuousBackups(request -> request.tableName(TABLE)))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .latestRestorableDateTime()
                .isBefore(instant));
  }

  /** Also consistent reads of all partitions: the logs are read to their ends. */
  private void awaitServing() {
    Await.until(
        "the node serves",
        BOUND,
        () -> {
          try {
            return ask(client ->
                    client.scan(request -> request.tableName(TABLE).consistentRead(true).limit(1)))
                .hasItems();
          } catch (SdkException notYet) {
            return false;
          }
        });
  }

  private Map<String, Map<String, AttributeValue>> content(String table) {
    TreeMap<String, Map<String, AttributeValue>> items = new TreeMap<>();
    TableScan.of(us, table).forEach(item -> items.put(item.get("pk").s(), item));
    return items;
  }

  private long items(String table) throws IOException {
    for (JsonNode each : JSON.readTree(regions.get(us.controlPort, "/status")).get("tables")) {
      if (each.get("name").asText().equals(table)) {
        return each.get("items").asLong();
      }
    }
    return 0;
  }

  private Path data(String folder) {
    return us.data().resolve(folder);
  }

  private List<Path> filesOf(String folder, String namedWith) throws IOException {
    Predicate<Path> named = path -> path.getFileName().toString().contains(namedWith);
    try (Stream<Path> files = Files.list(data(folder))) {
      return files.filter(named).toList();
    }
  }

  private <T> T ask(Function<DynamoDbClient, T> request) {
    try (DynamoDbClient client = TwoRegions.client(us)) {
      return request.apply(client);
    }
  }
}

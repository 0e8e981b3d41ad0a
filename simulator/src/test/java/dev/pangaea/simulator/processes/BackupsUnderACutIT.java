package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.processes.NumberedWrites.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Backups and recovery while both regions write and links are cut: each restored table is what its
 * region held at that moment, item by item, as its stream and its log's clock say.
 */
@OnSharedRegions
class BackupsUnderACutIT {
  private static final String TABLE = "backed-up";
  private static final int WRITES_BETWEEN = 120;
  private static final Duration BOUND = Await.LONG;

  private TwoRegions regions;
  private Map<RegionProcesses, DynamoDbClient> clients;
  private final List<Moment> moments = new ArrayList<>();

  /**
   * Something that a table of a region is to be restored to.
   *
   * @param backup its ARN; none for an instant
   * @param requested by the clock of this process that only counts on, and {@code replied} too
   */
  private record Moment(
      RegionProcesses region,
      String target,
      String backup,
      long atMillis,
      long requested,
      long replied) {
    boolean isInstant() {
      return backup.isEmpty();
    }
  }

  @BeforeEach
  void start(TwoRegions shared) {
    regions = shared;
    regions.createGlobalTable(TwoRegions.streamed(TABLE));
    clients =
        Map.of(
            regions.us, TwoRegions.client(regions.us), regions.eu, TwoRegions.client(regions.eu));
  }

  @Test
  void aRestoredTableIsWhatItsRegionHeldThenBeforeDuringAndAfterCuts() throws Exception {
    for (RegionProcesses region : regions.both()) {
      clients
          .get(region)
          .updateContinuousBackups(
              request ->
                  request
                      .tableName(TABLE)
                      .pointInTimeRecoverySpecification(on -> on.pointInTimeRecoveryEnabled(true)));
    }
    NumberedWrites us = NumberedWrites.start(regions.us, TABLE);
    NumberedWrites eu = NumberedWrites.start(regions.eu, TABLE);
    try (us;
        eu) {
      List<NumberedWrites> writes = List.of(us, eu);
      mark("before", writes);
      regions.links.partition(List.of("us-east-1", "eu-west-1"));
      mark("cut", writes);
      regions.links.heal();
      mark("healing", writes);
      regions.links.partitionOneWay("us-east-1", "eu-west-1");
      mark("one-way", writes);
      regions.links.heal();
      awaitWrites(writes);
    }
    assertThat(us.failures()).isEmpty();
    assertThat(eu.failures()).isEmpty();
    regions.awaitConverged(TABLE);
    regions.verify(TABLE);
    mark("after");
    awaitRestorable();
    moments.forEach(this::restore);
    for (RegionProcesses region : regions.both()) {
      check(region, region == regions.us ? us.all() : eu.all());
    }
    assertRegionsAgreeOnARestoredTable();
  }

  /** An instant and a backup of both regions, with writes before, meanwhile and after. */
  private void mark(String name, List<NumberedWrites> writes) {
    awaitWrites(writes);
    mark(name);
    awaitWrites(writes);
  }

  private void mark(String name) {
    for (RegionProcesses region : regions.both()) {
      String target = "restored-" + region.name + "-" + name;
      long requested = System.nanoTime();
      String arn =
          clients
              .get(region)
              .createBackup(request -> request.tableName(TABLE).backupName(name))
              .backupDetails()
              .backupArn();
      long replied = System.nanoTime();
      moments.add(new Moment(region, target, arn, 0, requested, replied));
      moments.add(new Moment(region, target + "-instant", "", System.currentTimeMillis(), 0, 0));
    }
  }

  private static void awaitWrites(List<NumberedWrites> writes) {
    List<Long> before = writes.stream().map(NumberedWrites::done).toList();
    Await.until(
        "writes go on in both regions",
        BOUND,
        () -> {
          for (int index = 0; index < writes.size(); index++) {
            assertThat(writes.get(index).failures()).isEmpty();
            if (writes.get(index).done() < before.get(index) + WRITES_BETWEEN) {
              return false;
            }
          }
          return true;
        });
  }

  private void awaitRestorable() {
    long last = moments.stream().mapToLong(Moment::atMillis).max().orElseThrow();
    for (DynamoDbClient client : clients.values()) {
      Await.until(
          "all instants are in the window",
          BOUND,
          () ->
              client
                      .describeContinuousBackups(request -> request.tableName(TABLE))
                      .continuousBackupsDescription()
                      .pointInTimeRecoveryDescription()
                      .latestRestorableDateTime()
                      .toEpochMilli()
                  >= last);
    }
  }

  private void restore(Moment moment) {
    DynamoDbClient client = clients.get(moment.region);
    if (moment.isInstant()) {
      client.restoreTableToPointInTime(
          request ->
              request
                  .sourceTableName(TABLE)
                  .targetTableName(moment.target)
                  .restoreDateTime(Instant.ofEpochMilli(moment.atMillis)));
    } else {
      Await.until(
          "the backup " + moment.backup + " is whole",
          BOUND,
          () ->
              client
                      .describeBackup(request -> request.backupArn(moment.backup))
                      .backupDescription()
                      .backupDetails()
                      .backupStatus()
                  == BackupStatus.AVAILABLE);
      client.restoreTableFromBackup(
          request -> request.backupArn(moment.backup).targetTableName(moment.target));
    }
  }

  private void check(RegionProcesses region, List<Write> writes) {
    ToldChanges told = ToldChanges.of(region, TABLE);
    assertThat(told.faults()).isEmpty();
    assertThat(told.items()).isEqualTo(items(region, TABLE));
    for (Moment moment : moments) {
      if (moment.region != region) {
        continue;
      }
      Await.until(moment.target + " is restored", BOUND, () -> isActive(region, moment.target));
      RestoredItems restored = new RestoredItems(items(region, moment.target), told, writes);
      List<String> faults =
          moment.isInstant()
              ? restored.faultsAt(moment.atMillis)
              : restored.faultsBetween(moment.requested, moment.replied);
      assertThat(faults).as(moment.target).isEmpty();
      System.out.printf("%s: %d items, as they were%n", moment.target, restored.items().size());
    }
  }

  private void assertRegionsAgreeOnARestoredTable() throws Exception {
    String restored = "restored-us-east-1-cut";
    regions.addReplica(restored);
    regions.awaitConverged(restored);
    regions.verify(restored);
    assertThat(items(regions.eu, restored)).isEqualTo(items(regions.us, restored)).isNotEmpty();
  }

  private boolean isActive(RegionProcesses region, String table) {
    return clients
            .get(region)
            .describeTable(request -> request.tableName(table))
            .table()
            .tableStatus()
        == TableStatus.ACTIVE;
  }

  private static Map<String, Map<String, AttributeValue>> items(
      RegionProcesses region, String table) {
    TreeMap<String, Map<String, AttributeValue>> items = new TreeMap<>();
    TableScan.of(region, table).forEach(item -> items.put(item.get("pk").s(), item));
    return items;
  }
}

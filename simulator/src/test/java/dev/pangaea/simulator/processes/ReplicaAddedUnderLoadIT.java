package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** A region is let in, leaves and comes again while applications go on writing. */
@OnSharedRegions
class ReplicaAddedUnderLoadIT {
  private static final String TABLE = "growing";
  private static final int WRITES = 200;
  private static final Duration BOUND = Await.LONG;

  private TwoRegions regions;

  @BeforeEach
  void start(TwoRegions shared) {
    regions = shared;
  }

  @Test
  void noAcknowledgedWriteIsLostWhileAReplicaComesGoesAndComesAgain() throws Exception {
    regions.createTable(TwoRegions.plain(TABLE));
    List<String> acknowledged = new ArrayList<>();
    Load staying = Load.start(List.of(regions.us), TABLE, "staying");
    try (staying) {
      awaitWrites(staying);
      acknowledged.addAll(writtenAlsoIn("first"));
      leave();
      awaitWrites(staying);
      acknowledged.addAll(writtenAlsoIn("again"));
      awaitWrites(staying);
    }
    assertThat(staying.failures()).isZero();
    acknowledged.addAll(staying.acknowledged());
    regions.awaitConverged(TABLE);

    for (RegionProcesses region : regions.both()) {
      List<String> keys =
          TableScan.of(region, TABLE).stream().map(item -> item.get("pk").s()).toList();
      assertThat(keys).as("items of %s", region.name).containsAll(acknowledged);
    }
    LogAudit audit = LogAudit.of(regions.us, TABLE);
    assertThat(audit.twice()).isEmpty();
    assertThat(acknowledged).allMatch(audit::holds);
  }

  /** Lets the other region in, has it written to as well, and returns what that acknowledged. */
  private List<String> writtenAlsoIn(String run) {
    regions.addReplica(TABLE);
    Load joining = Load.start(List.of(regions.eu), TABLE, run);
    try (joining) {
      awaitWrites(joining);
    }
    assertThat(joining.failures()).isZero();
    return joining.acknowledged();
  }

  /** Its last writes have just been acknowledged. */
  private void leave() {
    try (DynamoDbClient us = TwoRegions.client(regions.us);
        DynamoDbClient eu = TwoRegions.client(regions.eu)) {
      ReplicationGroupUpdate replica =
          ReplicationGroupUpdate.builder()
              .delete(delete -> delete.regionName(regions.eu.name))
              .build();
      us.updateTable(request -> request.tableName(TABLE).replicaUpdates(List.of(replica)));
      Await.until("the replica is gone", BOUND, () -> isGone(eu));
      Await.until(
          "nobody names it any more",
          BOUND,
          () -> us.describeTable(request -> request.tableName(TABLE)).table().replicas().isEmpty());
    }
  }

  private static boolean isGone(DynamoDbClient client) {
    try {
      client.describeTable(request -> request.tableName(TABLE));
      return false;
    } catch (ResourceNotFoundException gone) {
      return true;
    }
  }

  private static void awaitWrites(Load load) {
    long before = load.count();
    Await.until("writes go on", BOUND, () -> load.count() >= before + WRITES);
  }
}

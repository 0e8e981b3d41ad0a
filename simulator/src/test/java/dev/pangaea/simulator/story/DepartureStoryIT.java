package dev.pangaea.simulator.story;

import static dev.pangaea.simulator.story.EmbeddedDemo.EU;
import static dev.pangaea.simulator.story.EmbeddedDemo.SOON;
import static dev.pangaea.simulator.story.EmbeddedDemo.TABLE;
import static dev.pangaea.simulator.story.EmbeddedDemo.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.simulator.processes.Await;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** A region deletes its replica while it is cut off, as an application sees it. */
@InThisProcess
class DepartureStoryIT {
  @TempDir private static Path folder;
  private static EmbeddedDemo demo;
  private static Application us;
  private static Application eu;

  @BeforeAll
  static void start() throws Exception {
    demo = EmbeddedDemo.start(folder);
    us = new Application(demo.client(US));
    eu = new Application(demo.client(EU));
  }

  @AfterAll
  static void stop() {
    us.close();
    eu.close();
    demo.close();
  }

  @Test
  @SuppressWarnings("unchecked")
  void whatItAcknowledgedArrivesBeforeItIsGone() throws Exception {
    demo.cut();
    Map<String, String> last = new TreeMap<>();
    for (int number = 0; number < 25; number++) {
      last.put("last-" + number, "v" + number);
    }
    eu.write(last, List.of());
    eu.client().deleteTable(delete -> delete.tableName(TABLE));
    assertThat(status(eu.client())).isEqualTo(TableStatus.DELETING);
    us.put("meanwhile", "in us");
    assertThat(us.read(List.copyOf(last.keySet()))).isEmpty();
    assertThat(status(eu.client())).isEqualTo(TableStatus.DELETING);

    demo.heal();

    Await.until(
        "the last writes arrive", SOON, () -> us.read(List.copyOf(last.keySet())).equals(last));
    Await.until("the replica is gone", SOON, () -> isGone(eu.client()));
    Await.until("nobody names it any more", SOON, () -> replicas(us.client()).isEmpty());
    assertThat(us.get("meanwhile")).contains("in us");

    us.client()
        .updateTable(
            update ->
                update
                    .tableName(TABLE)
                    .replicaUpdates(change -> change.create(create -> create.regionName(EU))));
    Await.until(
        "it comes again",
        SOON,
        () ->
            replicas(us.client()).stream()
                .anyMatch(each -> each.replicaStatus() == ReplicaStatus.ACTIVE));
    assertThat(eu.read(List.copyOf(last.keySet()))).isEqualTo(last);
  }

  private static TableStatus status(DynamoDbClient client) {
    return client.describeTable(describe -> describe.tableName(TABLE)).table().tableStatus();
  }

  private static boolean isGone(DynamoDbClient client) {
    try {
      status(client);
      return false;
    } catch (ResourceNotFoundException gone) {
      return true;
    }
  }

  private static List<ReplicaDescription> replicas(DynamoDbClient client) {
    TableDescription table = client.describeTable(describe -> describe.tableName(TABLE)).table();
    return table.replicas();
  }
}

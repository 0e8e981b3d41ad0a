package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Write, stream, worker: each write has its email once, whoever is killed. */
@ExtendWith(SharedRegions.class)
class TriggeredWorkerIT {
  private static final String TABLE = "signups";
  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final int ITEMS = 10;
  private static final int EMAILS_BETWEEN_KILLS = 50;

  private final HttpClient http = HttpClient.newHttpClient();
  private TwoRegions regions;

  @BeforeEach
  void start(TwoRegions shared) {
    regions = shared;
    regions.createTable(
        CreateTableRequest.builder()
            .tableName(TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName("pk")
                    .attributeType(ScalarAttributeType.S)
                    .build())
            .keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
            .streamSpecification(
                stream ->
                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
            .build());
  }

  @Test
  void everyWriteHasItsEmailOnceInOrderOverKillsOfNodeBrokerAndWorker() throws Exception {
    AtomicInteger versions = new AtomicInteger();
    AtomicBoolean stop = new AtomicBoolean();
    try (EmailWorker worker = new EmailWorker()) {
      ask(
          "POST",
          "/triggers",
          """
          {"name":"emails","table":"%s","url":"%s","batchSize":20,"parallelizationFactor":2}
          """
              .formatted(TABLE, worker.url()),
          201);
      Thread writer = Thread.ofVirtual().start(() -> write(versions, stop));
      for (RegionProcesses.Part part :
          List.of(
              RegionProcesses.Part.NODE, RegionProcesses.Part.KAFKA, RegionProcesses.Part.NODE)) {
        awaitEmails(worker);
        worker.crash();
        awaitEmails(worker);
        regions.us.part(part).restart();
      }
      awaitEmails(worker);
      stop.set(true);
      writer.join();
      int written = versions.get() * ITEMS;
      Await.until("every email is sent", BOUND, () -> worker.emails().size() >= written);

      Map<String, Integer> last = new HashMap<>();
      for (String email : worker.emails()) {
        String item = email.substring(0, email.indexOf('/'));
        int version = Integer.parseInt(email.substring(item.length() + 1));
        assertThat(version).as(email).isEqualTo(last.getOrDefault(item, 0) + 1);
        last.put(item, version);
      }
      assertThat(last)
          .hasSize(ITEMS)
          .allSatisfy((item, version) -> assertThat(version).isEqualTo(versions.get()));
      assertThat(worker.emails()).hasSize(written);
      System.out.printf(
          "%d writes, as many emails; %d records told, with what came again%n",
          written, worker.told());
    } finally {
      stop.set(true);
      ask("DELETE", "/triggers/emails", "", 200);
    }
  }

  /** Writes a next version of every item, each until it is acknowledged. */
  private void write(AtomicInteger versions, AtomicBoolean stop) {
    try (DynamoDbClient client = TwoRegions.client(regions.us)) {
      while (!stop.get()) {
        int version = versions.get() + 1;
        for (int item = 0; item < ITEMS; item++) {
          put(client, "item-" + item, version);
        }
        versions.set(version);
      }
    }
  }

  private static void put(DynamoDbClient client, String item, int version) {
    Await.until(
        "a write is acknowledged",
        BOUND,
        () -> {
          try {
            client.putItem(
                request ->
                    request
                        .tableName(TABLE)
                        .item(
                            Map.of(
                                "pk", AttributeValue.fromS(item),
                                "version", AttributeValue.fromN("" + version))));
            return true;
          } catch (SdkException notNow) {
            return false;
          }
        });
  }

  private static void awaitEmails(EmailWorker worker) {
    int before = worker.emails().size();
    Await.until(
        "emails go on", BOUND, () -> worker.emails().size() >= before + EMAILS_BETWEEN_KILLS);
  }

  private void ask(String method, String path, String body, int expected) throws Exception {
    HttpResponse<String> reply =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + regions.us.controlPort + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(expected);
  }
}

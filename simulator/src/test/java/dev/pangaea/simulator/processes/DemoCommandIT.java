package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The command {@code demo}, as a process: what it keeps, what it says, how it ends. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("demo command")
class DemoCommandIT {
  private static final String TABLE = "demo";
  private static final int WRITES = 300;
  private static final Duration BOUND = Await.LONG;
  private static final Duration ENDED_WITHIN = Await.LONG;

  @TempDir private Path folder;
  private Path temporary;

  @BeforeEach
  void makeTemporaryFolder() throws IOException {
    temporary = Files.createDirectory(folder.resolve("temporary"));
  }

  @Test
  void everyAcknowledgedWriteIsInBothRegionsAfterTheDemoWasKilled() throws Exception {
    String data = folder.resolve("data").toString();
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicBoolean killed = new AtomicBoolean();
    try (DemoProcess demo = demo("--data", data).start()) {
      List<Thread> writers =
          Stream.of(DemoProcess.US, DemoProcess.EU)
              .map(
                  region ->
                      Thread.ofVirtual()
                          .start(() -> write(demo, region, killed::get, acknowledged)))
              .toList();
      try {
        Await.until("writes", BOUND, () -> acknowledged.size() >= WRITES);
        demo.kill();
      } finally {
        killed.set(true);
      }
      for (Thread writer : writers) {
        writer.join();
      }
    }

    try (DemoProcess demo = demo("--data", data).start()) {
      for (String region : List.of(DemoProcess.US, DemoProcess.EU)) {
        try (DynamoDbClient client = demo.client(region)) {
          for (String key : acknowledged) {
            Await.until(key + " in " + region, BOUND, () -> holds(client, key));
          }
          assertThat(replicas(client)).containsExactly(ReplicaStatus.ACTIVE);
        }
      }
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(WRITES);
      try (DynamoDbClient us = demo.client(DemoProcess.US);
          DynamoDbClient eu = demo.client(DemoProcess.EU)) {
        put(us, "after the restart");
        Await.until("replication goes on", BOUND, () -> holds(eu, "after the restart"));
      }
    }
    assertThat(temporaryData()).isEmpty();
  }

  @Test
  void aTakenPortIsOneClearSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        DemoProcess demo =
            new DemoProcess(temporary, folder, "--link-control", "" + taken.getLocalPort())) {
      assertThat(demo.runToItsEnd(BOUND)).isEqualTo(1);
      assertThat(demo.text().lines())
          .containsExactly(
              "the demo cannot start: port "
                  + taken.getLocalPort()
                  + " (link control) is taken: stop what uses it, or choose another port (see --help)");
    }
    assertThat(temporaryData()).isEmpty();
  }

  /** A process that a signal ends has 128 and the signal's number as its exit code. */
  @ParameterizedTest
  @CsvSource({"INT, 2", "TERM, 15"})
  void aSignalEndsItWithinSecondsAndNothingIsLeft(String signal, int number) throws Exception {
    try (DemoProcess demo = demo().start()) {
      assumeTrue(demo.hears(number), "whoever started the tests ignores the signal " + signal);
      assertThat(temporaryData()).hasSize(1);
      try (DynamoDbClient client = demo.client(DemoProcess.US)) {
        put(client, "soon gone");
      }

      assertThat(demo.end(signal, ENDED_WITHIN)).isEqualTo(128 + number);
      assertThat(demo.text()).contains("stopping").doesNotContain(" INFO ", "ERROR");
      assertThat(demo.text().substring(demo.text().indexOf("Ctrl-C ends it")))
          .as("an append may be in doubt while a busy machine starts, but not at the end")
          .doesNotContain("Exception");
    }
    assertThat(temporaryData()).isEmpty();
  }

  @Test
  void aSignalWhileItStartsEndsItSoonAndNothingIsLeft() throws Exception {
    try (DemoProcess demo = demo().launch()) {
      Await.until("it has begun to start", BOUND, this::hasBegun);
      assumeTrue(demo.hears(15), "whoever started the tests ignores the signal");

      assertThat(demo.end("TERM", ENDED_WITHIN)).isEqualTo(128 + 15);
      assertThat(demo.text()).doesNotContain("Ctrl-C ends it", "ERROR", "Exception");
    }
    assertThat(temporaryData()).isEmpty();
  }

  @Test
  void aBrokerThatGivesItselfUpEndsIt() throws Exception {
    Path data = folder.resolve("data");
    try (DemoProcess demo = demo("--data", data.toString()).start();
        DynamoDbClient client = demo.client(DemoProcess.US)) {
      Files.move(data.resolve(DemoProcess.US).resolve("kafka"), folder.resolve("taken away"));
      needALog(client);

      assertThat(demo.awaitEnd(BOUND)).isEqualTo(1);
      assertThat(demo.text()).contains("a region cannot go on", "Kafka");
    }
  }

  /** The first region's broker has made its folder. */
  private boolean hasBegun() throws IOException {
    List<Path> made = temporaryData();
    return !made.isEmpty() && Files.exists(made.getFirst().resolve(DemoProcess.US));
  }

  /** The broker looks at its folder each few seconds too: it may be gone before it is asked. */
  private static void needALog(DynamoDbClient client) {
    try {
      client.createTable(
          request ->
              request
                  .tableName("needs-a-log")
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName("pk")
                          .attributeType(ScalarAttributeType.S)
                          .build())
                  .keySchema(
                      KeySchemaElement.builder()
                          .attributeName("pk")
                          .keyType(KeyType.HASH)
                          .build()));
    } catch (SdkException gone) {
      return;
    }
  }

  private DemoProcess demo(String... options) {
    return new DemoProcess(
        temporary,
        folder,
        Stream.concat(Stream.of("--link-control", "0"), Stream.of(options)).toArray(String[]::new));
  }

  private List<Path> temporaryData() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(each -> each.getFileName().toString().startsWith("pangaea-")).toList();
    }
  }

  /** A busy region may refuse a write: only a region that is gone ends this. */
  private static void write(
      DemoProcess demo, String region, BooleanSupplier killed, Queue<String> acknowledged) {
    try (DynamoDbClient client = demo.client(region)) {
      for (int number = 0; !killed.getAsBoolean(); number++) {
        String key = region + "-" + number;
        try {
          put(client, key);
          acknowledged.add(key);
        } catch (SdkException refused) {
          continue;
        }
      }
    }
  }

  private static void put(DynamoDbClient client, String key) {
    client.putItem(
        request -> request.tableName(TABLE).item(Map.of("pk", AttributeValue.fromS(key))));
  }

  private static boolean holds(DynamoDbClient client, String key) {
    return client
        .getItem(request -> request.tableName(TABLE).key(Map.of("pk", AttributeValue.fromS(key))))
        .hasItem();
  }

  private static List<ReplicaStatus> replicas(DynamoDbClient client) {
    TableDescription table = client.describeTable(request -> request.tableName(TABLE)).table();
    return table.replicas().stream().map(each -> each.replicaStatus()).toList();
  }
}

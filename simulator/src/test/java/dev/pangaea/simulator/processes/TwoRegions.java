package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.main.VerifyCommand;
import dev.pangaea.simulator.client.HeldItems;
import dev.pangaea.simulator.link.LinkProxy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReplicaStatus;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Two regions of real processes, and links between them that the test holds. */
final class TwoRegions implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final Duration CONVERGED_WITHIN = Await.LONG;

  final RegionProcesses us;
  final RegionProcesses eu;
  final LinkProxy links;
  private final HttpClient http = Http1.client();

  private TwoRegions(RegionProcesses us, RegionProcesses eu, LinkProxy links) {
    this.us = us;
    this.eu = eu;
    this.links = links;
  }

  static TwoRegions start(Path folder) throws IOException {
    return start(folder, List.of());
  }

  /**
   * @param options further ones of nodes and replicators
   */
  static TwoRegions start(Path folder, List<String> options) throws IOException {
    TwoRegions regions =
        new TwoRegions(
            new RegionProcesses("us-east-1"), new RegionProcesses("eu-west-1"), LinkProxy.start());
    try {
      int usToEu = regions.us.openLink(regions.eu, regions.links);
      int euToUs = regions.eu.openLink(regions.us, regions.links);
      regions.us.place(folder, regions.eu, usToEu, euToUs);
      regions.eu.place(folder, regions.us, euToUs, usToEu);
      for (RegionProcesses region : regions.both()) {
        region.part(RegionProcesses.Part.NODE).withOptions(options);
        region.part(RegionProcesses.Part.REPLICATOR).withOptions(options);
      }
      for (RegionProcesses.Part part : RegionProcesses.Part.values()) {
        for (RegionProcesses region : regions.both()) {
          region.part(part).launch();
        }
        for (RegionProcesses region : regions.both()) {
          region.part(part).awaitReady();
        }
      }
      return regions;
    } catch (IOException | RuntimeException | Error failure) {
      regions.close();
      throw failure;
    }
  }

  List<RegionProcesses> both() {
    return List.of(us, eu);
  }

  static DynamoDbClient client(RegionProcesses region) {
    return client(region.name, region.apiPort);
  }

  static DynamoDbClient client(String region, int apiPort) {
    return DynamoDbClient.builder()
        .region(Region.of(region))
        .endpointOverride(URI.create("http://127.0.0.1:" + apiPort))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  static DynamoDbStreamsClient streams(RegionProcesses region) {
    return DynamoDbStreamsClient.builder()
        .region(Region.of(region.name))
        .endpointOverride(URI.create("http://127.0.0.1:" + region.apiPort))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /** Creates a table of plain items with an index by their value, in both regions. */
  void createGlobalTable(String table) {
    createGlobalTable(plain(table));
  }

  /** A table of plain items with an index by their value. */
  static CreateTableRequest plain(String table) {
    return CreateTableRequest.builder()
        .tableName(table)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(text("pk"), text("value"))
        .keySchema(partitionKey("pk"))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName("byValue")
                .keySchema(partitionKey("value"))
                .projection(all -> all.projectionType(ProjectionType.ALL))
                .build())
        .build();
  }

  /** The same, with a stream from its beginning. */
  static CreateTableRequest streamed(String table) {
    return plain(table).toBuilder()
        .streamSpecification(
            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
        .build();
  }

  /** Creates a table in one region and its replica in the other, as an application does it. */
  void createGlobalTable(CreateTableRequest definition) {
    createTable(definition);
    addReplica(definition.tableName());
  }

  /** Creates a table in one region alone. */
  void createTable(CreateTableRequest definition) {
    String table = definition.tableName();
    try (DynamoDbClient client = client(us)) {
      client.createTable(definition);
      Await.until(
          table + " is active",
          CONVERGED_WITHIN,
          () ->
              client.describeTable(request -> request.tableName(table)).table().tableStatus()
                  == TableStatus.ACTIVE);
    }
  }

  /** Lets the other region hold a table of the first. */
  void addReplica(String table) {
    try (DynamoDbClient client = client(us)) {
      ReplicationGroupUpdate replica =
          ReplicationGroupUpdate.builder().create(create -> create.regionName(eu.name)).build();
      client.updateTable(request -> request.tableName(table).replicaUpdates(List.of(replica)));
      Await.until(
          table + " is global",
          CONVERGED_WITHIN,
          () -> {
            TableDescription now =
                client.describeTable(request -> request.tableName(table)).table();
            return now.tableStatus() == TableStatus.ACTIVE
                && now.replicas().size() == 1
                && now.replicas().getFirst().replicaStatus() == ReplicaStatus.ACTIVE;
          });
    }
  }

  private static AttributeDefinition text(String attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement partitionKey(String attribute) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(KeyType.HASH).build();
  }

  /** What a table holds in a region, versions and contexts included, as a digest. */
  String digest(RegionProcesses region, String table) throws IOException {
    return get(region.controlPort, "/digest?table=" + table);
  }

  String get(int port, String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new IOException(impatient);
    }
  }

  /**
   * Waits until both regions hold the same items, versions and contexts, and indexes hold what a
   * rebuild would make of them: those are read after the items, so that what expires in between
   * makes them differ for a moment.
   */
  void awaitConverged(String table) {
    Await.until(
        "both regions hold the same",
        CONVERGED_WITHIN,
        () -> {
          String here = HeldItems.of(digest(us, table));
          return here.contains("\"items\"") && here.equals(HeldItems.of(digest(eu, table)));
        });
    Await.until(
        "indexes of " + table + " hold what its items come to",
        CONVERGED_WITHIN,
        () -> indexesHold(JSON.readTree(digest(us, table))));
  }

  /** A node that is not ready tells of none. */
  private static boolean indexesHold(JsonNode digest) {
    JsonNode indexes = digest.path("indexes");
    for (JsonNode index : indexes) {
      if (!index.get("held").equals(index.get("rebuilt"))
          || !index.get("rows").equals(index.get("counted"))) {
        return false;
      }
    }
    return !indexes.isEmpty();
  }

  /** Compares both regions as an operator does, item by item from what is stored. */
  void verify(String table) {
    StringWriter said = new StringWriter();
    int status =
        new CommandLine(new VerifyCommand())
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true))
            .execute(
                "--read",
                "--table",
                table,
                "--region",
                us.name + "=http://127.0.0.1:" + us.controlPort,
                "--region",
                eu.name + "=http://127.0.0.1:" + eu.controlPort);
    assertThat(status).as("%s", said).isZero();
  }

  @Override
  public void close() {
    us.close();
    eu.close();
    links.close();
    http.close();
  }
}

package dev.pangaea.simulator.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.simulator.demo.DemoRegion;
import dev.pangaea.simulator.demo.DemoSettings;
import dev.pangaea.simulator.demo.DemoSettings.RegionPorts;
import dev.pangaea.simulator.demo.RunningDemo;
import dev.pangaea.simulator.processes.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The demo in the test's own JVM, on free ports, reached as applications and operators do. */
public final class EmbeddedDemo implements AutoCloseable {
  public static final String TABLE = "demo";
  public static final String US = "us-east-1";
  public static final String EU = "eu-west-1";
  public static final Duration SOON = Duration.ofSeconds(60);
  private static final int PARTITIONS = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningDemo running;
  private final AtomicReference<Throwable> failure;
  private final HttpClient http = Http1.client();

  private EmbeddedDemo(RunningDemo running, AtomicReference<Throwable> failure) {
    this.running = running;
    this.failure = failure;
  }

  public static EmbeddedDemo start(Path folder) throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    DemoSettings settings =
        new DemoSettings(
            folder,
            List.of(new RegionPorts(US, 0, 0, 0), new RegionPorts(EU, 0, 0, 0)),
            0,
            OptionalInt.of(0),
            TABLE,
            PARTITIONS,
            false);
    RunningDemo running =
        RunningDemo.start(settings, new CountDownLatch(1), failure::set).orElseThrow();
    return new EmbeddedDemo(running, failure);
  }

  String welcome() {
    return running.welcome();
  }

  public int consolePort() {
    return running.consolePort().orElseThrow();
  }

  public DemoRegion region(String name) {
    return running.demo().regions().stream()
        .filter(each -> each.node().region().value().equals(name))
        .findAny()
        .orElseThrow();
  }

  public DynamoDbClient client(String region) {
    return builder(region).build();
  }

  /** One that hands on what it is told the first time. */
  public DynamoDbClient clientWithoutRetries(String region) {
    return builder(region)
        .overrideConfiguration(more -> more.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  public ApplicationAutoScalingClient scaling(String region) {
    return reaching(region, ApplicationAutoScalingClient.builder()).build();
  }

  private DynamoDbClientBuilder builder(String region) {
    return reaching(region, DynamoDbClient.builder());
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B reaching(
      String region, B builder) {
    return builder
        .region(Region.of(region))
        .endpointOverride(URI.create("http://127.0.0.1:" + region(region).node().apiPort()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .httpClient(UrlConnectionHttpClient.create());
  }

  /** Cuts both links, by the control port. */
  public void cut() throws IOException {
    String both = "{\"regions\":[\"%s\",\"%s\"]}".formatted(US, EU);
    JsonNode links = JSON.readTree(control("POST", "/partitions", both)).get("links");
    if (links.size() != 2) {
      throw new AssertionError("both links are cut: " + links);
    }
  }

  public void heal() throws IOException {
    control("DELETE", "/partitions", "");
  }

  public int linkControlPort() {
    return running.linkControlPort();
  }

  /** Asks the link control, and returns its reply's body. */
  public String control(String method, String path, String body) throws IOException {
    return ask(running.linkControlPort(), method, path, body);
  }

  public String metricsOfNode(String region) throws IOException {
    return ask(region(region).node().controlPort(), "GET", "/metrics", "");
  }

  public String metricsOfReplicator(String target) throws IOException {
    return ask(region(target).replicator().httpPort(), "GET", "/metrics", "");
  }

  /** Where links are controlled. */
  URI links() {
    return URI.create("http://127.0.0.1:" + running.linkControlPort() + "/");
  }

  /** What a region holds of the table: items, versions and contexts, as a digest. */
  String digest(String region) throws IOException {
    int port = region(region).node().controlPort();
    return ask(port, "GET", "/digest?table=" + TABLE, "");
  }

  public void awaitAgreement() {
    Await.until("both regions hold the same", SOON, () -> digest(US).equals(digest(EU)));
  }

  /** What a region's node says of the table. */
  JsonNode standing(String region) throws IOException {
    int port = region(region).node().controlPort();
    return table(JSON.readTree(ask(port, "GET", "/status", "")).get("tables"), "name");
  }

  /** What a region's replicator says of the table, coming from the other region. */
  JsonNode replication(String target) throws IOException {
    int port = region(target).replicator().httpPort();
    return table(JSON.readTree(ask(port, "GET", "/status", "")).at("/links/0/tables"), "table");
  }

  @Override
  public void close() {
    http.close();
    running.close();
    if (failure.get() != null) {
      throw new AssertionError("a region could not go on", failure.get());
    }
  }

  private static JsonNode table(JsonNode tables, String nameField) throws IOException {
    for (JsonNode table : tables) {
      if (table.get(nameField).asText().equals(TABLE)) {
        return table;
      }
    }
    throw new IOException("nothing is said of " + TABLE + " yet");
  }

  private String ask(int port, String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (reply.statusCode() / 100 != 2) {
        throw new IOException(request + ": " + reply.statusCode() + " " + reply.body());
      }
      return reply.body();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new IOException(impatient);
    }
  }
}

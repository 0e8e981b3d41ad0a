package dev.pangaea.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pangaea.simulator.link.Link;
import dev.pangaea.simulator.processes.Connections.Connection;
import dev.pangaea.simulator.processes.RegionProcesses.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Between regions there is no way but the links, judged by the kernel's own list of connections.
 * The links' proxy runs in the process of the test, everything else in processes of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("no bypass")
class NoBypassIT {
  private static final String TABLE = "watched";
  private static final Duration BOUND = Await.LONG;
  private static final long DOWN_MILLIS = 3000;
  private static final long PROXY = ProcessHandle.current().pid();

  @TempDir private static Path folder;
  private static TwoRegions regions;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Connections.known(), "this system does not list its connections in /proc");
    regions = TwoRegions.start(folder);
    regions.createGlobalTable(TABLE);
  }

  @AfterAll
  static void stop() {
    if (regions != null) {
      regions.close();
    }
  }

  @Test
  void everyConnectionOfAReplicatorToTheOtherRegionRunsThroughItsLink() throws IOException {
    writeInUsAndReadInEu("through the link");
    regions.awaitConverged(TABLE);

    for (RegionProcesses target : regions.both()) {
      RegionProcesses source = other(target);
      long replicator = target.part(Part.REPLICATOR).pid();
      assertThat(bypasses(replicator, source)).isEmpty();
      assertThat(Connections.of(replicator).to(port -> port == link(source, target).port()))
          .as("connections of %s's replicator to its link", target.name)
          .isNotEmpty();
    }
  }

  @Test
  void onlyTheLinkComesInAtTheListenerForTheOtherRegion() throws IOException {
    for (RegionProcesses source : regions.both()) {
      Await.until("the link comes in", BOUND, () -> !incoming(source).isEmpty());
      Set<Connection> ofTheLink = ofTheLink(source);
      Set<Connection> incoming = incoming(source);
      ofTheLink.addAll(ofTheLink(source));

      assertThat(incoming).isSubsetOf(ofTheLink);
    }
  }

  @Test
  void whileTheLinksAreDownNothingConnectsTheRegions() throws IOException {
    regions.links.links().forEach(Link::disable);
    write(regions.us, "while down");
    long until = System.nanoTime() + Duration.ofMillis(DOWN_MILLIS).toNanos();

    Await.until(
        "the links' connections are closed",
        BOUND,
        () -> incoming(regions.us).isEmpty() && incoming(regions.eu).isEmpty());
    Await.until(
        "replicators have tried again for a while",
        BOUND,
        () -> {
          for (RegionProcesses target : regions.both()) {
            long replicator = target.part(Part.REPLICATOR).pid();
            assertThat(bypasses(replicator, other(target))).isEmpty();
            assertThat(incoming(target)).isEmpty();
          }
          return System.nanoTime() > until;
        });
    assertThat(read(regions.eu, "while down")).isFalse();

    regions.links.links().forEach(Link::enable);
    Await.until("it comes when the links are up", BOUND, () -> read(regions.eu, "while down"));
  }

  @Test
  void aReplicatorThatGoesAroundItsLinkIsSeen() throws Exception {
    RegionProcesses target = regions.eu;
    RegionProcesses source = regions.us;
    try (JavaProcess around =
        new JavaProcess(
                folder.resolve("around.out"),
                "replicator",
                "--region",
                target.name,
                "--node",
                "http://127.0.0.1:" + target.controlPort,
                "--source",
                source.name + "=127.0.0.1:" + source.kafkaPort,
                "--http",
                "127.0.0.1:0")
            .start()) {
      Await.until("it is seen", BOUND, () -> !bypasses(around.pid(), source).isEmpty());
    }
  }

  /** Connections from a process to a region's broker that no link has any part in. */
  private static Set<Connection> bypasses(long process, RegionProcesses source) throws IOException {
    return Connections.of(process).to(source::isKafkaPort);
  }

  private static Set<Connection> incoming(RegionProcesses source) throws IOException {
    return Connections.of(source.part(Part.KAFKA).pid()).at(source.kafkaPeerPort);
  }

  /** The link's own connections to the region, as the region sees them. */
  private static Set<Connection> ofTheLink(RegionProcesses source) throws IOException {
    return reversed(Connections.of(PROXY).to(port -> port == source.kafkaPeerPort));
  }

  private static Set<Connection> reversed(Set<Connection> connections) {
    Set<Connection> reversed = new HashSet<>();
    connections.forEach(each -> reversed.add(new Connection(each.remotePort(), each.localPort())));
    return reversed;
  }

  private static RegionProcesses other(RegionProcesses region) {
    return region == regions.us ? regions.eu : regions.us;
  }

  private static Link link(RegionProcesses source, RegionProcesses target) {
    return regions.links.link(source.name + "-to-" + target.name);
  }

  private static void writeInUsAndReadInEu(String key) {
    write(regions.us, key);
    Await.until("it arrives", BOUND, () -> read(regions.eu, key));
  }

  private static void write(RegionProcesses region, String key) {
    try (DynamoDbClient client = TwoRegions.client(region)) {
      client.putItem(
          request -> request.tableName(TABLE).item(Map.of("pk", AttributeValue.fromS(key))));
    }
  }

  private static boolean read(RegionProcesses region, String key) {
    try (DynamoDbClient client = TwoRegions.client(region)) {
      return client
          .getItem(request -> request.tableName(TABLE).key(Map.of("pk", AttributeValue.fromS(key))))
          .hasItem();
    }
  }
}

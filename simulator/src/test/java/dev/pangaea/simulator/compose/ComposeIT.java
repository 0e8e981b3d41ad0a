package dev.pangaea.simulator.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The two regions of the compose file, as containers. The tests build on each other. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("docker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Image.class)
class ComposeIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration AFTER_A_START = Duration.ofMinutes(4);

  private static ComposeProject project;
  private static Carts america;
  private static Carts europe;
  private static LinkControl links;

  @BeforeAll
  static void start() throws Exception {
    Optional<List<String>> compose = ComposeProject.composeCommand();
    assumeTrue(compose.isPresent(), "no Docker with compose here: containers are not tested");
    project = ComposeProject.start(compose.get(), Path.of("..").toRealPath());
    america = new Carts(project.endpoint("PANGAEA_PORT_US_EAST_1"), "us-east-1");
    europe = new Carts(project.endpoint("PANGAEA_PORT_EU_WEST_1"), "eu-west-1");
    links = new LinkControl(project.endpoint("PANGAEA_PORT_LINKS"));
    Await.until("both nodes answer", AFTER_A_START, () -> america.answers() && europe.answers());
    america.createTable();
    Await.until("the table is active", SOON, america::active);
    america.addReplica("eu-west-1");
    Await.until("the table is replicated", SOON, () -> america.replicated() && europe.replicated());
  }

  @AfterAll
  static void stop() {
    if (project != null) {
      america.close();
      europe.close();
      project.close();
    }
  }

  @Test
  @Order(1)
  void aWriteInOneRegionIsReadInTheOther() {
    america.put("cart-1", "an apple");
    europe.put("cart-2", "a pear");

    Await.until("Europe sees the apple", SOON, () -> sees(europe, "cart-1", "an apple"));
    Await.until("America sees the pear", SOON, () -> sees(america, "cart-2", "a pear"));
  }

  @Test
  @Order(2)
  void regionsTakeWritesWhileTheyAreCutOffAndAgreeAfterwards() {
    links.cut("us-east-1", "eu-west-1");
    america.put("cart-3", "a mug");
    europe.put("cart-3", "a cup");
    assertThat(america.what("cart-3")).contains("a mug");
    assertThat(europe.what("cart-3")).contains("a cup");

    links.healAll();

    Await.until("both hold the later write", SOON, () -> sees(america, "cart-3", "a cup"));
    assertThat(europe.what("cart-3")).contains("a cup");
  }

  @Test
  @Order(3)
  void aKilledNodeComesBackWithWhatItAcknowledged() {
    america.put("cart-4", "a jar");
    project.run("kill", "-s", "SIGKILL", "node-us-east-1");
    europe.put("cart-5", "a jug");
    project.run("start", "node-us-east-1");

    Await.until("the node is back", AFTER_A_START, () -> sees(america, "cart-4", "a jar"));
    Await.until("it catches up", SOON, () -> sees(america, "cart-5", "a jug"));
  }

  @Test
  @Order(4)
  void noReplicatorReachesTheOtherRegionsKafkaPastItsLink() {
    assertThat(reaches("replicator-eu-west-1", "links/9101")).isTrue();
    assertThat(reaches("replicator-eu-west-1", "kafka-us-east-1/9092")).isFalse();
    assertThat(reaches("replicator-eu-west-1", "kafka-us-east-1/9093")).isFalse();
  }

  @Test
  @Order(5)
  void theStartUpCacheFitsTheImage() {
    String start =
        "java @/opt/pangaea/java.options -XX:AOTCache=/opt/pangaea/start.aot -XX:AOTMode=on"
            + " dev.pangaea.simulator.main.Pangaea --version";
    assertThat(project.run("exec", "-T", "node-us-east-1", "sh", "-c", start)).contains("Pangaea");
  }

  @Test
  @Order(6)
  void theProfileOfDashboardsScrapesAllParts() {
    assumeTrue(project.startPrometheus(), "no image of Prometheus here");
    Scraper prometheus = new Scraper(project.endpoint("PANGAEA_PORT_PROMETHEUS"));
    Map<String, String> up =
        Map.of(
            "node-us-east-1:8100", "up",
            "node-eu-west-1:8100", "up",
            "replicator-us-east-1:8200", "up",
            "replicator-eu-west-1:8200", "up",
            "links:8474", "up");
    try {
      Await.until("all are scraped", AFTER_A_START, () -> prometheus.healthByPlace().equals(up));
      Await.until("all rules are worked out", SOON, prometheus::rulesAreWorkedOut);
    } catch (AssertionError late) {
      throw new AssertionError(prometheus.healthByPlace() + "\n" + project.logs(), late);
    }
  }

  private static boolean sees(Carts region, String cart, String what) {
    return region.what(cart).equals(Optional.of(what));
  }

  private static boolean reaches(String service, String place) {
    return project.succeeds(
        "exec", "-T", service, "timeout", "5", "bash", "-c", "exec 3<>/dev/tcp/" + place);
  }
}

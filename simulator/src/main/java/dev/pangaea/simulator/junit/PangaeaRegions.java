package dev.pangaea.simulator.junit;

import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.demo.GlobalTable;
import dev.pangaea.simulator.junit.containers.ContainerRegions;
import dev.pangaea.simulator.junit.embedded.EmbeddedRegions;
import dev.pangaea.simulator.junit.running.RegionPlace;
import dev.pangaea.simulator.junit.running.RunningRegions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Regions for a test: each with its own Kafka, node and replicators, on free ports, and with links
 * between them that the test may cut. They run in the test's process, or as containers. Registered
 * in a static field they serve all tests of the class, those of nested classes too, else each test
 * has new ones.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PangaeaRegions REGIONS = PangaeaRegions.of("us-east-1", "eu-west-1");
 * }</pre>
 *
 * <p>After each test the links are whole again and the clocks are true. Tables stay: a test that
 * minds makes its own.
 */
public final class PangaeaRegions
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(PangaeaRegions.class);
  private static final Duration USUAL_BOUND = Duration.ofSeconds(30);

  private final List<String> names;
  private final Function<List<String>, RunningRegions> start;
  private Optional<RunningRegions> running = Optional.empty();

  private PangaeaRegions(List<String> names, Function<List<String>, RunningRegions> start) {
    if (names.size() < 2 || names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("two regions or more, all different: " + names);
    }
    this.names = names;
    this.start = start;
  }

  /** In the test's process: two regions or more, all different. */
  public static PangaeaRegions of(String... names) {
    return new PangaeaRegions(List.of(names), EmbeddedRegions::start);
  }

  /**
   * As containers of Pangaea's image, {@code pangaea:latest} unless the environment says {@code
   * PANGAEA_IMAGE}. The test brings {@code org.testcontainers:testcontainers}, from 2.0 on; it is
   * left out where there is no Docker. Clocks cannot be skewed: containers share their machine's.
   */
  public static PangaeaRegions inContainers(String... names) {
    String image = System.getenv("PANGAEA_IMAGE");
    return inContainersOf(image == null ? "pangaea:latest" : image, names);
  }

  /** The same, of an image of another name. */
  public static PangaeaRegions inContainersOf(String image, String... names) {
    return new PangaeaRegions(List.of(names), all -> ContainerRegions.start(all, image));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    startOnce(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    startOnce(context);
  }

  /** Nested classes are a part of the class that they are in, and have its regions. */
  private void startOnce(ExtensionContext context) {
    if (running.isEmpty()) {
      start(context);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    running.ifPresent(
        regions -> {
          regions.healLinks();
          regions.healClocks();
          regions.check();
        });
  }

  /** Where an application's client finds a region. Any credentials do. */
  public URI endpoint(String region) {
    return place(region).api();
  }

  /** Health, status and metrics of a region's node. */
  public URI control(String region) {
    return place(region).control();
  }

  /** Links by HTTP, for clients of Toxiproxy and for stories. */
  public URI linkControl() {
    return regions().linkControl();
  }

  /**
   * Makes a table whose key is one text, with a replica in every region, and waits until all of
   * them have it. An application may make its tables by itself just as well.
   */
  public void createGlobalTable(String table, String partitionKey) {
    try {
      GlobalTable.make(
          table, partitionKey, endpoint(names.getFirst()), names, new CountDownLatch(1));
    } catch (IOException failed) {
      throw new AssertionError(table + " could not be made: " + failed.getMessage(), failed);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", impatient);
    }
  }

  /** Nothing passes between two regions until they are healed; what is sent meanwhile is held. */
  public void partition(String one, String other) {
    cut(one, other);
    cut(other, one);
  }

  /** What one region sends to another is held until it is healed: also its requests for more. */
  public void cut(String from, String to) {
    regions().cut(place(from).name(), place(to).name());
  }

  /** All links are as new. */
  public void heal() {
    regions().healLinks();
  }

  /** Between two regions, each way. */
  public void latency(String one, String other, Duration each) {
    regions().latency(place(one).name(), place(other).name(), each);
  }

  /**
   * The clock of a region's node is ahead of the true time by so much; behind, if negative. A write
   * from ahead leaves a mark: no region that has taken it in writes anything older again, so that
   * of later concurrent writes that of a faster clock no longer need win.
   *
   * @throws UnsupportedOperationException in containers
   */
  public void skew(String region, Duration ahead) {
    regions().skew(place(region).name(), ahead);
  }

  /** Within half a minute, see {@link #awaitConverged(Duration)}. */
  public void awaitConverged() {
    awaitConverged(USUAL_BOUND);
  }

  /**
   * Waits until all regions hold the same items, versions and contexts in every global table, by
   * digests of all they hold; tombstones of deleted items each region drops when it can. If nobody
   * writes meanwhile, then nothing that was acknowledged before and would change any of it is still
   * on its way. Links may be cut as long as nothing waits at them.
   *
   * @throws AssertionError which says what differs, if they do not within the bound
   */
  public void awaitConverged(Duration bound) {
    regions().check();
    try (HttpCalls calls = new HttpCalls()) {
      new Convergence(calls, regions().places()).await(bound);
    }
  }

  /**
   * Waits until the regions have converged, and reads their logs and conflict ledgers: every write
   * of a table that any region has acknowledged either is what all regions hold now, or was seen by
   * a later write, or lies as the losing side in a ledger.
   *
   * <p>That an acknowledged write is in its region's log at all is Pangaea's own promise, and
   * tested there: this looks at what became of it then.
   *
   * @throws AssertionError which names every write that is gone without a trace
   */
  public void assertNoSilentLoss(String table) {
    awaitConverged();
    try (HttpCalls calls = new HttpCalls()) {
      new Losses(calls, regions().places()).assertNone(table);
    }
  }

  private RegionPlace place(String name) {
    return regions().places().stream()
        .filter(place -> place.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no region %s, only %s".formatted(name, names)));
  }

  private RunningRegions regions() {
    return running.orElseThrow(
        () ->
            new IllegalStateException(
                "no regions run: register the extension with @RegisterExtension, and ask within a"
                    + " test or @BeforeEach"));
  }

  /** They end with the class or the test that they were started for. */
  private void start(ExtensionContext context) {
    RunningRegions started = start.apply(names);
    running = Optional.of(started);
    context
        .getStore(NAMESPACE)
        .put(
            this,
            (AutoCloseable)
                () -> {
                  running = Optional.empty();
                  started.close();
                });
  }
}

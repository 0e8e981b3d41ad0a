package dev.pangaea.simulator.junit.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.client.HttpCalls.Reply;
import dev.pangaea.simulator.junit.running.RegionPlace;
import dev.pangaea.simulator.junit.running.RunningRegions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * Regions as containers: a Kafka, a node and a replicator for each, and one for the links between
 * them. Their clocks are their machine's.
 */
public final class ContainerRegions implements RunningRegions {
  private final HttpCalls calls = new HttpCalls();
  private final Parts parts;
  private final LinkPlan plan;

  private ContainerRegions(LinkPlan plan, Parts parts) {
    this.plan = plan;
    this.parts = parts;
  }

  /**
   * Leaves the test out where there is no Docker.
   *
   * @param image of all parts
   */
  public static ContainerRegions start(List<String> names, String image) {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker here: regions in containers are not started");
    LinkPlan plan = new LinkPlan(names);
    Parts parts = new Parts(plan, image);
    try {
      parts.start();
      return new ContainerRegions(plan, parts);
    } catch (RuntimeException failed) {
      parts.close();
      throw new IllegalStateException(
          "the regions cannot start as containers of the image "
              + image
              + ", which `docker build -t "
              + image
              + " .` makes in Pangaea's own folder: "
              + failed.getMessage(),
          failed);
    }
  }

  @Override
  public List<RegionPlace> places() {
    return parts.places();
  }

  @Override
  public URI linkControl() {
    return parts.linkControl();
  }

  @Override
  public void cut(String from, String to) {
    ask("POST", "/partitions", "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to));
  }

  @Override
  public void latency(String one, String other, Duration each) {
    for (LinkPlan.Way way : plan.ways()) {
      if (List.of(one, other).containsAll(List.of(way.source(), way.target()))) {
        ask("PATCH", "/links/" + way.name(), "{\"latencyMillis\":%d}".formatted(each.toMillis()));
      }
    }
  }

  @Override
  public void healLinks() {
    ask("POST", "/reset", "");
  }

  /** A container has no clock of its own, and a process is not lied to about the machine's. */
  @Override
  public void skew(String region, Duration ahead) {
    throw new UnsupportedOperationException(
        "containers share their machine's clock; only regions in the test's process can have"
            + " others: PangaeaRegions.of");
  }

  @Override
  public void healClocks() {}

  @Override
  public void check() {
    TreeMap<String, String> ended = new TreeMap<>();
    for (GenericContainer<?> part : parts.all()) {
      if (!part.isRunning()) {
        ended.put(part.getNetworkAliases().getLast(), part.getLogs());
      }
    }
    if (!ended.isEmpty()) {
      throw new AssertionError("a region cannot go on, since containers have ended: " + ended);
    }
  }

  @Override
  public void close() {
    calls.close();
    parts.close();
  }

  private void ask(String method, String path, String body) {
    URI resource = linkControl().resolve(path);
    try {
      Reply reply = calls.call(method, resource, body);
      if (!reply.isSuccess()) {
        throw new AssertionError(resource + ": " + reply.status() + " " + reply.body());
      }
    } catch (IOException unreachable) {
      throw new AssertionError("link control at " + resource + ": " + unreachable, unreachable);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", impatient);
    }
  }
}

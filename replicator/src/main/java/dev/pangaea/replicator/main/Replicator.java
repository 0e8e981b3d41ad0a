package dev.pangaea.replicator.main;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.deliver.http.HttpTargetNode;
import dev.pangaea.replicator.lag.ReplicatorStatus;
import dev.pangaea.replicator.lag.http.LagServer;
import dev.pangaea.trace.Tracing;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A running replicator: one link per source region, and its metrics by HTTP. It starts whether or
 * not its node and its sources can be reached, and waits for them.
 */
public final class Replicator implements AutoCloseable {
  private static final Duration DELIVERY_WAIT = Duration.ofSeconds(15);

  private final RegionName target;
  private final HttpTargetNode node;
  private final ExecutorService courier;
  private final PrometheusMeterRegistry registry;
  private final List<Link> links;
  private final LagServer server;

  private Replicator(ReplicatorSettings settings, Optional<Tracing> tracing) throws IOException {
    this.target = settings.target();
    this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    this.node = new HttpTargetNode(settings.node(), DELIVERY_WAIT);
    this.courier =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("courier-", 0).factory());
    NodeDecorators decorators =
        new NodeDecorators(settings.changesPerSecondMax(), settings.target(), tracing, registry);
    this.links =
        settings.sources().keySet().stream()
            .map(source -> Link.of(settings, source, node, decorators, tracing, courier, registry))
            .toList();
    try {
      this.server =
          new LagServer(
              settings.httpHost(),
              settings.httpPort(),
              registry::scrape,
              this::status,
              this::healthy);
    } catch (Throwable failure) {
      courier.shutdownNow();
      node.close();
      throw failure;
    }
    links.forEach(link -> link.loop().start());
  }

  /** Fails only if the HTTP port cannot be had. */
  public static Replicator start(ReplicatorSettings settings) throws IOException {
    return start(settings, Optional.empty());
  }

  /**
   * The same.
   *
   * @param tracing which writes are told of, if any are; closed by whoever gave it
   */
  public static Replicator start(ReplicatorSettings settings, Optional<Tracing> tracing)
      throws IOException {
    return new Replicator(settings, tracing);
  }

  public ReplicatorStatus status() {
    return new ReplicatorStatus(
        target, links.stream().map(link -> link.meters().status()).toList());
  }

  /** Whether all loops run. A source or a node that cannot be reached is waited for. */
  public boolean healthy() {
    return links.stream().allMatch(link -> link.loop().isAlive());
  }

  /** The port on which metrics, health and status are served. */
  public int httpPort() {
    return server.port();
  }

  /** The metrics as Prometheus reads them. */
  public String metrics() {
    return registry.scrape();
  }

  @Override
  public void close() {
    server.close();
    links.forEach(link -> link.loop().close());
    courier.shutdownNow();
    node.close();
    registry.close();
  }
}

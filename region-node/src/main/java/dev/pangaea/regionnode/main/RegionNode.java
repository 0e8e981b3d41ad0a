package dev.pangaea.regionnode.main;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.Operations;
import dev.pangaea.regionnode.control.NodeStatus;
import dev.pangaea.regionnode.log.RegionLog;
import dev.pangaea.regionnode.scaler.Scaler;
import dev.pangaea.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** A region node, put together over a region's log: its core, what follows it, and its ports. */
public final class RegionNode implements AutoCloseable {
  private final NodeCore core;
  private final Followers followers;
  private final NodePorts ports;
  private final MeterRegistry registry;

  private RegionNode(NodeCore core, Followers followers, NodePorts ports, MeterRegistry registry) {
    this.core = core;
    this.followers = followers;
    this.ports = ports;
    this.registry = registry;
  }

  /**
   * Starts a node. It serves what its store holds at once, and takes writes as soon as it leads;
   * the log need not be there yet. Nothing is left running when it fails.
   *
   * @param logs closed with the node, and if it cannot start
   * @param onFailure told when the node cannot go on: its process must end
   */
  public static RegionNode start(
      Vertx vertx, RegionNodeSettings settings, RegionLog logs, Consumer<Throwable> onFailure)
      throws IOException {
    return start(vertx, settings, logs, NodeClocks.SYSTEM, Optional.empty(), onFailure);
  }

  /**
   * The same with a clock of its own, as for tests of clocks that are wrong.
   *
   * @param wallClock asked by any thread
   * @param tracing which writes are told of, if any are
   */
  public static RegionNode start(
      Vertx vertx,
      RegionNodeSettings settings,
      RegionLog logs,
      InstantSource wallClock,
      Optional<Tracing> tracing,
      Consumer<Throwable> onFailure)
      throws IOException {
    NodeClocks clocks = new NodeClocks(wallClock, NodeClocks.SYSTEM.nanos());
    return start(vertx, settings, logs, clocks, tracing, onFailure);
  }

  /** The same, with a clock of its own by which capacity comes as well. */
  static RegionNode start(
      Vertx vertx,
      RegionNodeSettings settings,
      RegionLog logs,
      NodeClocks clocks,
      Optional<Tracing> tracing,
      Consumer<Throwable> onFailure)
      throws IOException {
    Started started = new Started();
    started.and(logs);
    try {
      return start(vertx, settings, logs, clocks, tracing, onFailure, started);
    } catch (Throwable failure) {
      started.closeAfter(failure);
      throw failure;
    }
  }

  private static RegionNode start(
      Vertx vertx,
      RegionNodeSettings settings,
      RegionLog logs,
      NodeClocks clocks,
      Optional<Tracing> tracing,
      Consumer<Throwable> onFailure,
      Started started)
      throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("region", settings.region().value());
    NodeCore core = new NodeCore(settings, logs, clocks, onFailure, started);
    Followers followers = Followers.of(core, started);
    NodePorts ports = NodePorts.start(vertx, core, followers, tracing, registry, started);
    core.start();
    followers.start();
    return new RegionNode(core, followers, ports, registry);
  }

  public RegionName region() {
    return core.settings().region();
  }

  public int apiPort() {
    return ports.api().port();
  }

  public int controlPort() {
    return ports.control().actualPort();
  }

  Scaler scaler() {
    return followers.scaler();
  }

  public NodeStatus status() {
    return core.status().read();
  }

  /** How many requests that write have succeeded since the start. */
  public double writes() {
    return registry.find("pangaea.api.request").tag("outcome", "success").timers().stream()
        .filter(timer -> Operations.writesItems(timer.getId().getTag("operation")))
        .mapToDouble(Timer::count)
        .sum();
  }

  /**
   * Answers what is under way, then stops. What was acknowledged is in the log; the store follows
   * it again at the next start.
   */
  @Override
  public void close() {
    ports.close();
    followers.close();
    core.close();
  }
}

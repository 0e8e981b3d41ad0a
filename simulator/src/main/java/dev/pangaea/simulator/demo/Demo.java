package dev.pangaea.simulator.demo;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.broker.BrokerFailedException;
import dev.pangaea.regionnode.broker.BrokerListener;
import dev.pangaea.regionnode.broker.HeldPorts;
import dev.pangaea.simulator.demo.DemoSettings.RegionPorts;
import dev.pangaea.simulator.link.Address;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.LinkSpec;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Regions in one process. Each replicator reaches the other region's broker through a link of its
 * own only: the broker tells whoever comes through the link to come back through it.
 */
public final class Demo implements AutoCloseable {
  private final Vertx vertx;
  private final LinkProxy links;
  private final List<DemoRegion> regions;

  private Demo(Vertx vertx, LinkProxy links, List<DemoRegion> regions) {
    this.vertx = vertx;
    this.links = links;
    this.regions = regions;
  }

  /**
   * Starts all regions side by side. Nothing is left running when it fails.
   *
   * @param links closed with the demo
   */
  public static Demo start(DemoSettings settings, LinkProxy links, Consumer<Throwable> onFailure)
      throws IOException, BrokerFailedException {
    Vertx vertx = Vertx.vertx();
    Plan plan;
    try {
      checkPorts(settings);
      plan = new Plan(settings, links);
    } catch (Throwable failure) {
      new Demo(vertx, links, List.of()).close();
      throw failure;
    }
    return start(vertx, settings, links, plan, onFailure);
  }

  private static Demo start(
      Vertx vertx, DemoSettings settings, LinkProxy links, Plan plan, Consumer<Throwable> onFailure)
      throws IOException, BrokerFailedException {
    List<CompletableFuture<DemoRegion>> starting = new ArrayList<>();
    for (RegionPorts ports : settings.regions()) {
      starting.add(
          CompletableFuture.supplyAsync(
              () -> start(vertx, settings, ports, plan, onFailure),
              work -> Thread.ofPlatform().name("start-" + ports.region()).start(work)));
    }
    List<DemoRegion> regions = new ArrayList<>();
    Throwable failure = null;
    for (CompletableFuture<DemoRegion> each : starting) {
      try {
        regions.add(each.join());
      } catch (CompletionException failed) {
        failure = failed.getCause();
      }
    }
    if (failure != null) {
      new Demo(vertx, links, regions).close();
      switch (failure) {
        case BrokerFailedException broker -> throw broker;
        case Throwable other -> throw new IOException(other.getMessage(), other);
      }
    }
    return new Demo(vertx, links, regions);
  }

  public List<DemoRegion> regions() {
    return regions;
  }

  Vertx vertx() {
    return vertx;
  }

  public LinkProxy links() {
    return links;
  }

  @Override
  public void close() {
    regions.parallelStream().forEach(DemoRegion::close);
    links.close();
    vertx.close().await();
  }

  private static DemoRegion start(
      Vertx vertx,
      DemoSettings settings,
      RegionPorts ports,
      Plan plan,
      Consumer<Throwable> onFailure) {
    try {
      return DemoRegion.start(
          vertx,
          settings,
          ports,
          plan.listeners(ports.region()),
          plan.held(ports.region()),
          plan.sources(ports.region()),
          onFailure);
    } catch (IOException | BrokerFailedException failure) {
      throw new CompletionException(failure);
    }
  }

  private static void checkPorts(DemoSettings settings) throws PortTakenException {
    for (RegionPorts ports : settings.regions()) {
      FreePorts.check("API of " + ports.region(), ports.api());
      FreePorts.check("control of " + ports.region(), ports.control());
      FreePorts.check("metrics of the replicator of " + ports.region(), ports.replicator());
    }
    FreePorts.check("link control", settings.linkControlPort());
    if (settings.consolePort().isPresent()) {
      FreePorts.check("console", settings.consolePort().getAsInt());
    }
  }

  /** Which broker listens where for whom, and which link leads there. */
  private static final class Plan {
    private final Map<String, List<BrokerListener>> listeners = new TreeMap<>();
    private final Map<String, HeldPorts> held = new TreeMap<>();
    private final Map<String, SortedMap<RegionName, String>> sources = new TreeMap<>();

    Plan(DemoSettings settings, LinkProxy links) throws BrokerFailedException {
      for (RegionPorts source : settings.regions()) {
        HeldPorts ports = new HeldPorts();
        held.put(source.region(), ports);
        for (RegionPorts target : settings.regions()) {
          if (!source.equals(target)) {
            int port = ports.hold(DemoSettings.HOST, 0);
            join(source.region(), target.region(), port, links);
          }
        }
      }
    }

    List<BrokerListener> listeners(String region) {
      return listeners.get(region);
    }

    HeldPorts held(String region) {
      return held.get(region);
    }

    SortedMap<RegionName, String> sources(String region) {
      return sources.get(region);
    }

    private void join(String source, String target, int port, LinkProxy links) {
      int linkPort =
          links.open(LinkSpec.between(source, target, Address.loopback(0), Address.loopback(port)));
      listeners
          .computeIfAbsent(source, region -> new ArrayList<>())
          .add(BrokerListener.peer(target, DemoSettings.HOST, port, DemoSettings.HOST, linkPort));
      sources
          .computeIfAbsent(target, region -> new TreeMap<>())
          .put(new RegionName(source), DemoSettings.HOST + ":" + linkPort);
    }
  }
}

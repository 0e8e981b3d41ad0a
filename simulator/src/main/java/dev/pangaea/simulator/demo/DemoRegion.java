package dev.pangaea.simulator.demo;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.http.AllowedOrigins;
import dev.pangaea.regionnode.backup.BackupFolders;
import dev.pangaea.regionnode.broker.BrokerFailedException;
import dev.pangaea.regionnode.broker.BrokerListener;
import dev.pangaea.regionnode.broker.BrokerSettings;
import dev.pangaea.regionnode.broker.EmbeddedBroker;
import dev.pangaea.regionnode.broker.HeldPorts;
import dev.pangaea.regionnode.leader.LedgerSettings;
import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.kafka.KafkaLogSettings;
import dev.pangaea.regionnode.log.kafka.KafkaRegionLog;
import dev.pangaea.regionnode.main.RegionNode;
import dev.pangaea.regionnode.main.RegionNodeSettings;
import dev.pangaea.replicator.main.Replicator;
import dev.pangaea.replicator.main.ReplicatorSettings;
import dev.pangaea.simulator.demo.DemoSettings.RegionPorts;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One region of the demo: its broker, its node, its replicator. */
public final class DemoRegion implements AutoCloseable {
  private final EmbeddedBroker broker;
  private final RegionNode node;
  private final Replicator replicator;
  private final DemoClock clock;

  private DemoRegion(
      EmbeddedBroker broker, RegionNode node, Replicator replicator, DemoClock clock) {
    this.clock = clock;
    this.broker = broker;
    this.node = node;
    this.replicator = replicator;
  }

  /**
   * @param listeners the broker's listeners for other regions, each behind a link
   * @param held the ports of those listeners
   * @param sources the other regions' brokers, each by the address of its link
   */
  static DemoRegion start(
      Vertx vertx,
      DemoSettings settings,
      RegionPorts ports,
      List<BrokerListener> listeners,
      HeldPorts held,
      SortedMap<RegionName, String> sources,
      Consumer<Throwable> onFailure)
      throws IOException, BrokerFailedException {
    RegionName region = new RegionName(ports.region());
    Path folder = settings.folder().resolve(ports.region());
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            new BrokerSettings(
                folder.resolve("kafka"),
                BrokerListener.local(DemoSettings.HOST, 0, DemoSettings.HOST),
                listeners,
                0,
                settings.durable()),
            held);
    DemoClock clock = new DemoClock();
    try {
      RegionNode node =
          RegionNode.start(
              vertx,
              new RegionNodeSettings(
                  region,
                  new TreeSet<>(sources.keySet()),
                  DemoSettings.HOST,
                  ports.api(),
                  AllowedOrigins.ANY,
                  DemoSettings.HOST,
                  ports.control(),
                  folder.resolve("store"),
                  RegionNodeSettings.CACHE_BYTES,
                  BackupFolders.below(folder),
                  settings.partitions(),
                  RegionNodeSettings.RETENTION,
                  RegionNodeSettings.CLOCK_AHEAD_MAX,
                  LedgerSettings.RETENTION,
                  true),
              KafkaRegionLog.open(KafkaLogSettings.at(broker.bootstrap(), "node-" + region)),
              clock,
              Optional.empty(),
              onFailure);
      return new DemoRegion(broker, node, replicator(region, node, ports, sources), clock);
    } catch (LogUnavailableException unavailable) {
      broker.close();
      throw new IOException(unavailable.getMessage(), unavailable);
    } catch (Throwable failure) {
      broker.close();
      throw failure;
    }
  }

  private static Replicator replicator(
      RegionName region, RegionNode node, RegionPorts ports, SortedMap<RegionName, String> sources)
      throws IOException {
    try {
      return Replicator.start(
          ReplicatorSettings.of(
              region,
              URI.create("http://" + DemoSettings.HOST + ":" + node.controlPort()),
              sources,
              DemoSettings.HOST,
              ports.replicator()));
    } catch (Throwable failure) {
      node.close();
      throw failure;
    }
  }

  public EmbeddedBroker broker() {
    return broker;
  }

  public RegionNode node() {
    return node;
  }

  /** The wall clock of the node. */
  public DemoClock clock() {
    return clock;
  }

  public Replicator replicator() {
    return replicator;
  }

  @Override
  public void close() {
    replicator.close();
    node.close();
    broker.close();
  }
}

package dev.pangaea.regionnode.broker;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's controller and broker, put together as {@link KafkaRaftServer} does, but on sockets that
 * are bound already: that class opens its own.
 */
final class RaftServer {
  private final ControllerServer controller;
  private final BrokerServer broker;

  RaftServer(BrokerSettings settings, HeldPorts ports) {
    KafkaConfig config = new KafkaConfig(BrokerProperties.of(settings), false);
    InetSocketAddress voter =
        new InetSocketAddress(BrokerSettings.CONTROLLER_HOST, settings.controllerPort());
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> folders =
        KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(RaftServer.class), "");
    MetaPropertiesEnsemble properties = folders._1();
    Metrics metrics =
        Server.initializeMetrics(config, Time.SYSTEM, properties.clusterId().orElseThrow());
    SharedServer shared =
        new SharedServer(
            config,
            properties,
            Time.SYSTEM,
            metrics,
            CompletableFuture.completedFuture(
                Map.of(Integer.valueOf(BrokerProperties.NODE_ID), voter)),
            List.of(),
            new StandardFaultHandlerFactory(),
            ports.sockets());
    broker = new BrokerServer(shared);
    controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), folders._2());
  }

  void start() {
    controller.startup();
    broker.startup();
  }

  /** Also what has been started in part. */
  void stop() {
    broker.shutdown();
    controller.shutdown();
  }
}

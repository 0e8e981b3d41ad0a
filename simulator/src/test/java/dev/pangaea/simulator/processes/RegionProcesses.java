package dev.pangaea.simulator.processes;

import dev.pangaea.regionnode.broker.ClaimedPort;
import dev.pangaea.simulator.link.Address;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.LinkSpec;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * One region as three processes: its Kafka, its node, its replicator. Ports stay the same over
 * restarts.
 */
final class RegionProcesses implements AutoCloseable {
  /** A process of a region. */
  enum Part {
    KAFKA,
    NODE,
    REPLICATOR
  }

  final String name;
  final int apiPort = ClaimedPort.next();
  final int controlPort = ClaimedPort.next();
  final int replicatorPort = ClaimedPort.next();
  final int kafkaPort = ClaimedPort.next();
  final int kafkaPeerPort = ClaimedPort.next();
  private final int kafkaControllerPort = ClaimedPort.next();
  private Path data = Path.of("");
  private final Map<Part, JavaProcess> parts = new EnumMap<>(Part.class);

  RegionProcesses(String name) {
    this.name = name;
  }

  /** Opens the link through which the other region reads this one's log. */
  int openLink(RegionProcesses target, LinkProxy links) {
    return links.open(
        LinkSpec.between(name, target.name, Address.loopback(0), Address.loopback(kafkaPeerPort)));
  }

  /**
   * Says how its processes are to be started.
   *
   * @param linkFromHere where the other region reaches this one's Kafka
   * @param linkToOther where this region reaches the other one's Kafka
   */
  void place(Path folder, RegionProcesses other, int linkFromHere, int linkToOther) {
    data = folder.resolve(name).resolve("store");
    parts.put(
        Part.KAFKA,
        new JavaProcess(
            folder.resolve(name + "-kafka.out"),
            "kafka",
            "--data",
            folder.resolve(name).resolve("kafka").toString(),
            "--port",
            "" + kafkaPort,
            "--controller-port",
            "" + kafkaControllerPort,
            "--peer",
            other.name + "=127.0.0.1:" + kafkaPeerPort + "@127.0.0.1:" + linkFromHere));
    parts.put(
        Part.NODE,
        new JavaProcess(
            folder.resolve(name + "-node.out"),
            "node",
            "--region",
            name,
            "--peer",
            other.name,
            "--kafka",
            "127.0.0.1:" + kafkaPort,
            "--data",
            data.toString(),
            "--port",
            "" + apiPort,
            "--control-port",
            "" + controlPort));
    parts.put(
        Part.REPLICATOR,
        new JavaProcess(
            folder.resolve(name + "-replicator.out"),
            "replicator",
            "--region",
            name,
            "--node",
            "http://127.0.0.1:" + controlPort,
            "--source",
            other.name + "=127.0.0.1:" + linkToOther,
            "--http",
            "127.0.0.1:" + replicatorPort));
  }

  /** Whether the region's Kafka listens there, for whomever. */
  boolean isKafkaPort(int port) {
    return port == kafkaPort || port == kafkaPeerPort || port == kafkaControllerPort;
  }

  /** Where its node keeps its store, and its backups and exports below. */
  Path data() {
    return data;
  }

  JavaProcess part(Part part) {
    return parts.get(part);
  }

  @Override
  public void close() {
    parts.getOrDefault(Part.REPLICATOR, nothing()).close();
    parts.getOrDefault(Part.NODE, nothing()).close();
    parts.getOrDefault(Part.KAFKA, nothing()).close();
  }

  private static JavaProcess nothing() {
    return new JavaProcess(Path.of("nothing"));
  }
}

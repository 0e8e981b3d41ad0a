package dev.pangaea.simulator.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * How the demo is set up.
 *
 * @param folder where all data is kept
 * @param regions the regions, each with its ports
 * @param linkControlPort where links are controlled
 * @param consolePort where the console answers; empty if there is to be none
 * @param table the global table that is created if it is not there; none if it is empty
 * @param partitions how many partitions a new table has
 * @param durable whether a write is on the disk before it is acknowledged
 */
public record DemoSettings(
    Path folder,
    List<RegionPorts> regions,
    int linkControlPort,
    OptionalInt consolePort,
    String table,
    int partitions,
    boolean durable) {
  public static final String HOST = "127.0.0.1";

  public DemoSettings {
    regions = List.copyOf(regions);
  }

  /**
   * A region and the ports that people use; 0 for any free one.
   *
   * @param api where applications come
   * @param control the node's control port
   * @param replicator where its replicator serves metrics
   */
  public record RegionPorts(String region, int api, int control, int replicator) {}
}

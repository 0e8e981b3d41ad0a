package dev.pangaea.regionnode.throughput;

import java.util.List;

/**
 * Where a table is asked for most.
 *
 * @param seconds over which rates are taken
 * @param reads the keys that are read most, in units per second, the most first; those that do not
 *     stand out are among them
 * @param writes the same of the keys that are written most
 */
public record Hotness(
    double seconds, List<Partition> partitions, List<HotKey> reads, List<HotKey> writes) {
  public Hotness {
    partitions = List.copyOf(partitions);
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
  }

  /** What a partition takes, in units per second. */
  public record Partition(int number, double reads, double writes) {}

  /** Of all partitions. */
  public double readsPerSecond() {
    return partitions.stream().mapToDouble(Partition::reads).sum();
  }

  /** Of all partitions. */
  public double writesPerSecond() {
    return partitions.stream().mapToDouble(Partition::writes).sum();
  }
}

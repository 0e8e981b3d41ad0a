package dev.pangaea.simulator.world;

import dev.pangaea.regionnode.log.LogUnavailableException;
import dev.pangaea.regionnode.log.PartitionLog;
import dev.pangaea.regionnode.log.RegionLog;
import java.time.Duration;
import java.util.Optional;

/** A node's way to the logs of its region. */
final class ProcessLogs implements RegionLog {
  private final WorldRegion region;
  private final NodeProcess process;

  ProcessLogs(WorldRegion region, NodeProcess process) {
    this.region = region;
    this.process = process;
  }

  @Override
  public void create(String log, int partitions, Optional<Duration> retention)
      throws LogUnavailableException {
    check(log);
    region.allLogs().create(log, partitions);
  }

  @Override
  public void delete(String log) throws LogUnavailableException {
    check(log);
    region.allLogs().delete(log);
  }

  @Override
  public PartitionLog partition(String log, int partition) {
    return process.connect(region.allLogs().log(log, partition).orElseThrow());
  }

  @Override
  public void close() {}

  private void check(String log) throws LogUnavailableException {
    if (!region.isReachable()) {
      throw new LogUnavailableException(log + " does not answer", null);
    }
  }
}

package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.Report.ServerCost;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * CPU time of the endpoint's processes on this machine, user and system, read at two times; exact
 * to the kernel's ticks of ten milliseconds.
 */
final class ServerCpu {
  private static final double NANOS_PER_MICRO = 1_000;

  private final List<Long> pids;
  private Duration used = Duration.ZERO;

  ServerCpu(List<Long> pids) {
    this.pids = List.copyOf(pids);
  }

  void start() throws BenchException {
    used = read();
  }

  /** What was used since the start; empty if there is no process to look at. */
  Optional<ServerCost> cost() throws BenchException {
    double nanos = read().minus(used).toNanos();
    return pids.isEmpty() ? Optional.empty() : Optional.of(new ServerCost(nanos / NANOS_PER_MICRO));
  }

  private Duration read() throws BenchException {
    Duration sum = Duration.ZERO;
    for (long pid : pids) {
      sum =
          sum.plus(
              ProcessHandle.of(pid)
                  .flatMap(process -> process.info().totalCpuDuration())
                  .orElseThrow(
                      () -> new BenchException("The CPU time of process " + pid + " is unknown.")));
    }
    return sum;
  }
}

package dev.pangaea.simulator.workload.http;

import com.sun.management.OperatingSystemMXBean;
import dev.pangaea.simulator.workload.Report.ClientCost;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/** CPU time of this process and of its event loops, read at two times. */
final class ClientCpu {
  private static final double NANOS_PER_MICRO = 1_000;

  private record Reading(long wallNanos, long processNanos, List<Long> loopNanos) {}

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<Long> loopThreads;
  private Reading start;

  ClientCpu(List<Long> loopThreads) {
    this.loopThreads = List.copyOf(loopThreads);
    this.start = read();
  }

  void start() {
    start = read();
  }

  /** What was used since the start. */
  ClientCost cost() {
    Reading end = read();
    double wall = end.wallNanos - start.wallNanos;
    double sum = 0;
    double busiest = 0;
    for (int i = 0; i < loopThreads.size(); i++) {
      double used = end.loopNanos.get(i) - start.loopNanos.get(i);
      sum += used;
      busiest = Math.max(busiest, used / wall);
    }
    double used = end.processNanos - start.processNanos;
    return new ClientCost(used / NANOS_PER_MICRO, sum / NANOS_PER_MICRO, busiest);
  }

  private Reading read() {
    List<Long> loopNanos = new ArrayList<>();
    for (long thread : loopThreads) {
      loopNanos.add(threads.getThreadCpuTime(thread));
    }
    return new Reading(System.nanoTime(), process.getProcessCpuTime(), loopNanos);
  }
}

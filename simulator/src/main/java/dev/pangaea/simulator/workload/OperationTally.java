package dev.pangaea.simulator.workload;

/** What became of the requests of one operation. Confined to one thread. */
final class OperationTally {
  private final LatencyRecorder latencies = new LatencyRecorder();
  private long answered;
  private long answeredInTime;
  private long items;
  private long itemsInTime;
  private long missed;
  private long refused;
  private long lost;

  void answered(long latencyNanos, boolean inTime) {
    answered++;
    answeredInTime += inTime ? 1 : 0;
    latencies.record(latencyNanos);
  }

  void found(long count, long latencyNanos, boolean inTime) {
    answered(latencyNanos, inTime);
    items += count;
    itemsInTime += inTime ? count : 0;
  }

  void missed(long latencyNanos, boolean inTime) {
    answered(latencyNanos, inTime);
    missed++;
  }

  void refused() {
    refused++;
  }

  void lost(long waitedNanos) {
    lost++;
    latencies.record(waitedNanos);
  }

  void add(OperationTally other) {
    latencies.add(other.latencies);
    answered += other.answered;
    answeredInTime += other.answeredInTime;
    items += other.items;
    itemsInTime += other.itemsInTime;
    missed += other.missed;
    refused += other.refused;
    lost += other.lost;
  }

  Report.Requests requests(double seconds) {
    return new Report.Requests(
        answered,
        answeredInTime / seconds,
        items,
        itemsInTime / seconds,
        missed,
        refused,
        lost,
        latencies.latency());
  }
}

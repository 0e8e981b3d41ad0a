package dev.pangaea.simulator.workload.lag;

import dev.pangaea.simulator.workload.ErrorCounts;
import dev.pangaea.simulator.workload.LatencyRecorder;
import dev.pangaea.simulator.workload.Progress;
import dev.pangaea.simulator.workload.Report;

/** What became of the probes. Confined to one thread. */
final class LagTally {
  private final LatencyRecorder sinceReply = new LatencyRecorder();
  private final LatencyRecorder sinceStart = new LatencyRecorder();
  private final LatencyRecorder resolution = new LatencyRecorder();
  private final LatencyRecorder lately = new LatencyRecorder();
  private final LatencyRecorder write = new LatencyRecorder();
  private final ErrorCounts errors = new ErrorCounts();
  private long seen;
  private long timedOut;
  private long skipped;
  private long polls;

  void written(Probe probe) {
    write.record(probe.writeReplyNanos() - probe.writeStartNanos());
  }

  void seen(Probe probe, long nowNanos) {
    seen++;
    lag(probe, nowNanos);
    resolution.record(nowNanos - probe.unseenNanos());
  }

  /** Counts a lag for the progress line, measured or not. */
  void seenLately(long lagNanos) {
    lately.record(lagNanos);
  }

  void drainInto(Progress progress, int inFlight) {
    progress.addLag(lately, inFlight);
    lately.clear();
  }

  void timedOut(Probe probe, long nowNanos) {
    timedOut++;
    lag(probe, nowNanos);
  }

  private void lag(Probe probe, long nowNanos) {
    sinceReply.record(nowNanos - probe.writeReplyNanos());
    sinceStart.record(nowNanos - probe.writeStartNanos());
  }

  void skipped() {
    skipped++;
  }

  void polled() {
    polls++;
  }

  void error(String name, String message) {
    errors.record(name, message);
  }

  Report.Lag lag() {
    return new Report.Lag(
        sinceReply.latency(),
        sinceStart.latency(),
        resolution.latency(),
        write.latency(),
        seen,
        timedOut,
        skipped,
        polls,
        errors.list());
  }
}

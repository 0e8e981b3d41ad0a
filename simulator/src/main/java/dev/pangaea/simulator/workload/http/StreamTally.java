package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.ErrorCounts;
import dev.pangaea.simulator.workload.LatencyRecorder;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.Window;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of the items that were put to be read from a stream. A record may come before the
 * reply to its write; then it took no time. Thread-safe.
 */
final class StreamTally {
  private static final long NOT_YET = Long.MIN_VALUE;

  private static final class Way {
    private final long startNanos;
    private long replyNanos = NOT_YET;
    private long unseenNanos;
    private long seenNanos = NOT_YET;

    Way(long startNanos) {
      this.startNanos = startNanos;
    }

    boolean whole() {
      return replyNanos != NOT_YET && seenNanos != NOT_YET;
    }
  }

  private final Window window;
  private final Map<String, Way> ways = new HashMap<>();
  private final LatencyRecorder sinceReply = new LatencyRecorder();
  private final LatencyRecorder sinceStart = new LatencyRecorder();
  private final LatencyRecorder resolution = new LatencyRecorder();
  private final LatencyRecorder write = new LatencyRecorder();
  private final ErrorCounts errors = new ErrorCounts();
  private long seen;
  private long polls;

  StreamTally(Window window) {
    this.window = window;
  }

  synchronized void writing(String key, long nowNanos) {
    ways.put(key, new Way(nowNanos));
  }

  synchronized void written(String key, long nowNanos) {
    Way way = ways.get(key);
    way.replyNanos = nowNanos;
    end(key, way);
  }

  synchronized void failed(String key, String error, String message) {
    ways.remove(key);
    errors.record(error, message);
  }

  /**
   * @param unseenNanos when a request went out whose page did not have the record
   */
  synchronized void seen(String key, long unseenNanos, long nowNanos) {
    Way way = ways.get(key);
    if (way != null && way.seenNanos == NOT_YET) {
      way.unseenNanos = unseenNanos;
      way.seenNanos = nowNanos;
      end(key, way);
    }
  }

  private void end(String key, Way way) {
    if (!way.whole()) {
      return;
    }
    ways.remove(key);
    if (window.holds(way.startNanos)) {
      seen++;
      sinceReply.record(way.seenNanos - way.replyNanos);
      sinceStart.record(way.seenNanos - way.startNanos);
      resolution.record(way.seenNanos - Math.max(way.unseenNanos, way.startNanos));
      write.record(way.replyNanos - way.startNanos);
    }
  }

  synchronized void polled() {
    polls++;
  }

  synchronized void error(String name, String message) {
    errors.record(name, message);
  }

  /** Whether some item has not been read yet. */
  synchronized boolean waits() {
    return !ways.isEmpty();
  }

  /** What was measured; items that still wait were never read. */
  synchronized Report.Lag result() {
    return new Report.Lag(
        sinceReply.latency(),
        sinceStart.latency(),
        resolution.latency(),
        write.latency(),
        seen,
        ways.size(),
        0,
        polls,
        errors.list());
  }
}

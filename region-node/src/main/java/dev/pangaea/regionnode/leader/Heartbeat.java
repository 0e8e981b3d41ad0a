package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.regionnode.store.PartitionId;
import java.time.Duration;

/**
 * When a partition last told its clock to those who read its log. Arrivals do not tell it: nobody
 * takes them for news, or two regions would wake each other for ever. A partition that only takes
 * in what others write therefore has to say from time to time that it writes nothing itself.
 */
final class Heartbeat {
  /**
   * Of a partition for which nobody waits: far below the log's retention, so that the last record
   * that counts is seldom one that the log has dropped.
   */
  private static final long UNHEARD_NANOS = Duration.ofHours(1).toNanos();

  /** The catalog's log is kept for ever, and nobody reads from it what must be of this second. */
  private static final int CATALOG_SLOWER = 10;

  private final long replicatedNanos;
  private long toldNanos;

  Heartbeat(LeaderBounds bounds, PartitionId partition) {
    boolean catalog = partition.equals(PartitionId.CATALOG);
    this.replicatedNanos = bounds.heartbeatNanos() * (catalog ? CATALOG_SLOWER : 1);
  }

  void told(Now now) {
    toldNanos = now.nanos();
  }

  void appended(Body body, Now now) {
    switch (body) {
      case Body.Noop noop -> told(now);
      case Body.Writes writes -> told(now);
      case Body.Copy copy -> told(now);
      case Body.Part part -> told(now);
      case Body.Restoration restoration -> told(now);
      case Body.Transactions transactions -> told(now);
      case Body.Told watermarks -> told(now);
      case Body.Streaming streaming -> {}
      case Body.Dropped dropped -> {}
      case Body.Released released -> {}
      case Body.Arrivals arrivals -> {}
    }
  }

  boolean isDue(Now now, boolean replicated) {
    return now.nanos() - toldNanos >= (replicated ? replicatedNanos : UNHEARD_NANOS);
  }
}

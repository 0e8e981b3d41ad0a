package dev.pangaea.regionnode.leader;

import java.time.Duration;

/**
 * The bounds of a node's leaders.
 *
 * @param inbox how many requests may be handed over and not yet be looked at
 * @param waiting how many requests a partition lets wait; more are throttled
 * @param patience how long a request waits to be decided
 * @param answer how long the outcome of an append is waited for
 * @param heartbeat how often a quiet, replicated partition tells its clock; the catalog does so
 *     less often
 * @param readAgain how long after a failed read the log is read again
 * @param filled about how many items a step puts into new indexes, so that those who write
 *     meanwhile hardly notice
 */
public record LeaderBounds(
    int inbox,
    int waiting,
    Duration patience,
    Duration answer,
    Duration heartbeat,
    Duration readAgain,
    int filled) {
  public static final LeaderBounds DEFAULT =
      new LeaderBounds(
          1 << 16,
          1 << 14,
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          64);

  long patienceNanos() {
    return patience.toNanos();
  }

  long answerNanos() {
    return answer.toNanos();
  }

  long heartbeatNanos() {
    return heartbeat.toNanos();
  }

  long readAgainNanos() {
    return readAgain.toNanos();
  }
}

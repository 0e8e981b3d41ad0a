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
 * @param telling how often a region says how far it has taken in the others' logs
 * @param ahead how far ahead of this region's clock another region's write may be to be taken in
 * @param filled about how many items a step puts into new indexes, so that those who write
 *     meanwhile hardly notice
 * @param changes a record of writes is closed once it holds so many; a delivery of more is decided
 *     in several records
 */
public record LeaderBounds(
    int inbox,
    int waiting,
    Duration patience,
    Duration answer,
    Duration heartbeat,
    Duration readAgain,
    Duration telling,
    Duration ahead,
    int filled,
    int changes) {
  public static final LeaderBounds DEFAULT =
      new LeaderBounds(
          1 << 16,
          1 << 14,
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(10),
          Duration.ofDays(1),
          64,
          256);

  /** The same but for these. */
  public LeaderBounds with(
      int filledAtOnce, int changesAtOnce, long tellingMillis, long aheadMillis) {
    return new LeaderBounds(
        inbox,
        waiting,
        patience,
        answer,
        heartbeat,
        readAgain,
        Duration.ofMillis(tellingMillis),
        Duration.ofMillis(aheadMillis),
        filledAtOnce,
        changesAtOnce);
  }

  public LeaderBounds withAhead(Duration other) {
    return new LeaderBounds(
        inbox, waiting, patience, answer, heartbeat, readAgain, telling, other, filled, changes);
  }

  public long aheadMillis() {
    return ahead.toMillis();
  }

  public long tellingMillis() {
    return telling.toMillis();
  }

  long patienceNanos() {
    return patience.toNanos();
  }

  long answerNanos() {
    return answer.toNanos();
  }

  long heartbeatNanos() {
    return heartbeat.toNanos();
  }

  long tellingNanos() {
    return telling.toNanos();
  }

  /** How long tombstones are left alone once all were looked at. */
  long walkNanos() {
    return telling.toNanos() / 8;
  }

  long readAgainNanos() {
    return readAgain.toNanos();
  }
}

package dev.pangaea.regionnode.table;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * How often a provisioned capacity may be lowered: four times on a day of UTC, and beyond that once
 * an hour has passed since the last time. (Amazon DynamoDB Developer Guide, "Quotas": decreasing
 * provisioned throughput.)
 */
public final class DecreaseRule {
  private static final int AT_ANY_TIME = 4;
  private static final Duration APART = Duration.ofHours(1);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy 'at' h:mm:ss a", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private DecreaseRule() {}

  /** Whether what has this history may be lowered now. */
  public static boolean allows(CapacityHistory history, long nowMillis) {
    CapacityHistory today = history.seenAt(nowMillis);
    return today.decreases() < AT_ANY_TIME
        || nowMillis - today.loweredMillis().orElse(0L) >= APART.toMillis();
  }

  static Optional<TableOutcome> against(
      Capacity before, Capacity after, CapacityHistory history, long nowMillis) {
    boolean lowers =
        before instanceof Capacity.Provisioned(long readBefore, long writeBefore)
            && after instanceof Capacity.Provisioned(long readAfter, long writeAfter)
            && (readAfter < readBefore || writeAfter < writeBefore);
    return lowers && !allows(history, nowMillis)
        ? Optional.of(new TableOutcome.LimitExceeded(told(history.seenAt(nowMillis))))
        : Optional.empty();
  }

  private static String told(CapacityHistory today) {
    Instant last = Instant.ofEpochMilli(today.loweredMillis().orElseThrow());
    return "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the first %d decreases, each subsequent decrease in the same UTC day can be performed at most once every %d seconds. Number of decreases today: %d. Last decrease at %s Coordinated Universal Time. Next decrease can be made at %s Coordinated Universal Time"
        .formatted(
            AT_ANY_TIME,
            APART.toSeconds(),
            today.decreases(),
            MOMENT.format(last),
            MOMENT.format(last.plus(APART)));
  }
}

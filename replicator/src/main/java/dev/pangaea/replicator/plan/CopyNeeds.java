package dev.pangaea.replicator.plan;

import dev.pangaea.conflict.change.Intake;
import java.util.List;

/**
 * When the region is told which partitions need a copy: a moment after one more of them needs one,
 * so that those that stop together are told together; then again and again, ever less often, since
 * whoever was told may have forgotten. Confined to one thread; the time is handed in.
 */
final class CopyNeeds {
  static final long GATHER_MILLIS = 500;
  private static final Backoff AGAIN = new Backoff(1_000, 60_000);

  private List<Intake> stuck = List.of();
  private int told;
  private long nextMillis;

  /**
   * @param stuckNow where the region stands in all logs that cannot be followed
   * @param chance drawn evenly from 0 to 1
   * @return what the region is to be told now, empty if nothing
   */
  List<Intake> due(List<Intake> stuckNow, long nowMillis, double chance) {
    if (!stuck.equals(stuckNow)) {
      stuck = List.copyOf(stuckNow);
      told = 0;
      nextMillis = nowMillis + GATHER_MILLIS;
    }
    if (stuck.isEmpty() || nowMillis < nextMillis) {
      return List.of();
    }
    told++;
    nextMillis = nowMillis + AGAIN.millis(told, chance);
    return stuck;
  }
}

package dev.pangaea.regionnode.backup;

import java.util.Optional;

/**
 * Between which instants a table can be restored now.
 *
 * @param days for how long it is wished for; the logs may not reach back so far
 * @param earliestMillis empty where there is nothing to begin with yet
 */
public record RecoveryWindow(int days, Optional<Long> earliestMillis, long latestMillis) {
  public boolean holds(long millis) {
    return earliestMillis.filter(earliest -> earliest <= millis).isPresent()
        && millis <= latestMillis;
  }
}

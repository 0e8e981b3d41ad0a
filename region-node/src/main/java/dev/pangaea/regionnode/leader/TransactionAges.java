package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.store.TransactionId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Since when transactions that count have been known here; also what an earlier process left. */
final class TransactionAges {
  private final Map<TransactionId, Long> since = new HashMap<>();

  /** These are unfinished now. Returns for how long the oldest has been known, or 0. */
  long oldestNanos(Set<TransactionId> unfinished, Now now) {
    since.keySet().retainAll(unfinished);
    unfinished.forEach(id -> since.putIfAbsent(id, now.nanos()));
    return since.values().stream().mapToLong(each -> now.nanos() - each).max().orElse(0);
  }
}

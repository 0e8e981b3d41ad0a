package dev.pangaea.regionnode.leader;

import java.time.Duration;
import java.util.List;

/**
 * How a region keeps its conflict ledger.
 *
 * @param retention how long a conflict stays, from when it was decided
 * @param announced whether somebody tells conflicts on a topic, and says which ones it has told
 * @param indexes what the ledger's items are to be found by, beside their keys
 */
public record LedgerSettings(Duration retention, boolean announced, List<ItemIndex> indexes) {
  public static final Duration RETENTION = Duration.ofDays(30);

  /** With no index: for nodes that nobody queries. */
  public static final LedgerSettings PLAIN = new LedgerSettings(RETENTION, false, List.of());

  public LedgerSettings {
    indexes = List.copyOf(indexes);
  }
}

package dev.pangaea.regionnode.leader;

import java.time.Duration;
import java.util.List;

/**
 * How a region keeps its conflict ledger.
 *
 * @param retention how long a conflict stays, from when it was decided
 * @param indexes what the ledger's items are to be found by, beside their keys
 */
public record LedgerSettings(Duration retention, List<ItemIndex> indexes) {
  public static final Duration RETENTION = Duration.ofDays(30);

  /** With no index: for nodes that nobody queries. */
  public static final LedgerSettings PLAIN = new LedgerSettings(RETENTION, List.of());

  public LedgerSettings {
    indexes = List.copyOf(indexes);
  }
}

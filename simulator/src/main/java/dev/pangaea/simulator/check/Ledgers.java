package dev.pangaea.simulator.check;

import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.conflict.resolve.Decided;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the ledgers of stores hold. */
public final class Ledgers {
  private Ledgers() {}

  /** All conflicts, oldest first. */
  public static List<LedgerRow> rows(Store store) {
    List<LedgerRow> rows = new ArrayList<>();
    store.scan(
        PartitionId.CONFLICTS,
        (key, state) ->
            rows.add(new LedgerRow(Contents.visible(state.content()).orElseThrow().decode())));
    rows.sort(Comparator.comparing(row -> row.id().text()));
    return rows;
  }

  /** As checks look at it. */
  public static Evidence.Conflict conflict(LedgerRow row) {
    return new Evidence.Conflict(
        row.winner(),
        row.loser(),
        row.outcome().equals(Decided.MERGED.name()),
        row.rule().equals(ConflictPolicy.LAST_WRITER_WINS.text()));
  }
}

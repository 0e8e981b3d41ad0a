package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks into the ledger of a store. */
final class Ledgered {
  private Ledgered() {}

  /** The conflicts of a partition, oldest first. */
  static List<LedgerRow> rows(Store store, PartitionId partition) {
    List<LedgerRow> rows = new ArrayList<>();
    store.scan(
        PartitionId.CONFLICTS,
        (key, state) -> rows.add(new LedgerRow(state.content().visible().orElseThrow().decode())));
    return rows.stream()
        .filter(row -> row.id().partition().equals(partition))
        .sorted(Comparator.comparing(row -> row.id().text()))
        .toList();
  }
}

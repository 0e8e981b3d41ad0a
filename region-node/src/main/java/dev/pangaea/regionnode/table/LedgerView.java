package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.ItemIndex;
import dev.pangaea.regionnode.ledger.LedgerTable;
import dev.pangaea.regionnode.store.PartitionId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The conflict ledger, seen as a table: there in every region from its beginning, of that region
 * only, protected and on demand.
 */
public final class LedgerView {
  /** The number that the index by item has in the store. */
  public static final int BY_ITEM_NUMBER = 1;

  private static final KeyAttribute TABLE = text(LedgerTable.TABLE);
  private static final KeySchema KEY = new KeySchema(TABLE, Optional.of(text(LedgerTable.ID)));

  /** Rows hold keys only: whoever wants more has it fetched, at its price. */
  private static final IndexSettings BY_ITEM =
      IndexSettings.creating(
              LedgerTable.BY_ITEM,
              new IndexShape(
                  IndexShape.Kind.LOCAL,
                  List.of(TABLE),
                  List.of(text(LedgerTable.ITEM)),
                  new IndexProjection.KeysOnly(),
                  new Capacity.OnDemand()),
              BY_ITEM_NUMBER)
          .with(IndexStatus.ACTIVE);

  private static final TableSettings SETTINGS =
      TableSettings.onDemand(KEY).protectedFromDeletion(true).withIndexes(List.of(BY_ITEM));

  private LedgerView() {}

  /**
   * @param createdMillis since when the region has it
   */
  static TableView of(RegionName region, long createdMillis) {
    String name = LedgerTable.NAME + "@" + region;
    return new TableView(
        LedgerTable.NAME,
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
        region,
        PartitionId.LEDGER_TABLE,
        1,
        createdMillis,
        TableStatus.ACTIVE,
        SETTINGS,
        false,
        List.of());
  }

  /** What whoever writes the ledger has to keep beside it. */
  public static List<ItemIndex> indexes() {
    return IndexRows.of(SETTINGS);
  }

  private static KeyAttribute text(String name) {
    return new KeyAttribute(name, KeyAttribute.Type.S);
  }
}

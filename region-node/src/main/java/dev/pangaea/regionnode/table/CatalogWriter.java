package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.concurrent.CompletableFuture;

/** Writes this region's catalog entries, through the catalog's leader like any item. */
final class CatalogWriter {
  private final Leaders leaders;

  CatalogWriter(Leaders leaders) {
    this.leaders = leaders;
  }

  /**
   * Blocks, for seconds at most, until the entry counts and the catalog knows it; false if it does
   * not or that is not known.
   */
  boolean write(CatalogEntry entry) {
    CompletableFuture<WriteOutcome> outcome = new CompletableFuture<>();
    leaders.write(
        PartitionId.CATALOG,
        new WriteCommand.PutItem(
            CatalogEntryCodec.key(entry.table(), entry.region()),
            EncodedItem.of(CatalogEntryCodec.item(entry))),
        outcome::complete);
    return outcome.join() instanceof WriteOutcome.Written;
  }
}

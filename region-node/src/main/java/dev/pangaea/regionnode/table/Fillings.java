package dev.pangaea.regionnode.table;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Tables that are made with items in them: from backups and imports. Such a table is being created
 * until whoever fills it says that all is there. Threads as with {@link Tables}.
 */
public interface Fillings {
  /** Makes a table that is to be filled. */
  CompletionStage<TableOutcome> create(String name, TableSettings settings, TableOrigin origin);

  /** The tables that are being filled, as the catalog knows them now. */
  List<TableView> unfilled();

  /**
   * Those of them that may be filled: asked once all of the catalog is known and nothing that it is
   * to say is in doubt, and none if that takes too long. By what the catalog said before, a table
   * may long be whole, and what applications have written since would be written over.
   */
  CompletionStage<List<TableView>> toFill();

  /** All of it is in the table's log. A table of another id is left alone. */
  CompletionStage<TableOutcome> filled(String name, String tableId);

  /** It cannot be filled and goes. A table of another id, or one that is whole, is left alone. */
  CompletionStage<TableOutcome> abandon(String name, String tableId);
}

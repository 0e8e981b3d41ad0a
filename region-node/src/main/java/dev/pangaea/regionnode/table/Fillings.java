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

  /** All of it is in the table's log. A table of another id is left alone. */
  CompletionStage<TableOutcome> filled(String name, String tableId);

  /** It cannot be filled and goes. A table of another id, or one that is whole, is left alone. */
  CompletionStage<TableOutcome> abandon(String name, String tableId);
}

package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.KeyCodec;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.leader.RestoreOutcome;
import dev.pangaea.regionnode.leader.RestoreRequest;
import dev.pangaea.regionnode.ledger.LedgerId;
import dev.pangaea.regionnode.ledger.LedgerRow;
import dev.pangaea.regionnode.ledger.LedgerTable;
import dev.pangaea.regionnode.store.ItemPosition;
import dev.pangaea.regionnode.store.ItemRangeVisitor;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.LedgerView;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where an operator looks up conflicts and has them restored. Reading blocks. */
public final class ConflictDesk {
  /** Of one answer. */
  public static final int CONFLICTS_MAX = 1000;

  /** Of the conflicts that one answer is made of; the one that brings it here is its last. */
  private static final long BYTES_MAX = 16 << 20;

  private final Tables tables;
  private final Store store;
  private final Leaders leaders;

  public ConflictDesk(Tables tables, Store store, Leaders leaders) {
    this.tables = tables;
    this.store = store;
    this.leaders = leaders;
  }

  /**
   * Some of a table's conflicts.
   *
   * @param cut whether fewer were taken than asked for, so that there may be more
   */
  public record Listing(List<LedgerRow> rows, boolean cut) {
    public Listing {
      rows = List.copyOf(rows);
    }
  }

  /**
   * The conflicts of a table, newest first.
   *
   * @param item its key, as the ledger writes it; empty for all of the table's items
   * @param before names the conflict whose elders are wanted
   */
  public Listing conflicts(
      String table, Optional<String> item, Optional<LedgerId> before, int most) {
    ByteWriter key = new ByteWriter(128);
    KeyCodec.component(new StringValue(table), key);
    int partitionKeyLength = key.length();
    item.ifPresent(text -> KeyCodec.component(new StringValue(text), key));
    KeyRange range =
        KeyRange.beginningWith(ItemPosition.of(new EncodedKey(key.written(), partitionKeyLength)));
    Newest found = new Newest(Math.min(most, CONFLICTS_MAX));
    if (item.isPresent()) {
      Newest rows = new Newest(found.most);
      KeyRange elders = before.map(id -> indexed(range, table, item.get(), id)).orElse(range);
      store.index(PartitionId.LEDGER_TABLE, LedgerView.BY_ITEM_NUMBER, elders, false, rows);
      Iterator<LedgerRow> next = rows.found.iterator();
      boolean more = true;
      while (more && next.hasNext()) {
        Optional<EncodedItem> whole = item(table, next.next().id());
        more = whole.isEmpty() || found.visit(whole.get());
      }
    } else {
      KeyRange elders =
          before
              .map(id -> range.beyond(ItemPosition.of(LedgerTable.key(table, id)), false))
              .orElse(range);
      store.items(PartitionId.CONFLICTS, elders, false, found);
    }
    return new Listing(
        found.found, found.full || most > CONFLICTS_MAX && found.found.size() == CONFLICTS_MAX);
  }

  /** What lies before a conflict in the index by item. */
  private static KeyRange indexed(KeyRange range, String table, String item, LedgerId before) {
    ByteWriter to = new ByteWriter(128);
    KeyCodec.component(new StringValue(table), to);
    int partitionKeyLength = to.length();
    KeyCodec.component(new StringValue(item), to);
    byte[] own = LedgerTable.key(table, before).bytes().shared();
    to.raw(own, 0, own.length);
    return range.beyond(ItemPosition.of(new EncodedKey(to.written(), partitionKeyLength)), false);
  }

  public Optional<LedgerRow> find(String table, LedgerId id) {
    return item(table, id).map(item -> new LedgerRow(item.decode()));
  }

  private Optional<EncodedItem> item(String table, LedgerId id) {
    return store
        .item(PartitionId.CONFLICTS, LedgerTable.key(table, id))
        .flatMap(state -> state.content().visible());
  }

  /** The table that a conflict is of, if it is still there. */
  public Optional<String> table(LedgerId id) {
    return tables.names().stream()
        .map(tables::table)
        .flatMap(Optional::stream)
        .filter(view -> view.storeNumber() == id.partition().table())
        .map(TableView::name)
        .findFirst();
  }

  /**
   * @param listener called once, on any thread
   */
  public void restore(LedgerId id, RestoreRequest request, Consumer<RestoreOutcome> listener) {
    leaders.restore(id.partition(), request, listener);
  }

  /** Takes conflicts until it has enough. */
  private static final class Newest implements ItemRangeVisitor {
    private final List<LedgerRow> found = new ArrayList<>();
    private final int most;
    private long bytes;
    private boolean full;

    Newest(int most) {
      this.most = most;
    }

    @Override
    public boolean visit(EncodedItem item) {
      if (found.size() == most) {
        return false;
      }
      bytes += item.bytes().length();
      found.add(new LedgerRow(item.decode()));
      full = found.size() < most && bytes >= BYTES_MAX;
      return found.size() < most && !full;
    }

    @Override
    public boolean passed(EncodedKey deleted) {
      return true;
    }

    @Override
    public long goneMax() {
      return Long.MAX_VALUE;
    }

    @Override
    public void gaveUp() {}
  }
}

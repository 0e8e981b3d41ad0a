package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.item.ReadPool;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads what SELECTs want: one item, the rows of some partition keys in their order, or all rows.
 */
public final class SelectReader {
  private final ItemAccess items;
  private final TargetRows rows;
  private final PageReader pages;

  public SelectReader(
      ItemAccess items, Store store, Leaders leaders, ReadPool pool, PageBounds bounds) {
    this.items = items;
    this.rows = new TargetRows(store, leaders);
    this.pages = new PageReader(pool, bounds);
  }

  public void read(Selection selection, Consumer<Reply> listener) {
    ReadTarget target = ReadTargets.find(items, selection);
    KeyPlan plan = KeyPlan.of(target, selection.statement().where());
    SelectOrder.check(target, selection.statement(), plan);
    ReadRequest read = selection.read(plan.rest());
    ReadChecks.ofStatement(target, read, plan.isKeyed());
    RowSource source =
        plan.isKeyed() ? ofKeys(target, selection, plan) : ofAll(target, selection, read);
    pages.read(
        new PagePlan(
            target,
            source,
            read,
            TableFetch.of(items, target, read),
            PageCharge.of(items, target, read, Optional.empty()),
            plan.isOneItem(target),
            PageEnd.token(selection.tokenOf())),
        listener);
  }

  private RowSource ofAll(ReadTarget target, Selection selection, ReadRequest read) {
    Optional<StartKey> start = selection.startKey().map(key -> startKey(target, key, false));
    if (selection.consistent()) {
      rows.checkCaughtUp(target);
    }
    return rows.ofSegment(target, new ScanRequest(read, 0, 1), start);
  }

  private RowSource ofKeys(ReadTarget target, Selection selection, KeyPlan plan) {
    boolean forward = SelectOrder.isForward(target, selection.statement());
    List<List<AttributeValue>> keys =
        SelectOrder.partitionKeys(target, selection.statement(), plan);
    Optional<StartKey> start = selection.startKey().map(key -> startKey(target, key, true));
    int first = selection.startKey().map(key -> place(target, keys, key)).orElse(0);
    List<RowSource> sources = new ArrayList<>();
    for (List<AttributeValue> key : keys.subList(first, keys.size())) {
      if (selection.consistent()) {
        rows.checkCaughtUp(target, key);
      }
      KeyRange range = plan.range(target, key);
      if (start.isPresent() && sources.isEmpty()) {
        range = range.beyond(start.get().position(), forward);
      }
      sources.add(rows.ofKey(target, key, range, forward));
    }
    return sources.size() == 1 ? sources.getFirst() : RowSource.inTurn(sources);
  }

  /** Which of the partition keys a page ended at. */
  private static int place(ReadTarget target, List<List<AttributeValue>> keys, Item last) {
    List<AttributeValue> own =
        target.partitionKey().stream()
            .map(attribute -> last.attribute(attribute.name()).orElseThrow(SelectReader::noToken))
            .toList();
    int place = keys.indexOf(own);
    if (place < 0) {
      throw noToken();
    }
    return place;
  }

  private static StartKey startKey(ReadTarget target, Item key, boolean ofKey) {
    try {
      return ofKey ? StartKeys.ofQuery(target, key) : StartKeys.ofScan(target, key);
    } catch (RefusedException misfit) {
      throw noToken();
    }
  }

  private static RefusedException noToken() {
    return Failure.validation("Invalid NextToken").refused();
  }
}

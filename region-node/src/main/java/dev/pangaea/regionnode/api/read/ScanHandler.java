package dev.pangaea.regionnode.api.read;

import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.expression.Expressions;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives all items, or a share of them, in the order of their partition keys' hashes. */
final class ScanHandler implements Operation {
  private final Expressions expressions;
  private final ItemAccess items;
  private final TargetRows rows;
  private final PageReader pages;

  ScanHandler(Expressions expressions, ItemAccess items, TargetRows rows, PageReader pages) {
    this.expressions = expressions;
    this.items = items;
    this.rows = rows;
    this.pages = pages;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    ScanRequest scan = ScanRequest.read(request.body(), expressions);
    ReadRequest read = scan.read();
    ReadTarget target = ReadTargets.find(items, read);
    Optional<StartKey> start = read.startKey().map(key -> StartKeys.ofScan(target, key));
    ReadChecks.ofScan(target, read);
    RowSource segment = rows.ofSegment(target, scan, start);
    if (read.consistent()) {
      rows.checkCaughtUp(target);
    }
    pages.read(
        new PagePlan(
            target,
            segment,
            read,
            TableFetch.of(items, target, read),
            PageCharge.of(items, target, read, Optional.empty()),
            false),
        listener);
  }
}

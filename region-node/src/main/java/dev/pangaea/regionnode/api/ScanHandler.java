package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.expression.Expressions;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives all items, or a share of them, in the order of their partition keys' hashes. */
final class ScanHandler implements Operation {
  private final Expressions expressions;
  private final ReadTargets targets;
  private final PageReader pages;

  ScanHandler(Expressions expressions, ReadTargets targets, PageReader pages) {
    this.expressions = expressions;
    this.targets = targets;
    this.pages = pages;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    ScanRequest scan = ScanRequest.read(request.body(), expressions);
    ReadRequest read = scan.read();
    ReadTarget target = targets.target(read);
    Optional<StartKey> start = read.startKey().map(key -> StartKeys.ofScan(target, key));
    targets.checkScan(target, read);
    RowSource rows = targets.rows(target, scan, start);
    pages.read(new PagePlan(target, rows, read, false), listener);
  }
}

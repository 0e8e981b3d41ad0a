package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.backup.Imports;
import java.util.function.Consumer;

/** Lists imports in the order in which they were begun. */
final class ListImportsHandler implements Operation {
  private final Imports imports;
  private final ImportDescriptions descriptions;

  ListImportsHandler(Imports imports, ImportDescriptions descriptions) {
    this.imports = imports;
    this.descriptions = descriptions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    listener.accept(
        ListRequest.read(request.body(), "PageSize")
            .reply("ImportSummaryList", imports.all(), descriptions));
  }
}

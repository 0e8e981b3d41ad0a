package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.backup.Exports;
import java.util.function.Consumer;

/** Lists exports in the order in which they were begun. */
final class ListExportsHandler implements Operation {
  private final Exports exports;
  private final ExportDescriptions descriptions;

  ListExportsHandler(Exports exports, ExportDescriptions descriptions) {
    this.exports = exports;
    this.descriptions = descriptions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    listener.accept(
        ListRequest.read(request.body(), "MaxResults")
            .reply("ExportSummaries", exports.all(), descriptions));
  }
}

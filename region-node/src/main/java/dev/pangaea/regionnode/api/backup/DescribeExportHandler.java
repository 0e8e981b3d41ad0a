package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.backup.Exports;
import java.util.function.Consumer;

final class DescribeExportHandler implements Operation {
  private final Identity identity;
  private final Exports exports;
  private final ExportDescriptions descriptions;

  DescribeExportHandler(Identity identity, Exports exports, ExportDescriptions descriptions) {
    this.identity = identity;
    this.exports = exports;
    this.descriptions = descriptions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    ArnRequest asked = ArnRequest.read(request.body(), "ExportArn");
    listener.accept(
        exports
            .find(asked.id())
            .filter(export -> ExportArn.of(export, identity).equals(asked.arn()))
            .map(descriptions::reply)
            .orElseThrow(
                () ->
                    Failure.of(ErrorKind.EXPORT_NOT_FOUND, "Export not found: " + asked.arn())
                        .refused()));
  }
}

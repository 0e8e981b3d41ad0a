package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
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
    JsonReader from = request.body();
    String asked = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      if (name.equals("ExportArn")) {
        asked = from.string();
      } else {
        from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    constraints.present("exportArn", asked);
    constraints.length("exportArn", asked, ExportArn.CHARS_MIN, ExportArn.CHARS_MAX);
    constraints.check();
    String arn = asked;
    listener.accept(
        exports
            .find(arn.substring(arn.lastIndexOf('/') + 1))
            .filter(export -> ExportArn.of(export, identity).equals(arn))
            .map(descriptions::reply)
            .orElseThrow(
                () ->
                    Failure.of(ErrorKind.EXPORT_NOT_FOUND, "Export not found: " + arn).refused()));
  }
}

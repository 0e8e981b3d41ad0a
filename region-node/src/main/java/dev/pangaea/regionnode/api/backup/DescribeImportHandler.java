package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.backup.Imports;
import java.util.function.Consumer;

final class DescribeImportHandler implements Operation {
  private final Imports imports;
  private final ImportDescriptions descriptions;

  DescribeImportHandler(Imports imports, ImportDescriptions descriptions) {
    this.imports = imports;
    this.descriptions = descriptions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    JsonReader from = request.body();
    String asked = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      if (name.equals("ImportArn")) {
        asked = from.string();
      } else {
        from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    constraints.present("importArn", asked);
    constraints.length("importArn", asked, ExportArn.CHARS_MIN, ExportArn.CHARS_MAX);
    constraints.check();
    String arn = asked;
    listener.accept(
        imports
            .find(arn.substring(arn.lastIndexOf('/') + 1))
            .filter(made -> descriptions.arn(made).equals(arn))
            .map(descriptions::reply)
            .orElseThrow(
                () ->
                    Failure.of(ErrorKind.IMPORT_NOT_FOUND, "Import not found: " + arn).refused()));
  }
}

package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
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
    ArnRequest asked = ArnRequest.read(request.body(), "ImportArn");
    listener.accept(
        imports
            .find(asked.id())
            .filter(made -> descriptions.arn(made).equals(asked.arn()))
            .map(descriptions::reply)
            .orElseThrow(
                () ->
                    Failure.of(ErrorKind.IMPORT_NOT_FOUND, "Import not found: " + asked.arn())
                        .refused()));
  }
}

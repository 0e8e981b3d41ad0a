package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.backup.Import;
import dev.pangaea.regionnode.backup.Imports.Outcome;
import dev.pangaea.regionnode.backup.NoRoomException;
import dev.pangaea.regionnode.backup.RegionBackups;
import dev.pangaea.regionnode.backup.Work;
import dev.pangaea.regionnode.table.TableOutcome;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class ImportTableHandler implements Operation {
  private static final Logger LOG = LoggerFactory.getLogger(ImportTableHandler.class);

  private final RegionBackups region;
  private final RestoreReplies replies;
  private final ImportDescriptions descriptions;

  ImportTableHandler(
      RegionBackups region, RestoreReplies replies, ImportDescriptions descriptions) {
    this.region = region;
    this.replies = replies;
    this.descriptions = descriptions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    ImportTableRequest asked = ImportTableRequest.read(request.body());
    replies.refuseTooMany();
    if (!region.work().begin(Work.Lane.REQUESTS, () -> listener.accept(begun(asked)))) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
  }

  private Reply begun(ImportTableRequest asked) {
    String table = asked.table();
    try {
      if (!region.imports().mayRead(asked.request().bucket())) {
        return new Reply.Failed(Failure.validation("S3Bucket leads out of the folder of buckets"));
      }
      Outcome outcome = region.imports().begin(table, asked.settings(), asked.request());
      region.restores().lookSoon();
      return switch (outcome) {
        case Outcome.Accepted(Import made) -> descriptions.reply(made);
        case Outcome.Conflict _ ->
            new Reply.Failed(
                Failure.of(
                    ErrorKind.IMPORT_CONFLICT,
                    "Import with the same client token but different parameters already exists"));
        case Outcome.Refused(TableOutcome.InUse(String message)) ->
            new Reply.Failed(Failure.of(ErrorKind.RESOURCE_IN_USE, message));
        case Outcome.Refused(TableOutcome.Refused(String message)) ->
            new Reply.Failed(Failure.validation(message));
        case Outcome.Refused _ -> new Reply.Failed(OperationFailures.UNAVAILABLE);
      };
    } catch (NoRoomException full) {
      return new Reply.Failed(BackupFailures.noRoom(full.getMessage()));
    } catch (IOException failure) {
      LOG.error("{} cannot be imported", table, failure);
      return new Reply.Failed(Failure.INTERNAL);
    }
  }
}

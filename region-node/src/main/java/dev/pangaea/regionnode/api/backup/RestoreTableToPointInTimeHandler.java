package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.backup.NoRoomException;
import dev.pangaea.regionnode.backup.RecoveryWindow;
import dev.pangaea.regionnode.backup.RegionBackups;
import dev.pangaea.regionnode.backup.Work;
import dev.pangaea.regionnode.table.TableOrigin;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableView;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes a table as another one was at an instant, with the settings that this has now. */
final class RestoreTableToPointInTimeHandler implements Operation {
  private final TableLookup tables;
  private final RegionBackups region;
  private final RestoreReplies replies;

  RestoreTableToPointInTimeHandler(
      TableLookup tables, RegionBackups region, RestoreReplies replies) {
    this.tables = tables;
    this.region = region;
    this.replies = replies;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    JsonReader from = request.body();
    RestoredSettings wanted = new RestoredSettings();
    String sourceName = null;
    String sourceArn = null;
    Long at = null;
    boolean latest = false;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "SourceTableName" -> sourceName = from.string();
        case "SourceTableArn" -> sourceArn = from.string();
        case "UseLatestRestorableTime" -> latest = from.bool();
        case "RestoreDateTime" -> at = from.millis();
        default -> {
          if (!wanted.takes(name, from)) {
            from.skip();
          }
        }
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    if (sourceName != null) {
      TableNames.existing(constraints, "sourceTableName", sourceName);
    }
    constraints.length("sourceTableArn", sourceArn, 1, TableNames.ARN_CHARS_MAX);
    wanted.check(constraints);
    constraints.check();
    String source = source(sourceName, sourceArn);
    if (latest == (at != null)) {
      throw Failure.validation(
              latest
                  ? "RestoreDateTime can not be specified when UseLatestRestorableTime is true"
                  : "Either RestoreDateTime or UseLatestRestorableTime must be specified")
          .refused();
    }
    TableView table = SourceTableName.existing(source, tables);
    replies.refuseTaken(wanted.target());
    RecoveryWindow window = SourceTableName.window(table, region.recovery());
    long instant = latest ? window.latestMillis() : at;
    if (!window.holds(instant)) {
      throw Failure.of(
              ErrorKind.INVALID_RESTORE_TIME,
              "RestoreDateTime must be between EarliestRestorableDateTime and LatestRestorableDateTime")
          .refused();
    }
    TableOrigin origin =
        new TableOrigin(
            TableOrigin.Kind.POINT_IN_TIME,
            table.tableId(),
            Optional.of(table.name()),
            instant,
            false);
    TableSettings settings = wanted.of(table.settings());
    Runnable restore =
        () -> {
          try {
            region.requireRoom(table.tableId());
          } catch (NoRoomException full) {
            listener.accept(new Reply.Failed(BackupFailures.noRoom(full.getMessage())));
            return;
          }
          replies.begin(wanted.target(), settings, origin, listener);
        };
    if (!region.work().begin(Work.Lane.REQUESTS, restore)) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
  }

  private static String source(String name, String arn) {
    if ((name == null) == (arn == null)) {
      throw Failure.validation(
              "Exactly one of SourceTableName and SourceTableArn must be specified")
          .refused();
    }
    return TableNames.plain(name == null ? arn : name);
  }
}

package dev.pangaea.regionnode.api.backup;

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
import dev.pangaea.regionnode.backup.Recovery;
import dev.pangaea.regionnode.backup.Work;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns recovery to points in time on or off. The answer waits for the first snapshot, but for some
 * seconds only: from when on a table can be restored is known then.
 */
final class UpdateContinuousBackupsHandler implements Operation {
  private static final Logger LOG = LoggerFactory.getLogger(UpdateContinuousBackupsHandler.class);
  private static final long DAYS_MAX = 35;
  private static final long WAIT_SECONDS_MAX = 5;
  private static final String SPECIFICATION = "pointInTimeRecoverySpecification";

  private final TableLookup tables;
  private final Recovery recovery;
  private final Work work;

  UpdateContinuousBackupsHandler(TableLookup tables, Recovery recovery, Work work) {
    this.tables = tables;
    this.recovery = recovery;
    this.work = work;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    JsonReader from = request.body();
    String tableName = null;
    boolean specified = false;
    Boolean enabled = null;
    Long days = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> tableName = from.string();
        case "PointInTimeRecoverySpecification" -> {
          specified = true;
          from.enterStructure("PointInTimeRecoverySpecification");
          for (String part = from.nextMember(); part != null; part = from.nextMember()) {
            switch (part) {
              case "PointInTimeRecoveryEnabled" -> enabled = from.bool();
              case "RecoveryPeriodInDays" -> days = from.integer("Integer");
              default -> from.skip();
            }
          }
        }
        default -> from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    TableNames.existing(constraints, tableName);
    constraints.present(SPECIFICATION, specified ? SPECIFICATION : null);
    if (specified) {
      constraints.present(SPECIFICATION + ".pointInTimeRecoveryEnabled", enabled);
      constraints.atLeast(SPECIFICATION + ".recoveryPeriodInDays", days, 1);
      constraints.atMost(SPECIFICATION + ".recoveryPeriodInDays", days, DAYS_MAX);
    }
    constraints.check();
    String name = TableNames.plain(tableName);
    TableView table = tables.find(name, BackupFailures.tableNotFound(name));
    if (table.isReadOnly()) {
      throw OperationFailures.READ_ONLY.refused();
    }
    if (!enabled && days != null) {
      throw Failure.invalidParameter(
              "RecoveryPeriodInDays can not be specified when PointInTimeRecoveryEnabled is false")
          .refused();
    }
    boolean wanted = enabled;
    int period = days == null ? (int) DAYS_MAX : days.intValue();
    if (!work.begin(Work.Lane.REQUESTS, () -> update(table, wanted, period, listener))) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
  }

  private void update(TableView table, boolean enabled, int days, Consumer<Reply> listener) {
    try {
      if (enabled) {
        recovery
            .enable(table, days)
            .copy()
            .orTimeout(WAIT_SECONDS_MAX, TimeUnit.SECONDS)
            .whenComplete(
                (done, late) ->
                    listener.accept(RecoveryDescriptions.reply(recovery.window(table))));
      } else {
        recovery.disable(table);
        listener.accept(RecoveryDescriptions.reply(recovery.window(table)));
      }
    } catch (NoRoomException full) {
      listener.accept(new Reply.Failed(BackupFailures.noRoom(full.getMessage())));
    } catch (IOException failure) {
      LOG.error("recovery of {} cannot be changed", table.name(), failure);
      listener.accept(new Reply.Failed(Failure.INTERNAL));
    }
  }
}

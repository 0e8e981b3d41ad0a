package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.api.table.TableDescription;
import dev.pangaea.regionnode.backup.Restores;
import dev.pangaea.regionnode.table.Fillings;
import dev.pangaea.regionnode.table.TableOrigin;
import dev.pangaea.regionnode.table.TableOutcome;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes tables that are to be filled, and replies with them. */
final class RestoreReplies {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreReplies.class);

  /** As many as DynamoDB restores at a time. */
  private static final int UNDER_WAY_MAX = 50;

  private final Tables tables;
  private final TableLookup lookup;
  private final Fillings fillings;
  private final Restores restores;
  private final TableDescription description;

  RestoreReplies(
      Tables tables,
      TableLookup lookup,
      Fillings fillings,
      Restores restores,
      TableDescription description) {
    this.tables = tables;
    this.lookup = lookup;
    this.fillings = fillings;
    this.restores = restores;
    this.description = description;
  }

  /** Refuses to restore to a table that is there. */
  void refuseTaken(String target) {
    lookup.names();
    Optional<TableView> there = tables.table(target);
    if (there.isPresent()) {
      TableStatus status = there.get().status();
      boolean settled = status != TableStatus.CREATING && status != TableStatus.DELETING;
      throw (settled ? BackupFailures.tableExists(target) : BackupFailures.tableInUse(target))
          .refused();
    }
    refuseTooMany();
  }

  /** Refuses where as many tables as may be are filled. */
  void refuseTooMany() {
    if (fillings.unfilled().size() >= UNDER_WAY_MAX) {
      throw BackupFailures.tooMany("restores").refused();
    }
  }

  void begin(String target, TableSettings settings, TableOrigin origin, Consumer<Reply> listener) {
    fillings
        .create(target, settings, origin)
        .whenComplete(
            (outcome, failed) -> {
              if (failed == null) {
                restores.lookSoon();
                listener.accept(reply(target, outcome));
              } else {
                LOG.error("{} cannot be restored", target, failed);
                listener.accept(new Reply.Failed(Failure.INTERNAL));
              }
            });
  }

  private Reply reply(String target, TableOutcome outcome) {
    return switch (outcome) {
      case TableOutcome.Accepted(TableView table) -> description.reply("TableDescription", table);
      case TableOutcome.InUse _ -> new Reply.Failed(BackupFailures.tableExists(target));
      case TableOutcome.Refused(String message) -> new Reply.Failed(Failure.validation(message));
      case TableOutcome.LimitExceeded _,
          TableOutcome.NotFound _,
          TableOutcome.NoSuchIndex _,
          TableOutcome.NoScalableTarget _,
          TableOutcome.NoScalingPolicy _,
          TableOutcome.ReadOnly _,
          TableOutcome.Unavailable _ ->
          new Reply.Failed(OperationFailures.UNAVAILABLE);
    };
  }
}

package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.table.TableOutcome;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replies to requests that change the catalog. */
final class TableReplies {
  private static final Logger LOG = LoggerFactory.getLogger(TableReplies.class);

  private final TableDescription description;

  TableReplies(TableDescription description) {
    this.description = description;
  }

  /** Replies when the catalog has answered. */
  void when(String name, CompletionStage<TableOutcome> stage, Consumer<Reply> listener) {
    stage.whenComplete(
        (outcome, failed) -> {
          if (failed == null) {
            listener.accept(reply(name, outcome));
          } else {
            LOG.error("The catalog failed a request for the table {}", name, failed);
            listener.accept(new Reply.Failed(Failure.INTERNAL));
          }
        });
  }

  private Reply reply(String name, TableOutcome outcome) {
    return switch (outcome) {
      case TableOutcome.Accepted accepted ->
          description.reply("TableDescription", accepted.table());
      case TableOutcome.NotFound missing -> new Reply.Failed(notFound(name));
      case TableOutcome.InUse(String message) ->
          new Reply.Failed(Failure.of(ErrorKind.RESOURCE_IN_USE, message));
      case TableOutcome.Refused(String message) -> new Reply.Failed(Failure.validation(message));
      case TableOutcome.Unavailable unavailable -> new Reply.Failed(WriteFailures.UNAVAILABLE);
    };
  }

  static Failure notFound(String name) {
    return Failure.of(
        ErrorKind.RESOURCE_NOT_FOUND,
        "Requested resource not found: Table: " + name + " not found");
  }
}

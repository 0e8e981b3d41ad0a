package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.table.TableOutcome;
import dev.pangaea.regionnode.table.TableView;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
    when(name, stage, UnaryOperator.identity(), listener);
  }

  /**
   * Replies when the catalog has answered.
   *
   * @param told the table as the reply is to tell it
   */
  void when(
      String name,
      CompletionStage<TableOutcome> stage,
      UnaryOperator<TableView> told,
      Consumer<Reply> listener) {
    when(
        name,
        TableLookup.notFound(name),
        stage,
        table -> description.reply("TableDescription", told.apply(table)),
        listener);
  }

  /** Replies with nothing but success when the catalog has answered. */
  static void empty(
      String name, Failure missing, CompletionStage<TableOutcome> stage, Consumer<Reply> listener) {
    when(name, missing, stage, table -> new Reply.Success(JsonContent.EMPTY), listener);
  }

  /**
   * Replies when the catalog has answered.
   *
   * @param accepted the reply to a request that was
   */
  static void when(
      String name,
      Failure missing,
      CompletionStage<TableOutcome> stage,
      Function<TableView, Reply> accepted,
      Consumer<Reply> listener) {
    stage.whenComplete(
        (outcome, failed) -> {
          if (failed == null) {
            listener.accept(reply(missing, outcome, accepted));
          } else {
            LOG.error("The catalog failed a request for the table {}", name, failed);
            listener.accept(new Reply.Failed(Failure.INTERNAL));
          }
        });
  }

  private static Reply reply(
      Failure missing, TableOutcome outcome, Function<TableView, Reply> accepted) {
    return switch (outcome) {
      case TableOutcome.Accepted(TableView table) -> accepted.apply(table);
      case TableOutcome.NotFound() -> new Reply.Failed(missing);
      case TableOutcome.InUse(String message) ->
          new Reply.Failed(Failure.of(ErrorKind.RESOURCE_IN_USE, message));
      case TableOutcome.LimitExceeded(String message) ->
          new Reply.Failed(Failure.of(ErrorKind.LIMIT_EXCEEDED, message));
      case TableOutcome.NoScalableTarget _, TableOutcome.NoScalingPolicy _ ->
          new Reply.Failed(Failure.validation("No scalable target is registered"));
      case TableOutcome.NoSuchIndex _ ->
          new Reply.Failed(
              Failure.of(ErrorKind.RESOURCE_NOT_FOUND, "Requested resource not found"));
      case TableOutcome.Refused(String message) -> new Reply.Failed(Failure.validation(message));
      case TableOutcome.ReadOnly _ -> new Reply.Failed(OperationFailures.READ_ONLY);
      case TableOutcome.Unavailable unavailable -> new Reply.Failed(OperationFailures.UNAVAILABLE);
    };
  }
}

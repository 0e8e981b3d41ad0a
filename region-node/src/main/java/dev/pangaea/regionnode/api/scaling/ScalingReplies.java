package dev.pangaea.regionnode.api.scaling;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.scaling.ScalingChange;
import dev.pangaea.regionnode.table.TableChange;
import dev.pangaea.regionnode.table.TableOutcome;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has changes of scaling made, and replies as Application Auto Scaling does. */
final class ScalingReplies {
  private static final Logger LOG = LoggerFactory.getLogger(ScalingReplies.class);

  private final Tables tables;

  ScalingReplies(Tables tables) {
    this.tables = tables;
  }

  /** What is told of something that is not there. */
  record Missing(Failure target, Failure policy) {
    /** As told to who would have it changed or removed. */
    static Missing of(Place place, String policy) {
      return new Missing(
          notFound("No scalable target found for " + where(place)),
          notFound("No scaling policy found for " + where(place) + ", policy name: " + policy));
    }

    /** As told to who wants a policy made. */
    static Missing unregistered(Place place) {
      Failure failure = notFound("No scalable target registered for " + where(place));
      return new Missing(failure, failure);
    }

    private static Failure notFound(String message) {
      return Failure.of(ErrorKind.OBJECT_NOT_FOUND, message);
    }

    private static String where(Place place) {
      return "service namespace: %s, resource ID: %s, scalable dimension: %s"
          .formatted(Place.NAMESPACE, place.resourceId(), place.dimension());
    }
  }

  /**
   * Replies when the change is made.
   *
   * @param absent what is told where the table or index is not there
   */
  void change(
      Place place,
      ScalingChange change,
      Missing missing,
      Failure absent,
      Function<TableView, Reply> done,
      Consumer<Reply> listener) {
    tables
        .change(place.table(), new TableChange.Scaling(change))
        .whenComplete(
            (outcome, failed) -> {
              if (failed == null) {
                listener.accept(reply(outcome, missing, absent, done));
              } else {
                LOG.error("{} cannot be scaled otherwise", place.table(), failed);
                listener.accept(new Reply.Failed(Failure.INTERNAL));
              }
            });
  }

  /** What is told to who wants a table or an index scaled that is not there. */
  static Failure notThere(Place place) {
    return Failure.validation(
        "DynamoDB %s does not exist: %s"
            .formatted(
                place.scalable().index().isPresent() ? "index" : "table", place.resourceId()));
  }

  private static Reply reply(
      TableOutcome outcome, Missing missing, Failure absent, Function<TableView, Reply> done) {
    return switch (outcome) {
      case TableOutcome.Accepted(TableView table) -> done.apply(table);
      case TableOutcome.NotFound(), TableOutcome.NoSuchIndex _ -> new Reply.Failed(absent);
      case TableOutcome.NoScalableTarget() -> new Reply.Failed(missing.target());
      case TableOutcome.NoScalingPolicy() -> new Reply.Failed(missing.policy());
      case TableOutcome.InUse(String message) ->
          new Reply.Failed(Failure.of(ErrorKind.CONCURRENT_UPDATE, message));
      case TableOutcome.LimitExceeded(String message) ->
          new Reply.Failed(Failure.of(ErrorKind.LIMIT_EXCEEDED, message));
      case TableOutcome.Refused(String message) -> new Reply.Failed(Failure.validation(message));
      case TableOutcome.ReadOnly() -> new Reply.Failed(OperationFailures.READ_ONLY);
      case TableOutcome.Unavailable() -> new Reply.Failed(OperationFailures.UNAVAILABLE);
    };
  }
}

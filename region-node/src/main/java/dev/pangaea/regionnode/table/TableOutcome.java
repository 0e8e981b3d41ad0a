package dev.pangaea.regionnode.table;

/** What became of a request to create, change or delete a table. */
public sealed interface TableOutcome {
  record Accepted(TableView table) implements TableOutcome {}

  record NotFound() implements TableOutcome {}

  /** DynamoDB's ResourceInUseException with this message. */
  record InUse(String message) implements TableOutcome {}

  /** DynamoDB's ValidationException with this message. */
  record Refused(String message) implements TableOutcome {}

  /** DynamoDB's LimitExceededException with this message. */
  record LimitExceeded(String message) implements TableOutcome {}

  /** The table has no index of this name. */
  record NoSuchIndex(String index) implements TableOutcome {}

  /** Nothing scales that capacity of the table. */
  record NoScalableTarget() implements TableOutcome {}

  /** No policy of that name scales that capacity of the table. */
  record NoScalingPolicy() implements TableOutcome {}

  /** The table is the region's own, and nobody else changes it. */
  record ReadOnly() implements TableOutcome {}

  /** Nothing is known to have changed: the catalog's log does not answer. */
  record Unavailable() implements TableOutcome {}
}

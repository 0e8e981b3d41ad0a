package dev.pangaea.simulator.differential;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Of several faults of a request the service tells one: the first in this order, in which those who
 * captured its answers found them. Expressions are looked at before the table is looked for, and
 * the table before its keys and indexes.
 */
final class FaultOrder {
  /** How messages begin, by stages. */
  private static final List<List<String>> STAGES =
      List.of(
          List.of(
              "ExpressionAttributeNames can only be specified when using expressions",
              "ExpressionAttributeValues can only be specified when using expressions"),
          List.of(
              "Either the KeyConditions or KeyConditionExpression parameter",
              "ReturnValues can only be ALL_OLD or NONE",
              "Return values set to invalid value"),
          List.of("Invalid UpdateExpression: "),
          List.of("Invalid ConditionExpression: "),
          List.of("Invalid KeyConditionExpression: "),
          List.of("Invalid FilterExpression: "),
          List.of("Invalid ProjectionExpression: "),
          List.of("Value provided in ExpressionAttributeNames unused"),
          List.of("Value provided in ExpressionAttributeValues unused"),
          List.of(
              "Invalid operator used in KeyConditionExpression",
              "KeyConditionExpressions must only contain one condition per key"),
          List.of(
              "Provided list of item keys contains duplicates",
              "Transaction request cannot include multiple operations on one item"),
          List.of("Requested resource not found", "Cannot do operations on a non-existent table"),
          List.of(
              "The table does not have the specified index",
              "The provided key element does not match the schema",
              "The number of conditions on the keys is invalid",
              "One of the required keys was not given a value",
              "One or more parameter values were invalid: Missing the key"),
          List.of(
              "Consistent reads are not supported",
              "Filter Expression can only contain non-primary key attributes",
              "One or more parameter values were invalid: Select type"),
          List.of(
              "Query condition missed key schema element", "Query key condition not supported"));

  private FaultOrder() {}

  /** Whether the one tells a fault that comes before the other's. */
  static boolean isBefore(Answer one, Answer other) {
    OptionalInt first = stage(one);
    OptionalInt second = stage(other);
    return first.isPresent() && second.isPresent() && first.getAsInt() < second.getAsInt();
  }

  private static OptionalInt stage(Answer answer) {
    return IntStream.range(0, STAGES.size())
        .filter(stage -> STAGES.get(stage).stream().anyMatch(answer.body()::startsWith))
        .findFirst();
  }
}

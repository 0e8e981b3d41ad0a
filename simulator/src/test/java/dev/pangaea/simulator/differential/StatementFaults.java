package dev.pangaea.simulator.differential;

import java.util.List;

/** The faults of a statement of a transaction that are told before its items are looked at. */
final class StatementFaults {
  private static final String PLACE = "(?s)Validation failed in TransactStatements\\[\\d+]: (.*)";
  private static final List<String> BEGINNINGS =
      List.of(
          "Statement wasn't well formed, can't be processed: ",
          "Unsupported ",
          "Unrecognized function: ",
          "Unexpected from source",
          "Aliasing is not supported",
          "Empty bags are not supported",
          "Number of parameters in request and statement don't match.",
          "Only select from a single table or index is supported.",
          "Reads on indices are not supported within transactions.",
          "RETURNING clause is not supported in ExecuteTransaction.",
          "Invalid syntax with multiple returning elements in RETURNING clause",
          "Select statements within ExecuteTransaction must specify the primary key",
          "The function is not allowed in an update expression; function: ",
          "The first argument to SET_",
          "The second argument to SET_",
          "Two document paths overlap with each other",
          "Table name should be within the length [3, 255]");

  private StatementFaults() {}

  static boolean isOne(String message) {
    return message.matches(PLACE)
        && BEGINNINGS.stream().anyMatch(message.replaceFirst(PLACE, "$1")::startsWith);
  }
}

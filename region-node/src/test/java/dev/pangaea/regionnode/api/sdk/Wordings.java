package dev.pangaea.regionnode.api.sdk;

import java.util.List;

/**
 * Where DynamoDB Local refuses what DynamoDB refuses, but in other words. DynamoDB's are the ones
 * that count; these are for running the same tests against both.
 */
final class Wordings {
  /**
   * @param local how DynamoDB Local's message starts
   * @param service what DynamoDB's message contains
   */
  private record Pair(String local, String service) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("One of the required keys was not given a value", "Missing the key "),
          new Pair(
              "One or more parameter values were invalid: Type mismatch for key",
              "Type mismatch for key "),
          new Pair(
              "One or more parameter values were invalid: Type mismatch for key",
              "The provided key element does not match the schema"),
          new Pair(
              "Nesting Levels have exceeded supported limits",
              "Nesting Levels have exceeded supported limits: "),
          new Pair("Cannot have two attributes with the same name", "Duplicate value in "),
          new Pair(
              "Too many items requested for the Batch",
              "Member must have length less than or equal to "));

  private Wordings() {}

  /** Whether DynamoDB Local's words are known to stand for DynamoDB's. */
  static boolean mean(String local, String service) {
    return PAIRS.stream()
        .anyMatch(pair -> local.startsWith(pair.local()) && service.contains(pair.service()));
  }
}

package dev.pangaea.simulator.differential;

/** A request that the two answered differently. */
record Difference(long seed, int number, Call call, Answer ours, Answer theirs) {
  /** What alike differences have in common: for counting them once. */
  String kind() {
    return call.operation() + " | " + outline(ours) + " | " + outline(theirs);
  }

  boolean bothSucceeded() {
    return ours.succeeded() && theirs.succeeded();
  }

  boolean bothRefused() {
    return !ours.succeeded() && !theirs.succeeded();
  }

  /** Whether both refuse, and a client takes the one for the other. */
  boolean sameRefusals() {
    return bothRefused() && ours.status() == theirs.status() && ours.error().equals(theirs.error());
  }

  /** Whether both say the same but for what they say of capacity. */
  boolean isOfCapacity() {
    return withoutCapacity(ours).equals(withoutCapacity(theirs));
  }

  static String withoutCapacity(Answer answer) {
    return answer
        .body()
        .replaceAll("\"ConsumedCapacity\":\\[.*?\\}\\],?", "")
        .replaceAll("\"ConsumedCapacity\":\\{([^{}]|\\{([^{}]|\\{[^{}]*\\})*\\})*\\},?", "");
  }

  private static String outline(Answer answer) {
    return answer.succeeded() ? "success" : answer.error() + ": " + answer.body();
  }

  @Override
  public String toString() {
    return "seed %d, request %d: %s%n  ours:   %s%n  theirs: %s"
        .formatted(seed, number, call, ours, theirs);
  }
}

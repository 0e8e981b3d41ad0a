package dev.pangaea.simulator.differential;

/** A request that the two answered differently. */
record Difference(long seed, int number, Call call, Answer ours, Answer theirs) {
  /** What alike differences have in common: for counting them once. */
  String kind() {
    return call.operation() + " | " + outline(ours) + " | " + outline(theirs);
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

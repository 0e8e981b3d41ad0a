package dev.pangaea.simulator.differential;

import java.util.List;
import java.util.function.Predicate;

/**
 * A kind of difference that may be.
 *
 * @param source what decides
 */
record Known(String what, String source, Predicate<Difference> applies) {
  static final String DEVELOPER_GUIDE =
      "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/";
  static final String API_REFERENCE =
      "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/";

  /** Which of a request's faults is told, or in what words: as right the one way as the other. */
  static Known arbitrary(String what, Predicate<Difference> applies) {
    return new Known(
        what,
        "documented nowhere",
        difference -> difference.sameRefusals() && applies.test(difference));
  }

  /** Both refuse alike, and say it so. */
  static Predicate<Difference> words(String ours, String theirs) {
    return difference ->
        difference.sameRefusals()
            && difference.ours().body().startsWith(ours)
            && difference.theirs().body().startsWith(theirs);
  }

  static boolean isAny(List<Known> all, Difference difference) {
    return all.stream().anyMatch(known -> known.applies().test(difference));
  }
}

package dev.pangaea.simulator.processes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Whether items that only change together are seen as one of their changes left them: all carry the
 * change's number, or all are gone, as every fifth change and the state before the first one has
 * it.
 */
final class BundleCheck {
  private static final int DELETES_EVERY = 5;

  private BundleCheck() {}

  static boolean deletes(long change) {
    return change % DELETES_EVERY == DELETES_EVERY - 1;
  }

  /**
   * @param seen the number that each item carries
   * @param from the last change that was surely made before anybody looked; -1 for none
   * @param to the last one that may have been made
   */
  static List<String> faults(String bundle, List<Optional<Long>> seen, long from, long to) {
    List<String> faults = new ArrayList<>();
    if (new HashSet<>(seen).size() != 1) {
      faults.add(bundle + " is half changed: " + seen);
    } else if (changes(from, to).noneMatch(change -> left(change).equals(seen.getFirst()))) {
      faults.add(bundle + " is " + seen.getFirst() + ", not between " + from + " and " + to);
    }
    return faults;
  }

  private static LongStream changes(long from, long to) {
    return LongStream.rangeClosed(from, to);
  }

  private static Optional<Long> left(long change) {
    return change < 0 || deletes(change) ? Optional.empty() : Optional.of(change);
  }
}

package dev.pangaea.simulator.history;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What became, under a policy, of a write that others were concurrent with.
 *
 * @param kept attributes of which what it did stayed
 * @param lost attributes of which it did not
 */
record Outcome(SortedSet<String> kept, SortedSet<String> lost) {
  static final Outcome NONE = new Outcome(new TreeSet<>(), new TreeSet<>());

  /** How much of a write stayed. */
  enum Share {
    KEPT,
    PARTLY,
    LOST
  }

  Share share() {
    if (lost.isEmpty()) {
      return Share.KEPT;
    }
    return kept.isEmpty() ? Share.LOST : Share.PARTLY;
  }

  /** What is lost once stays lost. */
  Outcome and(Set<String> moreKept, Set<String> moreLost) {
    TreeSet<String> allLost = new TreeSet<>(lost);
    allLost.addAll(moreLost);
    TreeSet<String> allKept = new TreeSet<>(kept);
    allKept.addAll(moreKept);
    allKept.removeAll(allLost);
    return new Outcome(allKept, allLost);
  }
}

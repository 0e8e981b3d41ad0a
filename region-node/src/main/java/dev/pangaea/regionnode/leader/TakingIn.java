package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Change;
import java.util.List;

/**
 * How far a delivery is taken in. One that meets much is decided in several records, of which only
 * the last says that its end is reached; if one of them is lost, all is decided anew, and what
 * counts already is seen then.
 */
final class TakingIn {
  private final Tallying tallying = new Tallying();
  private int decided;
  private boolean whole;

  Tallying tallying() {
    return tallying;
  }

  /** What is not decided yet. */
  List<Change> left(List<Change> changes) {
    return changes.subList(decided, changes.size());
  }

  /** So many more are decided now. */
  void decided(int more, List<Change> changes) {
    decided += more;
    whole = decided == changes.size();
  }

  /** Whether some of a delivery is decided and some is not. */
  boolean isPartial() {
    return decided > 0 && !whole;
  }
}

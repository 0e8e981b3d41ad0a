package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.stamp.Stamps;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a table's writes are stamped where they are made, and so what becomes of them when they meet
 * others that they had not seen. What meets is joined by one rule whatever the policy: a region
 * that has not heard of a switch yet holds what the others hold. From the coarsest to the finest.
 */
public enum ConflictPolicy {
  /** Every write is one of the whole item. */
  LAST_WRITER_WINS("last-writer-wins"),
  /** An update is one of the attributes that it names, each as a whole. */
  ATTRIBUTE_LAST_WRITER_WINS("attribute-last-writer-wins"),
  /**
   * As by attribute; moreover what is added to a number counts by itself, and so does each element
   * that goes into a set or out of it.
   */
  MERGEABLE("mergeable");

  public static final ConflictPolicy DEFAULT = LAST_WRITER_WINS;

  private final String text;

  ConflictPolicy(String text) {
    this.text = text;
  }

  /** How a table's tag names it. */
  public String text() {
    return text;
  }

  /** The coarsest that makes such stamps. */
  static ConflictPolicy of(Stamps stamps) {
    boolean whole =
        stamps.attributes().values().stream()
            .allMatch(
                stamp ->
                    stamp.register().after()
                        && stamp.counts().isEmpty()
                        && stamp.marks().isEmpty());
    if (whole) {
      return LAST_WRITER_WINS;
    }
    return stamps.attributes().values().stream()
            .allMatch(stamp -> stamp.counts().isEmpty() && stamp.marks().isEmpty())
        ? ATTRIBUTE_LAST_WRITER_WINS
        : MERGEABLE;
  }

  public static Optional<ConflictPolicy> of(String text) {
    return Arrays.stream(values()).filter(policy -> policy.text.equals(text)).findFirst();
  }
}

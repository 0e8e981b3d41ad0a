package dev.pangaea.conflict.resolve;

import dev.pangaea.conflict.bytes.Bytes;
import java.math.BigDecimal;
import java.util.SortedSet;

/** What an update does to one attribute on top of an item. */
public sealed interface Touch {
  /** Sets it, removes it, or changes something within it. */
  record Whole() implements Touch {}

  /** Adds to a number. */
  record Added(BigDecimal amount) implements Touch {}

  /**
   * Puts elements into a set, or takes them out.
   *
   * @param elements as {@link dev.pangaea.conflict.stamp.SetElements} writes them
   */
  record Elements(SortedSet<Bytes> elements, boolean in) implements Touch {}
}

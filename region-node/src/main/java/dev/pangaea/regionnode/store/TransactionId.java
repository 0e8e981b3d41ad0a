package dev.pangaea.regionnode.store;

import java.util.Comparator;

/**
 * Which of a region's transactions: in the order in which they were committed.
 *
 * @param offset of its record in the log of transactions, and {@code index} its place there
 */
public record TransactionId(long offset, int index) implements Comparable<TransactionId> {
  private static final Comparator<TransactionId> ORDER =
      Comparator.comparingLong(TransactionId::offset).thenComparingInt(TransactionId::index);

  @Override
  public int compareTo(TransactionId other) {
    return ORDER.compare(this, other);
  }
}

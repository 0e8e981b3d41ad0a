package dev.pangaea.regionnode.store;

import java.util.Comparator;

/**
 * Where a row of a stream stands, or could stand, in its partition: rows are in the order of the
 * partition's log.
 *
 * @param offset of the log's record that it is of, and {@code index} its place there
 */
public record StreamPosition(long offset, int index) implements Comparable<StreamPosition> {
  public static final StreamPosition START = new StreamPosition(0, 0);

  private static final Comparator<StreamPosition> ORDER =
      Comparator.comparingLong(StreamPosition::offset).thenComparingInt(StreamPosition::index);

  /** Before all that a record of the log comes to. */
  public static StreamPosition ofRecord(long offset) {
    return new StreamPosition(offset, 0);
  }

  /** Right behind this one: nothing stands between them. */
  public StreamPosition next() {
    return new StreamPosition(offset, index + 1);
  }

  public StreamPosition max(StreamPosition other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public int compareTo(StreamPosition other) {
    return ORDER.compare(this, other);
  }
}

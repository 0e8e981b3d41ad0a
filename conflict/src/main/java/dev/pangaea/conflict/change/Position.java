package dev.pangaea.conflict.change;

/**
 * How far a log has been read: the next offset to read, and the last record before it that counts.
 */
public record Position(long nextOffset, RecordId head) {
  public static final Position START = new Position(0, RecordId.GENESIS);

  public Position {
    if (nextOffset < 0) {
      throw new IllegalArgumentException("an offset is not negative: " + nextOffset);
    }
  }
}

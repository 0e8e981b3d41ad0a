package dev.pangaea.conflict.change;

/**
 * The identity of a log record: who wrote it and its number among that writer's records.
 *
 * @param writer drawn anew for every term of a leader; zero only for {@link #GENESIS}
 */
public record RecordId(long writer, long sequence) {
  /** What the first record of a log names as its predecessor. */
  public static final RecordId GENESIS = new RecordId(0, 0);

  @Override
  public String toString() {
    return Long.toHexString(writer) + "/" + sequence;
  }
}

package dev.pangaea.conflict.change;

/**
 * The rule that makes a log of Kafka's a log of one leader at a time: a record counts only if it
 * names the last record that counts. Records of a paused old leader, records sent twice, and
 * records whose predecessor was lost do not. (DESIGN.md, section 3.)
 */
public final class Chain {
  private Chain() {}

  /**
   * @param head the last record that counts, {@link RecordId#GENESIS} before the first
   */
  public static boolean accepts(RecordId head, RecordId id, RecordId previous) {
    return previous.equals(head) && !id.equals(head) && !id.equals(RecordId.GENESIS);
  }

  public static boolean accepts(RecordId head, LogRecord record) {
    return accepts(head, record.id(), record.previous());
  }
}

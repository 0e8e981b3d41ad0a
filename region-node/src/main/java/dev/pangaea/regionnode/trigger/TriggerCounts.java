package dev.pangaea.regionnode.trigger;

/**
 * What a trigger came to since it was made, kept with its progress: a crash may take back the last
 * moments.
 *
 * @param delivered records that a worker has taken
 * @param calls of the worker
 * @param failedCalls those of them that failed, wholly or in part
 * @param filtered records that its filter left out
 * @param deadLettered records given up and kept on its dead-letter topic
 * @param dropped records given up and kept nowhere
 * @param trimmed how often a stream's records were gone before they were read
 */
public record TriggerCounts(
    long delivered,
    long calls,
    long failedCalls,
    long filtered,
    long deadLettered,
    long dropped,
    long trimmed) {
  public static final TriggerCounts NONE = new TriggerCounts(0, 0, 0, 0, 0, 0, 0);

  public TriggerCounts plus(TriggerCounts more) {
    return new TriggerCounts(
        delivered + more.delivered,
        calls + more.calls,
        failedCalls + more.failedCalls,
        filtered + more.filtered,
        deadLettered + more.deadLettered,
        dropped + more.dropped,
        trimmed + more.trimmed);
  }

  public static TriggerCounts ofDelivered(long records) {
    return new TriggerCounts(records, 0, 0, 0, 0, 0, 0);
  }

  public static TriggerCounts ofCall(boolean failed) {
    return new TriggerCounts(0, 1, failed ? 1 : 0, 0, 0, 0, 0);
  }

  public static TriggerCounts ofFiltered(long records) {
    return new TriggerCounts(0, 0, 0, records, 0, 0, 0);
  }

  public static TriggerCounts ofGivenUp(long records, boolean kept) {
    return new TriggerCounts(0, 0, 0, 0, kept ? records : 0, kept ? 0 : records, 0);
  }

  public static TriggerCounts ofTrimmed() {
    return new TriggerCounts(0, 0, 0, 0, 0, 0, 1);
  }
}

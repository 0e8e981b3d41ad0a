package dev.pangaea.regionnode.leader;

/**
 * How the transactions of a node stand.
 *
 * @param waiting asked for and not known to count
 * @param unfinished that count, and in which some partition has yet to take part
 * @param oldestMillis for how long the oldest of all these has been known here
 * @param locked how many were given their locks, since the start
 * @param lockWaitNanos how long all these had waited for their locks
 */
public record TransactionStatus(
    int waiting, int unfinished, long oldestMillis, long locked, long lockWaitNanos) {
  static final TransactionStatus NONE = new TransactionStatus(0, 0, 0, 0, 0);
}

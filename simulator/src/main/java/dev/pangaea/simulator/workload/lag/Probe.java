package dev.pangaea.simulator.workload.lag;

import dev.pangaea.simulator.workload.ItemShape;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * One item on its way: written at one endpoint with a stamp that no other write has, then polled at
 * the other until the stamp shows.
 *
 * <pre>
 *   due ──▶ write under way ──▶ polling ──▶ seen
 *                  │               └──────▶ timed out
 *                  └──▶ write failed
 * </pre>
 */
public final class Probe {
  private final int slot;
  private final long stamp;
  private final byte[] stampText;
  private final long intendedNanos;
  private long writeStartNanos;
  private long writeReplyNanos;
  private long unseenNanos;
  private long nextPollNanos;

  Probe(int slot, long stamp, long intendedNanos) {
    this.slot = slot;
    this.stamp = stamp;
    this.stampText =
        ItemShape.digits(stamp, ItemShape.STAMP_DIGITS).getBytes(StandardCharsets.US_ASCII);
    this.intendedNanos = intendedNanos;
  }

  /** The index of the probe's key: no other probe in flight has it. */
  public int slot() {
    return slot;
  }

  /** What the item carries when this probe's write is visible. */
  public long stamp() {
    return stamp;
  }

  /** Whether the stamp stands in a text. */
  public boolean shows(Predicate<byte[]> text) {
    return text.test(stampText);
  }

  long intendedNanos() {
    return intendedNanos;
  }

  long writeStartNanos() {
    return writeStartNanos;
  }

  long writeReplyNanos() {
    return writeReplyNanos;
  }

  /** The latest time at which the item was not visible yet. */
  long unseenNanos() {
    return unseenNanos;
  }

  long nextPollNanos() {
    return nextPollNanos;
  }

  void writing(long nowNanos) {
    writeStartNanos = nowNanos;
  }

  void written(long nowNanos) {
    writeReplyNanos = nowNanos;
    unseenNanos = nowNanos;
    nextPollNanos = nowNanos;
  }

  void unseen(long pollStartNanos) {
    unseenNanos = pollStartNanos;
  }

  void pollAt(long nanos) {
    nextPollNanos = nanos;
  }
}

package dev.pangaea.regionnode.throughput;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.ItemSize;
import java.util.Optional;

/**
 * What reads and writes take: a read unit for each 4 KB, half of that where the read is eventually
 * consistent, a write unit for each KB.
 */
public final class Units {
  private static final int READ_BYTES = 4096;
  private static final int WRITE_BYTES = 1024;

  private Units() {}

  public static double read(long bytes, boolean consistent) {
    long steps = Math.max(1, Math.ceilDiv(bytes, READ_BYTES));
    return consistent ? steps : steps / 2.0;
  }

  /** What reading an item takes, or that there is none. */
  public static double read(Optional<EncodedItem> item, boolean consistent) {
    return read(item.isPresent() ? bytes(item.get(), READ_BYTES) : 0, consistent);
  }

  public static double write(long bytes) {
    return Math.max(1, Math.ceilDiv(bytes, WRITE_BYTES));
  }

  /** What writing an item takes, or that there is none. */
  public static double write(Optional<EncodedItem> item) {
    return write(item.isPresent() ? bytes(item.get(), WRITE_BYTES) : 0);
  }

  /**
   * An item's size; of one that cannot be larger than a step, as that step: no value counts more
   * than twice its encoded length.
   */
  private static long bytes(EncodedItem item, int step) {
    return item.bytes().length() <= step / 2 ? step : ItemSize.of(item);
  }
}

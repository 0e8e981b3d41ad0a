package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.bytes.Bytes;

/**
 * What it costs to read: bytes looked at, each as often as something of its item is compared or
 * taken. An estimate, by which is decided where a read is done: nothing takes more time than is in
 * proportion to it.
 *
 * @param looks how often something of an item is compared or taken
 */
record ReadWork(long looks) {
  /** Whole items are wanted. */
  static final ReadWork PLAIN = new ReadWork(0);

  /** A row costs so much however small it is. */
  private static final int ROW_BYTES = 64;

  /** An item that is looked for by its key costs so much, whether or not it is there. */
  private static final int SEEK_BYTES = 16 * 1024;

  static ReadWork of(PagePlan plan) {
    long taken = plan.projection().map(wanted -> wanted.paths().size()).orElse(0);
    return new ReadWork(taken + plan.filter().looks());
  }

  /** What counts towards {@link PageBounds#compared} for a row or an item of a size. */
  long compared(long size) {
    return looks * size;
  }

  long row(Bytes row) {
    return (1 + looks) * (ROW_BYTES + row.length());
  }

  long seek(long itemBytes) {
    return SEEK_BYTES + (1 + looks) * itemBytes;
  }
}

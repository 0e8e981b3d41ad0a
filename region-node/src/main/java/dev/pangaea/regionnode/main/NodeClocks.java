package dev.pangaea.regionnode.main;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * By what a node tells the time. Asked by any thread.
 *
 * @param nanos never goes back; by it capacity comes
 */
record NodeClocks(InstantSource wall, LongSupplier nanos) {
  static final NodeClocks SYSTEM = new NodeClocks(InstantSource.system(), System::nanoTime);
}

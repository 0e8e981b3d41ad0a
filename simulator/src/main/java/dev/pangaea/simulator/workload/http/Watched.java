package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.Progress;
import java.util.concurrent.CompletableFuture;

/** Something on an event loop that has news for the progress line. */
interface Watched {
  /**
   * Moves what came since the last call into a collector and hands it back. Callable from any
   * thread.
   */
  CompletableFuture<Progress> drainInto(Progress progress);
}

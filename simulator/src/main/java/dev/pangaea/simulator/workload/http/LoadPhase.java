package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.ClosedLoopPacer;
import dev.pangaea.simulator.workload.LoadLoop;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.OperationMix;
import dev.pangaea.simulator.workload.OperationShares;
import dev.pangaea.simulator.workload.Tally;
import dev.pangaea.simulator.workload.Window;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * A stretch of one worker's work: the fill, or warm-up and measurement. Done once; its future holds
 * the tally.
 */
record LoadPhase(LoadLoop loop, Tally tally, CompletableFuture<Tally> done) {
  /** No arrivals: what a worker does between phases. */
  static LoadPhase none() {
    Tally tally = new Tally(Window.ALWAYS);
    OperationMix mix =
        new OperationMix(OperationShares.only(Operation.PUT), new SplittableRandom(0));
    LoadLoop loop = new LoadLoop(new ClosedLoopPacer(0, Long.MAX_VALUE, 0), mix, () -> 0, tally);
    return new LoadPhase(loop, tally, CompletableFuture.completedFuture(tally));
  }

  boolean endIfFinished(long nowNanos) {
    if (!done.isDone() && loop.finished(nowNanos)) {
      done.complete(loop.close(nowNanos));
    }
    return done.isDone();
  }
}

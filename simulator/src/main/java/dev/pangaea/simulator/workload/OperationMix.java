package dev.pangaea.simulator.workload;

import java.util.SplittableRandom;

/** Draws reads and writes in a given share. */
public final class OperationMix {
  private final double readShare;
  private final SplittableRandom random;

  public OperationMix(double readShare, SplittableRandom random) {
    this.readShare = readShare;
    this.random = random;
  }

  Operation next() {
    return random.nextDouble() < readShare ? Operation.READ : Operation.WRITE;
  }
}

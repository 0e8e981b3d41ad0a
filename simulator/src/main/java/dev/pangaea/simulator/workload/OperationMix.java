package dev.pangaea.simulator.workload;

import java.util.List;
import java.util.SplittableRandom;

/** Draws operations in given shares. */
public final class OperationMix {
  private final List<Operation> operations;
  private final double[] bounds;
  private final SplittableRandom random;

  public OperationMix(OperationShares shares, SplittableRandom random) {
    this.operations = shares.operations();
    this.bounds = new double[operations.size() - 1];
    this.random = random;
    double sum = 0;
    for (int i = 0; i < bounds.length; i++) {
      sum += shares.share(operations.get(i));
      bounds[i] = sum;
    }
  }

  Operation next() {
    double drawn = random.nextDouble();
    int i = 0;
    while (i < bounds.length && drawn >= bounds[i]) {
      i++;
    }
    return operations.get(i);
  }
}

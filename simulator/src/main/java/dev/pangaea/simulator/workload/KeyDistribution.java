package dev.pangaea.simulator.workload;

import java.util.SplittableRandom;

/** Which keys a workload touches, and how often. */
public sealed interface KeyDistribution {
  /** Every key equally often. */
  record Uniform() implements KeyDistribution {}

  /** The key of rank k in proportion to 1/k^exponent; key 0 has rank 1 and is the hottest. */
  record Zipfian(double exponent) implements KeyDistribution {
    public Zipfian {
      if (!(exponent > 0 && exponent <= 10)) {
        throw new IllegalArgumentException("A zipfian exponent lies above 0 and up to 10.");
      }
    }
  }

  /** One key after the other, from the start again after the last. */
  record Sequential() implements KeyDistribution {}

  /**
   * The keys of one of several workers. Sequential workers interleave, so that together they walk
   * through all keys; the others draw independently of each other.
   */
  default KeySequence sequence(long keyCount, int worker, int workers, SplittableRandom random) {
    return switch (this) {
      case Uniform() -> () -> random.nextLong(keyCount);
      case Zipfian(double exponent) -> new ZipfianSequence(keyCount, exponent, random);
      case Sequential() -> new InterleavedSequence(keyCount, worker, workers);
    };
  }

  /** The distribution in words, for reports. */
  default String text() {
    return switch (this) {
      case Uniform() -> "uniform";
      case Zipfian(double exponent) -> "zipfian " + exponent;
      case Sequential() -> "sequential";
    };
  }
}

package dev.pangaea.simulator.workload;

import java.util.SplittableRandom;

/**
 * Zipfian key indexes by rejection-inversion: constant time and memory for any key count and
 * exponent, exponent 1 included.
 *
 * <p>The bar of height k^-s at rank k is covered by the area under the hat function x^-s around k.
 * A point drawn uniformly below the hat (by the inverse of its integral) is kept when it also lies
 * below the bar. Source: Hörmann and Derflinger, "Rejection-inversion to generate variates from
 * monotone discrete distributions", 1996.
 */
final class ZipfianSequence implements KeySequence {
  private static final double SERIES_BOUND = 1e-8;

  private final long keyCount;
  private final double exponent;
  private final SplittableRandom random;
  private final double areaFirst;
  private final double areaLast;
  private final double sureDistance;

  ZipfianSequence(long keyCount, double exponent, SplittableRandom random) {
    this.keyCount = keyCount;
    this.exponent = exponent;
    this.random = random;
    this.areaFirst = area(1.5) - 1;
    this.areaLast = area(keyCount + 0.5);
    this.sureDistance = 2 - areaInverse(area(2.5) - height(2));
  }

  @Override
  public long next() {
    while (true) {
      double point = areaLast + random.nextDouble() * (areaFirst - areaLast);
      double x = areaInverse(point);
      long rank = Math.clamp(Math.round(x), 1, keyCount);
      if (rank - x <= sureDistance || point >= area(rank + 0.5) - height(rank)) {
        return rank - 1;
      }
    }
  }

  private double height(double x) {
    return Math.exp(-exponent * Math.log(x));
  }

  /** The integral of the hat from 1 to x: (x^(1-s) - 1) / (1-s), or log x for s = 1. */
  private double area(double x) {
    double log = Math.log(x);
    double t = (1 - exponent) * log;
    return log * (Math.abs(t) > SERIES_BOUND ? Math.expm1(t) / t : 1 + t / 2);
  }

  private double areaInverse(double area) {
    double t = Math.max(-1, area * (1 - exponent));
    return Math.exp(area * (Math.abs(t) > SERIES_BOUND ? Math.log1p(t) / t : 1 - t / 2));
  }
}

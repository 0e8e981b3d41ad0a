package dev.pangaea.dashboards.console;

import java.util.Arrays;
import java.util.OptionalDouble;

/** A figure over the last hour, a place for each second. What is not known is empty. */
public final class Series {
  private final double[] values = new double[History.SECONDS];

  Series() {
    Arrays.fill(values, Double.NaN);
  }

  void put(int place, OptionalDouble value) {
    values[place] = value.orElse(Double.NaN);
  }

  OptionalDouble at(int place) {
    return Double.isNaN(values[place]) ? OptionalDouble.empty() : OptionalDouble.of(values[place]);
  }
}

package dev.pangaea.simulator.workload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How often each operation comes: weights, of which only the proportions count. */
public record OperationShares(Map<Operation, Double> weights) {
  public OperationShares {
    EnumMap<Operation, Double> positive = new EnumMap<>(Operation.class);
    weights.forEach(
        (operation, weight) -> {
          if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A share of a mix is zero or more.");
          }
          if (weight > 0) {
            positive.put(operation, weight);
          }
        });
    if (positive.isEmpty()) {
      throw new IllegalArgumentException("A mix has a share above zero.");
    }
    weights = Collections.unmodifiableMap(positive);
  }

  /** GetItem in a share, and PutItem for the rest. */
  public static OperationShares ofReads(double readShare) {
    if (!(readShare >= 0 && readShare <= 1)) {
      throw new IllegalArgumentException("The read share lies between 0 and 1.");
    }
    return new OperationShares(Map.of(Operation.GET, readShare, Operation.PUT, 1 - readShare));
  }

  public static OperationShares only(Operation operation) {
    return new OperationShares(Map.of(operation, 1.0));
  }

  /** The operations that come at all, in a fixed order. */
  public List<Operation> operations() {
    return List.copyOf(weights.keySet());
  }

  public boolean has(Operation operation) {
    return weights.containsKey(operation);
  }

  /** The share of an operation of the mix, from 0 to 1. */
  public double share(Operation operation) {
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    return weights.getOrDefault(operation, 0.0) / sum;
  }

  /** The shares in words, for reports. */
  public String text() {
    return weights.keySet().stream()
        .map(operation -> operation.singular() + " " + percent(share(operation)) + " %")
        .collect(Collectors.joining(", "));
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(100 * share)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}

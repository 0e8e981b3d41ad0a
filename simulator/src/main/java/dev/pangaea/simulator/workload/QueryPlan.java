package dev.pangaea.simulator.workload;

import java.util.Optional;

/**
 * What queries ask: the items under one key of the table, or of one of its indexes (counted from
 * one), up to a limit.
 */
public record QueryPlan(Optional<Integer> index, int limit) {
  private static final int LIMIT_MAX = 1_000_000;

  public QueryPlan {
    if (index.orElse(1) < 1) {
      throw new IllegalArgumentException("Indexes count from 1.");
    }
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("A query's limit is 1 to " + LIMIT_MAX + ".");
    }
  }

  /** How many items a query of a full table brings. */
  public long itemsPerQuery(TableShape table) {
    return index.isPresent() || table.sortKey() ? Math.min(limit, table.itemsPerKey()) : 1;
  }

  /** What is queried, for reports. */
  public String text() {
    return index.map(ItemShape::indexName).orElse("the table");
  }
}

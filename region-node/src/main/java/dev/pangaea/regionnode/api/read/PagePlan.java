package dev.pangaea.regionnode.api.read;

import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.Projection;
import dev.pangaea.regionnode.throughput.Units;
import java.util.Optional;

/**
 * What one page of a Query or a Scan is to be made of.
 *
 * @param rows from behind the start key, if there is one
 * @param fetch where rows do not hold all that is wanted
 * @param charge what it was admitted with
 * @param atMostOne whether there can be no more than one row, so that a page never goes on
 * @param end what is told behind the items
 */
record PagePlan(
    ReadTarget target,
    RowSource rows,
    ReadRequest request,
    Optional<TableFetch> fetch,
    PageCharge charge,
    boolean atMostOne,
    PageEnd end) {
  /** One that ends as those of Queries and Scans do. */
  PagePlan(
      ReadTarget target,
      RowSource rows,
      ReadRequest request,
      Optional<TableFetch> fetch,
      PageCharge charge,
      boolean atMostOne) {
    this(target, rows, request, fetch, charge, atMostOne, PageEnd.COUNTS);
  }

  Condition filter() {
    return request.filter();
  }

  Optional<Projection> projection() {
    return request.projection();
  }

  /** Whether rows have to be decoded: else they are counted and written as they are. */
  boolean looksInside() {
    return fetch.isPresent() || projection().isPresent() || !(filter() instanceof Condition.Always);
  }

  boolean countOnly() {
    return request.select() == Select.COUNT;
  }

  long limit() {
    return request.limit();
  }

  CapacityDetail detail() {
    return request.detail();
  }

  double units(long bytes) {
    return Units.read(bytes, request.consistent());
  }

  /**
   * @param rowBytes what all rows amount to
   * @param fetchedUnits what the items cost that were fetched for rows of an index
   */
  ReadCapacity capacity(long rowBytes, double fetchedUnits) {
    return target.index().isPresent()
        ? new ReadCapacity(request.table(), target, fetchedUnits, units(rowBytes))
        : new ReadCapacity(request.table(), target, units(rowBytes), 0);
  }
}

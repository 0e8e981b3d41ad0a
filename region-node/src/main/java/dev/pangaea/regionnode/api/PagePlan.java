package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.Projection;
import java.util.Optional;

/**
 * What one page of a Query or a Scan is to be made of.
 *
 * @param rows from behind the start key, if there is one
 * @param atMostOne whether there can be no more than one row, so that a page never goes on
 */
record PagePlan(ReadTarget target, RowSource rows, ReadRequest request, boolean atMostOne) {
  Condition filter() {
    return request.filter();
  }

  Optional<Projection> projection() {
    return request.projection();
  }

  /** Whether rows have to be decoded: else they are counted and written as they are. */
  boolean looksInside() {
    return projection().isPresent() || !(filter() instanceof Condition.Always);
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

  ReadCapacity capacity(long bytes) {
    double units = ConsumedCapacity.readUnits(bytes, request.consistent());
    return new ReadCapacity(request.table(), target, units, 0);
  }
}

package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.partiql.BoundStatement;
import java.util.Optional;
import java.util.function.Function;

/**
 * A SELECT with what its request says beside it.
 *
 * @param limit how many rows a page may have
 * @param startKey where to go on
 * @param tokenOf what tells where to go on
 */
public record Selection(
    BoundStatement.Select statement,
    long limit,
    Optional<Item> startKey,
    boolean consistent,
    CapacityDetail detail,
    Function<Item, String> tokenOf) {
  /**
   * @param filter what is to be checked of each row
   */
  ReadRequest read(Condition filter) {
    return new ReadRequest(
        statement.table(),
        statement.index(),
        Select.of(null, statement.projection().isPresent(), statement.index().isPresent()),
        Optional.empty(),
        startKey,
        limit,
        consistent,
        detail,
        filter,
        "WHERE",
        statement.projection());
  }
}

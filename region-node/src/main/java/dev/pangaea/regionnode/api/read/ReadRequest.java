package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.Projection;
import java.util.Optional;

/**
 * What Queries and Scans have in common, checked as far as it can be without the table.
 *
 * @param table as the request names it
 * @param misfit why what it selects does not go with the attributes that it names
 * @param limit how many rows a page may have
 * @param filterName what the request calls its filter, in DynamoDB's complaints
 */
record ReadRequest(
    String table,
    Optional<String> index,
    Select select,
    Optional<String> misfit,
    Optional<Item> startKey,
    long limit,
    boolean consistent,
    CapacityDetail detail,
    Condition filter,
    String filterName,
    Optional<Projection> projection) {}

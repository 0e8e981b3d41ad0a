package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.expression.Relation;
import dev.pangaea.regionnode.expression.partiql.BoundStatement;
import dev.pangaea.regionnode.expression.partiql.Statement.Order;
import dev.pangaea.regionnode.table.KeyAttribute;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The order in which a SELECT wants rows: by keys only. */
final class SelectOrder {
  private SelectOrder() {}

  static void check(ReadTarget target, BoundStatement.Select select, KeyPlan plan) {
    if (select.order().isEmpty()) {
      return;
    }
    if (select.where().isEmpty()) {
      throw refused("Must have WHERE clause in the statement when using ORDER BY clause.");
    }
    for (Order order : select.order()) {
      if (!target.ownKeyNames().contains(order.attribute())) {
        throw refused(
            "Attribute %s in ORDER BY clause must be part of the primary key"
                .formatted(order.attribute()));
      }
    }
    if (!plan.isKeyed()) {
      throw refused(
          "Must have at least one non-optional hash key condition in WHERE clause when using ORDER"
              + " BY clause.");
    }
    if (plan.partitionKeys().size() > 1 && byPartitionKey(target, select).isEmpty()) {
      throw refused(
          "Must have hash key in ORDER BY clause when more than one hash key condition specified in"
              + " WHERE clause.");
    }
  }

  /**
   * Whether each partition key's rows come in ascending order. Those of a statement that is ordered
   * by the partition key alone do not, as DynamoDB has it.
   */
  static boolean isForward(ReadTarget target, BoundStatement.Select select) {
    return select.order().isEmpty()
        || select.order().stream()
            .filter(order -> names(target.sortKey(), order))
            .findFirst()
            .map(Order::ascending)
            .orElse(false);
  }

  /** The partition keys in the order in which their rows come. */
  static List<List<AttributeValue>> partitionKeys(
      ReadTarget target, BoundStatement.Select select, KeyPlan plan) {
    boolean ascending = byPartitionKey(target, select).map(Order::ascending).orElse(true);
    Comparator<List<AttributeValue>> order =
        (left, right) -> compared(left.getFirst(), right.getFirst());
    return plan.partitionKeys().size() == 1
        ? plan.partitionKeys()
        : plan.partitionKeys().stream().sorted(ascending ? order : order.reversed()).toList();
  }

  private static int compared(AttributeValue left, AttributeValue right) {
    return Relation.LESS.holds(left, right) ? -1 : left.equals(right) ? 0 : 1;
  }

  private static Optional<Order> byPartitionKey(ReadTarget target, BoundStatement.Select select) {
    return select.order().stream().filter(order -> names(target.partitionKey(), order)).findFirst();
  }

  private static boolean names(List<KeyAttribute> attributes, Order order) {
    return attributes.stream().anyMatch(attribute -> attribute.name().equals(order.attribute()));
  }

  private static RuntimeException refused(String message) {
    return Failure.validation(message).refused();
  }
}

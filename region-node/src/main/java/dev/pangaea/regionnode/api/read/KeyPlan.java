package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.Conjuncts;
import dev.pangaea.regionnode.expression.SortKeyCondition;
import dev.pangaea.regionnode.store.KeyRange;
import dev.pangaea.regionnode.table.KeyAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which rows a WHERE finds by their keys, and what is left of it to be checked of each.
 *
 * @param partitionKeys those whose rows are to be read; empty where all rows are
 * @param equal what the first sort-key attributes must be
 * @param ranges of which the attribute behind them must be in each
 */
record KeyPlan(
    List<List<AttributeValue>> partitionKeys,
    List<AttributeValue> equal,
    List<SortKeyCondition> ranges,
    Condition rest) {
  /** Of more values than these, all rows are looked at. */
  private static final int CHOICES_MAX = 50;

  static KeyPlan of(ReadTarget target, Optional<Condition> where) {
    List<Condition> conjuncts = where.map(Conjuncts::of).orElseGet(ArrayList::new);
    Optional<List<List<AttributeValue>>> partitionKeys = partitionKeys(target, conjuncts);
    if (partitionKeys.isEmpty()) {
      return new KeyPlan(
          List.of(), List.of(), List.of(), where.orElseGet(() -> Conjuncts.all(List.of())));
    }
    List<AttributeValue> equal = new ArrayList<>();
    for (KeyAttribute attribute : target.sortKey()) {
      Optional<AttributeValue> value = taken(conjuncts, attribute);
      if (value.isEmpty()) {
        List<SortKeyCondition> ranges = ranges(conjuncts, attribute);
        return new KeyPlan(partitionKeys.get(), equal, ranges, Conjuncts.all(conjuncts));
      }
      equal.add(value.get());
    }
    return new KeyPlan(partitionKeys.get(), equal, List.of(), Conjuncts.all(conjuncts));
  }

  boolean isKeyed() {
    return !partitionKeys.isEmpty();
  }

  /** Whether it names one item of the table by its whole key. */
  boolean isOneItem(ReadTarget target) {
    return target.index().isEmpty()
        && partitionKeys.size() == 1
        && equal.size() == target.sortKey().size();
  }

  /** Where the rows of one of the partition keys lie. */
  KeyRange range(ReadTarget target, List<AttributeValue> partitionKey) {
    Bytes partition = target.partition(partitionKey);
    KeyRange range = KeyRanges.of(partition, equal, Optional.empty());
    for (SortKeyCondition condition : ranges) {
      range = range.and(KeyRanges.of(partition, equal, Optional.of(condition)));
    }
    return range;
  }

  private static Optional<List<List<AttributeValue>>> partitionKeys(
      ReadTarget target, List<Condition> conjuncts) {
    List<KeyAttribute> attributes = target.partitionKey();
    List<Condition> left = new ArrayList<>(conjuncts);
    List<AttributeValue> key = new ArrayList<>();
    for (KeyAttribute attribute : attributes) {
      taken(left, attribute).ifPresent(key::add);
    }
    if (key.size() == attributes.size()) {
      conjuncts.retainAll(left);
      return Optional.of(List.of(key));
    }
    return attributes.size() == 1 ? choices(conjuncts, attributes.getFirst()) : Optional.empty();
  }

  /** The value that the attribute must have; its condition is taken away. */
  private static Optional<AttributeValue> taken(List<Condition> conjuncts, KeyAttribute attribute) {
    for (int index = 0; index < conjuncts.size(); index++) {
      Optional<AttributeValue> value = Conjuncts.equal(conjuncts.get(index), attribute.name());
      if (value.isPresent()) {
        StatementKeys.check(attribute, value.get());
        conjuncts.remove(index);
        return value;
      }
    }
    return Optional.empty();
  }

  private static Optional<List<List<AttributeValue>>> choices(
      List<Condition> conjuncts, KeyAttribute attribute) {
    for (int index = 0; index < conjuncts.size(); index++) {
      Optional<List<AttributeValue>> values =
          Conjuncts.choices(conjuncts.get(index), attribute.name());
      if (values.isPresent() && values.get().size() <= CHOICES_MAX) {
        values.get().forEach(value -> StatementKeys.check(attribute, value));
        conjuncts.remove(index);
        return Optional.of(values.get().stream().distinct().map(List::of).toList());
      }
    }
    return Optional.empty();
  }

  /** The runs that the attribute must be in; their conditions are taken away. */
  private static List<SortKeyCondition> ranges(List<Condition> conjuncts, KeyAttribute attribute) {
    List<SortKeyCondition> ranges = new ArrayList<>();
    for (int index = conjuncts.size() - 1; index >= 0; index--) {
      Optional<SortKeyCondition> range = Conjuncts.range(conjuncts.get(index), attribute.name());
      if (range.isPresent()) {
        range.get().values().forEach(value -> StatementKeys.check(attribute, value));
        ranges.add(range.get());
        conjuncts.remove(index);
      }
    }
    return ranges;
  }
}

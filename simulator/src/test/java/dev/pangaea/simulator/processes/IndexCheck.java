package dev.pangaea.simulator.processes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What rows an index must have by the items of its table. An item in which a key attribute of the
 * index is of another type could not have been written.
 *
 * @param key the index's key attributes, its partition key first
 * @param projected the attributes that its rows have; empty for all
 */
record IndexCheck(
    String index, List<String> tableKey, List<String> key, Optional<Set<String>> projected) {

  /** One for each index that a table has. */
  static List<IndexCheck> of(TableDescription table) {
    List<String> tableKey = names(table.keySchema());
    return Stream.concat(
            table.localSecondaryIndexes().stream()
                .map(
                    each ->
                        of(each.indexName(), tableKey, names(each.keySchema()), each.projection())),
            table.globalSecondaryIndexes().stream()
                .map(
                    each ->
                        of(each.indexName(), tableKey, names(each.keySchema()), each.projection())))
        .toList();
  }

  String partitionKey() {
    return key.getFirst();
  }

  /** What is wrong with the rows of the index, if these are the items of the table. */
  List<String> faults(
      Collection<Map<String, AttributeValue>> items, Collection<Map<String, AttributeValue>> rows) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> missing = new HashMap<>();
    for (Map<String, AttributeValue> item : items) {
      if (item.keySet().containsAll(key)) {
        missing.put(
            only(Set.copyOf(tableKey), item), projected.map(to -> only(to, item)).orElse(item));
      }
    }
    List<String> faults = new ArrayList<>();
    Set<Map<String, AttributeValue>> seen = new HashSet<>();
    for (Map<String, AttributeValue> row : rows) {
      Map<String, AttributeValue> place = only(Set.copyOf(tableKey), row);
      Map<String, AttributeValue> expected = missing.remove(place);
      if (!seen.add(place)) {
        faults.add(index + " has it twice: " + place);
      } else if (expected == null) {
        faults.add(index + " has a row too many: " + row);
      } else if (!expected.equals(row)) {
        faults.add(index + " has a stale row: " + row + ", not " + expected);
      }
    }
    missing.values().forEach(row -> faults.add(index + " lacks a row: " + row));
    return faults;
  }

  private static IndexCheck of(
      String name, List<String> tableKey, List<String> key, Projection projection) {
    if (projection.projectionType() == ProjectionType.ALL) {
      return new IndexCheck(name, tableKey, key, Optional.empty());
    }
    Set<String> projected = new HashSet<>(projection.nonKeyAttributes());
    projected.addAll(tableKey);
    projected.addAll(key);
    return new IndexCheck(name, tableKey, key, Optional.of(projected));
  }

  private static List<String> names(List<KeySchemaElement> schema) {
    return Stream.of(KeyType.HASH, KeyType.RANGE)
        .flatMap(type -> schema.stream().filter(each -> each.keyType() == type))
        .map(KeySchemaElement::attributeName)
        .toList();
  }

  private static Map<String, AttributeValue> only(
      Set<String> names, Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .filter(attribute -> names.contains(attribute.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}

package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.regionnode.expression.QueriedKey.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Which items a query wants by their keys.
 *
 * @param equalities a value for each partition-key attribute, then for the first sort-key
 *     attributes, in their order
 * @param range what the sort-key attribute right after them must be; empty where no sort-key
 *     attribute is mentioned
 */
public record KeyCondition(List<AttributeValue> equalities, Optional<SortKeyCondition> range) {
  /** How many attributes may be mentioned where the key has fewer. */
  private static final int CONDITIONS_MAX_ELSE = 2;

  private static final AttributeValue NO_TEXT = new StringValue("");
  private static final AttributeValue NO_BYTES = new BinaryValue(Bytes.EMPTY);

  public KeyCondition {
    equalities = List.copyOf(equalities);
  }

  /**
   * To be asked when all expressions of the request are read: DynamoDB finds faults in them first.
   *
   * @param condition what a key condition expression says
   * @throws InvalidExpressionException if it does not say which items of this key it wants
   */
  public static KeyCondition of(Condition condition, QueriedKey key) {
    return ofRanges(KeyRanges.of(condition), key);
  }

  /**
   * @param ranges what is wanted of each attribute, by its name
   * @throws InvalidExpressionException if that does not say which items of this key are wanted
   */
  public static KeyCondition ofRanges(SortedMap<String, SortKeyCondition> ranges, QueriedKey key) {
    checkAttributes(ranges.keySet(), key);
    List<AttributeValue> equalities = new ArrayList<>(ranges.size());
    for (Part part : key.partitionKey()) {
      SortKeyCondition range = ranges.get(part.name());
      if (!(range instanceof SortKeyCondition.Equal(AttributeValue value))) {
        throw notSupported();
      }
      check(part, range);
      equalities.add(value);
    }
    return withSortKey(equalities, ranges, key);
  }

  /**
   * @throws InvalidExpressionException if these are not the attributes that a query must mention
   */
  public static void checkAttributes(Set<String> mentioned, QueriedKey key) {
    List<Part> attributes = key.attributes();
    if (mentioned.size() > Math.max(CONDITIONS_MAX_ELSE, attributes.size())) {
      throw new InvalidExpressionException("Conditions can be of length 1 or 2 only");
    }
    for (Part part : key.partitionKey()) {
      if (!mentioned.contains(part.name())) {
        throw missing(part);
      }
    }
    checkNoOthers(mentioned, key);
  }

  /** Equal for all of the attributes that are mentioned but the last. */
  private static KeyCondition withSortKey(
      List<AttributeValue> equalities, SortedMap<String, SortKeyCondition> ranges, QueriedKey key) {
    int last = ranges.size() - key.partitionKey().size() - 1;
    if (last < 0) {
      return new KeyCondition(equalities, Optional.empty());
    }
    for (Part part : key.sortKey().subList(0, last)) {
      SortKeyCondition range =
          Optional.ofNullable(ranges.get(part.name())).orElseThrow(() -> missing(part));
      if (!(range instanceof SortKeyCondition.Equal(AttributeValue value))) {
        throw notSupported();
      }
      check(part, range);
      equalities.add(value);
    }
    Part part = key.sortKey().get(last);
    SortKeyCondition range =
        Optional.ofNullable(ranges.get(part.name())).orElseThrow(() -> missing(part));
    check(part, range);
    return new KeyCondition(equalities, Optional.of(range));
  }

  /** What is not of the key stands in the place of the part of the sort key that is missing. */
  private static void checkNoOthers(Set<String> mentioned, QueriedKey key) {
    List<String> names = key.attributes().stream().map(Part::name).toList();
    if (!names.containsAll(mentioned)) {
      throw key.sortKey().stream()
          .filter(part -> !mentioned.contains(part.name()))
          .findFirst()
          .map(KeyCondition::missing)
          .orElseGet(KeyCondition::notSupported);
    }
  }

  private static void check(Part part, SortKeyCondition range) {
    for (AttributeValue value : range.values()) {
      if (AttributeType.of(value) != part.type()) {
        throw new InvalidExpressionException(
            "One or more parameter values were invalid: Condition parameter type does not match"
                + " schema type");
      }
      if (value.equals(NO_TEXT)) {
        throw empty("string", part);
      }
      if (value.equals(NO_BYTES)) {
        throw empty("binary", part);
      }
    }
  }

  private static InvalidExpressionException missing(Part part) {
    return new InvalidExpressionException(
        "Query condition missed key schema element: " + part.name());
  }

  private static InvalidExpressionException notSupported() {
    return new InvalidExpressionException("Query key condition not supported");
  }

  private static InvalidExpressionException empty(String type, Part part) {
    return new InvalidExpressionException(
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
            + " contain an empty "
            + type
            + " value. Key: "
            + part.name());
  }
}

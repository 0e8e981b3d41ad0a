package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.BoundExpressions;
import dev.pangaea.regionnode.api.item.ExpressionMembers;
import dev.pangaea.regionnode.api.item.LegacyConditionReader;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ExpressionKind;
import dev.pangaea.regionnode.expression.Projection;
import dev.pangaea.regionnode.expression.legacy.LegacyCondition;
import dev.pangaea.regionnode.expression.legacy.LegacyConditions;
import dev.pangaea.regionnode.expression.legacy.LegacyProjections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The members that Queries and Scans have in common, while a request is read. */
final class ReadMembers {
  private static final int INDEX_NAME_CHARS_MIN = 3;
  private static final int INDEX_NAME_CHARS_MAX = 255;

  private static final List<ExpressionKind> OF_SCAN =
      List.of(ExpressionKind.PROJECTION, ExpressionKind.FILTER);
  private static final List<ExpressionKind> OF_QUERY =
      List.of(ExpressionKind.PROJECTION, ExpressionKind.FILTER, ExpressionKind.KEY_CONDITION);

  private static final String ATTRIBUTES_TO_GET = "AttributesToGet";
  private static final int ATTRIBUTES_TO_GET_MAX = 255;

  private final boolean query;
  private final String filterMember;
  private final ExpressionMembers expressions;
  private String table;
  private String index;
  private String select;
  private String detail;
  private Long limit;
  private boolean consistent;
  private Item startKey;
  private List<String> attributesToGet;
  private SortedMap<String, LegacyCondition> filter;
  private String conditionalOperator;

  ReadMembers(boolean query) {
    this.query = query;
    this.filterMember = query ? "QueryFilter" : "ScanFilter";
    this.expressions = new ExpressionMembers(query ? OF_QUERY : OF_SCAN);
  }

  /** Reads one member; one that has no meaning here is passed over. */
  void read(String member, JsonReader from) {
    switch (member) {
      case "TableName" -> table = from.string();
      case "IndexName" -> index = from.string();
      case "Select" -> select = from.string();
      case "ReturnConsumedCapacity" -> detail = from.string();
      case "Limit" -> limit = from.integer("Integer");
      case "ConsistentRead" -> consistent = from.bool();
      case "ExclusiveStartKey" -> startKey = startKey(from);
      case "AttributesToGet" -> attributesToGet = from.strings();
      case "ConditionalOperator" -> conditionalOperator = from.string();
      default -> {
        if (member.equals(filterMember)) {
          filter = LegacyConditionReader.read(from);
        } else if (!expressions.read(member, from)) {
          from.skip();
        }
      }
    }
  }

  ExpressionMembers expressions() {
    return expressions;
  }

  /**
   * Refuses a request that mixes expressions with what was there before them.
   *
   * @param others of the latter, what is not read here
   */
  void checkUse(List<String> others) {
    List<String> legacy = new ArrayList<>();
    add(ATTRIBUTES_TO_GET, attributesToGet, legacy);
    add(filterMember, filter, legacy);
    add("ConditionalOperator", conditionalOperator, legacy);
    legacy.addAll(others);
    expressions.checkUse(legacy);
  }

  private static void add(String member, Object value, List<String> present) {
    if (value != null) {
      present.add(member);
    }
  }

  void check(Constraints constraints) {
    Select.check(constraints, select);
    CapacityDetail.check(constraints, detail);
    TableNames.existing(constraints, table);
    constraints.matches(
        "indexName", index, index == null || TableNames.wellFormed(index), TableNames.PATTERN);
    constraints.length("indexName", index, INDEX_NAME_CHARS_MIN, INDEX_NAME_CHARS_MAX);
    LegacyConditionReader.check(constraints, query ? "queryFilter" : "scanFilter", filter);
    constraints.oneOf("conditionalOperator", conditionalOperator, List.of("OR", "AND"));
    constraints.size("attributesToGet", attributesToGet, 1, ATTRIBUTES_TO_GET_MAX);
    if (limit != null && limit < 1) {
      String constraint = "Member must have value greater than or equal to 1";
      if (query) {
        constraints.brokenUnshown("Limit", constraint);
      } else {
        constraints.broken("limit", limit, constraint);
      }
    }
  }

  /** Why what is selected does not go with the attributes that are named. */
  Optional<String> misfit() {
    return selected().fault(projectionMember());
  }

  /** To be called when everything else is checked. */
  ReadRequest request(BoundExpressions bound) {
    return new ReadRequest(
        table,
        Optional.ofNullable(index),
        selected(),
        misfit(),
        Optional.ofNullable(startKey),
        limit == null ? Long.MAX_VALUE : limit,
        consistent,
        CapacityDetail.of(detail),
        filter(bound),
        filter == null ? "Filter Expression" : filterMember,
        projection(bound));
  }

  private Select selected() {
    return Select.of(select, projectionMember() != null, index != null);
  }

  /** Null where no attributes are named. */
  private String projectionMember() {
    return expressions.has(ExpressionKind.PROJECTION)
        ? ExpressionKind.PROJECTION.member()
        : attributesToGet == null ? null : ATTRIBUTES_TO_GET;
  }

  private Condition filter(BoundExpressions bound) {
    return filter == null && conditionalOperator == null
        ? bound.condition(ExpressionKind.FILTER)
        : BoundExpressions.refusing(
            () ->
                LegacyConditions.filter(
                    filter == null ? new TreeMap<>() : filter,
                    Optional.ofNullable(conditionalOperator)));
  }

  private Optional<Projection> projection(BoundExpressions bound) {
    return attributesToGet == null
        ? bound.projection()
        : Optional.of(
            BoundExpressions.refusing(() -> LegacyProjections.attributesToGet(attributesToGet)));
  }

  private static Item startKey(JsonReader from) {
    TreeMap<String, AttributeValue> key = new TreeMap<>();
    List<Failure> badValues = new ArrayList<>(0);
    from.enterMap("com.amazonaws.dynamodb.v20120810.AttributeValue");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      key.put(name, from.value(badValues::add));
    }
    badValues.forEach(bad -> from.badValue(StartKeys.invalid(bad)));
    return new Item(key);
  }
}

package dev.pangaea.regionnode.api.write;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.capacity.CollectionMetrics;
import dev.pangaea.regionnode.api.item.BoundExpressions;
import dev.pangaea.regionnode.api.item.ExpressionMembers;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ExpressionKind;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.ItemUpdate;
import java.util.List;
import java.util.Optional;

/**
 * The members of a request to write one item. Puts, deletes and updates differ in little: a put
 * brings an item, the others a key; an update says what to change.
 */
final class WriteMembers {
  private static final String ITEM = "Item";
  private static final String KEY = "Key";
  private static final List<ExpressionKind> CONDITION = List.of(ExpressionKind.CONDITION);
  private static final List<ExpressionKind> UPDATE_AND_CONDITION =
      List.of(ExpressionKind.UPDATE, ExpressionKind.CONDITION);

  private final String attributesMember;
  private final LegacyWriteMembers legacy;
  private final ExpressionMembers expressions;
  private String table;
  private Item attributes;
  private String returnValues;
  private String onFailure;
  private String detail;
  private String metrics;

  private WriteMembers(
      String attributesMember, boolean updating, List<ExpressionKind> expressionKinds) {
    this.attributesMember = attributesMember;
    this.legacy = new LegacyWriteMembers(updating);
    this.expressions = new ExpressionMembers(expressionKinds);
  }

  static WriteMembers ofPut(JsonReader from) {
    return new WriteMembers(ITEM, false, CONDITION).read(from);
  }

  static WriteMembers ofDelete(JsonReader from) {
    return new WriteMembers(KEY, false, CONDITION).read(from);
  }

  static WriteMembers ofUpdate(JsonReader from) {
    return new WriteMembers(KEY, true, UPDATE_AND_CONDITION).read(from);
  }

  String table() {
    return table;
  }

  /** The item or the key. */
  Item attributes() {
    return attributes;
  }

  ReturnValues returnValues() {
    return ReturnValues.of(returnValues);
  }

  /** Whether to tell the item on which the condition failed. */
  boolean oldOnFailure() {
    return ReturnValues.of(onFailure) == ReturnValues.ALL_OLD;
  }

  CapacityDetail detail() {
    return CapacityDetail.of(detail);
  }

  /** Whether to tell how large the item's collection is. */
  boolean metricsWanted() {
    return CollectionMetrics.wanted(metrics);
  }

  /** When it is to be written, and what is to be changed. */
  record Meaning(Condition condition, ItemUpdate update) {
    private static final Meaning PLAIN = new Meaning(new Condition.Always(), ItemUpdate.NOTHING);
  }

  Meaning meaning(Expressions parser) {
    if (!legacy.isEmpty()) {
      ItemUpdate update = legacy.update();
      return new Meaning(legacy.condition(), update);
    }
    if (expressions.isEmpty()) {
      return Meaning.PLAIN;
    }
    BoundExpressions bound = expressions.bind(parser);
    Optional<ItemUpdate> update = bound.update();
    Condition condition = bound.condition(ExpressionKind.CONDITION);
    bound.end();
    return new Meaning(condition, update.orElse(ItemUpdate.NOTHING));
  }

  private WriteMembers read(JsonReader from) {
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> table = from.string();
        case "ReturnValues" -> returnValues = from.string();
        case "ReturnValuesOnConditionCheckFailure" -> onFailure = from.string();
        case "ReturnConsumedCapacity" -> detail = from.string();
        case "ReturnItemCollectionMetrics" -> metrics = from.string();
        default -> {
          if (name.equals(attributesMember)) {
            attributes = from.attributes();
          } else if (!expressions.read(name, from) && !legacy.read(name, from)) {
            from.skip();
          }
        }
      }
    }
    from.end();
    check();
    expressions.checkUse(legacy.names());
    from.refuseBadValues();
    return this;
  }

  private void check() {
    Constraints constraints = new Constraints();
    CapacityDetail.check(constraints, detail);
    TableNames.existing(constraints, table);
    constraints.present(attributesMember.equals(ITEM) ? "item" : "key", attributes);
    ReturnValues.check(constraints, returnValues);
    CollectionMetrics.check(constraints, metrics);
    legacy.check(constraints);
    ReturnValues.checkOnFailure(constraints, onFailure);
    constraints.check();
  }
}

package dev.pangaea.regionnode.api.transact;

import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.regionnode.api.item.BoundExpressions;
import dev.pangaea.regionnode.api.item.ExpressionMembers;
import dev.pangaea.regionnode.api.item.PathsIntoKeys;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.api.write.Commands;
import dev.pangaea.regionnode.api.write.ReturnValues;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ExpressionKind;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.ItemUpdate;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;
import java.util.List;

/** One write or check of a transaction, as it is requested. */
final class TransactedWrite implements JointWrite {
  /** What a request can do with an item. */
  enum Kind {
    CONDITION_CHECK("ConditionCheck", "conditionCheck", "Key", ExpressionKind.CONDITION),
    PUT("Put", "put", "Item", ExpressionKind.CONDITION),
    DELETE("Delete", "delete", "Key", ExpressionKind.CONDITION),
    UPDATE("Update", "update", "Key", ExpressionKind.UPDATE, ExpressionKind.CONDITION);

    private final String shape;
    private final String member;
    private final String attributesMember;
    private final List<ExpressionKind> expressions;

    Kind(String shape, String member, String attributesMember, ExpressionKind... expressionKinds) {
      this.shape = shape;
      this.member = member;
      this.attributesMember = attributesMember;
      this.expressions = List.of(expressionKinds);
    }

    String shape() {
      return shape;
    }
  }

  private final Kind kind;
  private final ExpressionMembers expressions;
  private String table;
  private Item attributes;
  private String onFailure;
  private Condition condition = new Condition.Always();
  private ItemUpdate update = ItemUpdate.NOTHING;

  private TransactedWrite(Kind kind) {
    this.kind = kind;
    this.expressions = new ExpressionMembers(kind.expressions);
  }

  static TransactedWrite read(Kind kind, JsonReader from) {
    TransactedWrite write = new TransactedWrite(kind);
    from.enterStructure(kind.shape);
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "TableName" -> write.table = from.string();
        case "ReturnValuesOnConditionCheckFailure" -> write.onFailure = from.string();
        default -> {
          if (name.equals(kind.attributesMember)) {
            write.attributes = from.attributes();
          } else if (!write.expressions.read(name, from)) {
            from.skip();
          }
        }
      }
    }
    return write;
  }

  /**
   * @param element where the write stands in the request
   */
  void check(Constraints constraints, String element) {
    String member = element + "." + kind.member + ".";
    TableNames.existing(constraints, member + "tableName", table);
    constraints.present(member + (kind == Kind.PUT ? "item" : "key"), attributes);
    for (ExpressionKind needed : needed()) {
      if (!expressions.has(needed)) {
        constraints.present(
            member + (needed == ExpressionKind.UPDATE ? "updateExpression" : "conditionExpression"),
            null);
      }
    }
    ReturnValues.checkOnFailure(
        constraints, member + "returnValuesOnConditionCheckFailure", onFailure);
  }

  private List<ExpressionKind> needed() {
    return switch (kind) {
      case CONDITION_CHECK -> List.of(ExpressionKind.CONDITION);
      case UPDATE -> List.of(ExpressionKind.UPDATE);
      case PUT, DELETE -> List.of();
    };
  }

  void checkUse() {
    expressions.checkUse(List.of());
  }

  /** Reads the expressions. */
  void bind(Expressions parser) {
    if (expressions.isEmpty()) {
      return;
    }
    BoundExpressions bound = expressions.bind(parser);
    update = bound.update().orElse(ItemUpdate.NOTHING);
    condition = bound.condition(ExpressionKind.CONDITION);
    bound.end();
  }

  @Override
  public String table() {
    return table;
  }

  @Override
  public boolean oldOnFailure() {
    return ReturnValues.of(onFailure) == ReturnValues.ALL_OLD;
  }

  @Override
  public boolean inserts() {
    return false;
  }

  /** What the request brings of the item, by DynamoDB's measure. */
  long size() {
    return ItemSize.of(attributes);
  }

  /** Refuses an item that no table keeps. */
  void checkSize() {
    if (kind == Kind.PUT) {
      Commands.encoded(attributes);
    }
  }

  /** Refuses paths into keys, which make a transaction invalid as a whole. */
  void checkPaths(TableView found) {
    PathsIntoKeys.refuse(found, condition.paths());
    PathsIntoKeys.refuse(found, update.paths());
  }

  @Override
  public WriteCommand command(TableView found) {
    return switch (kind) {
      case PUT -> Commands.put(found, attributes, Commands.encoded(attributes), condition);
      case DELETE -> Commands.delete(found, attributes, condition);
      case UPDATE -> Commands.update(found, attributes, update, condition);
      case CONDITION_CHECK -> Commands.check(found, attributes, condition);
    };
  }

  /** Writes all that tells this request from others. */
  void fingerprint(ByteWriter to) {
    to.text(kind.shape);
    to.text(TableNames.plain(table));
    to.bytes(EncodedItem.of(attributes).bytes());
    to.u8(oldOnFailure() ? 1 : 0);
    expressions.fingerprint(to);
  }
}

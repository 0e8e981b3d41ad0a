package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.BoundExpressions;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.api.write.ReturnValues;
import dev.pangaea.regionnode.expression.partiql.BoundStatement;
import dev.pangaea.regionnode.expression.partiql.ParsedStatement;
import java.util.List;
import java.util.Map;

/** A statement with its parameters, as requests of one and of many hold them. */
final class StatementRequest {
  static final int CHARS_MAX = 8192;
  private static final int TABLE_CHARS_MIN = 3;
  private static final int TABLE_CHARS_MAX = 255;

  private String text;
  private List<AttributeValue> parameters;
  private boolean consistent;
  private String onFailure;
  private Failure badParameter;

  /** Reads a member, if it is one of these; else leaves it to be read. */
  boolean read(String member, JsonReader from) {
    switch (member) {
      case "Statement" -> text = from.string();
      case "Parameters" -> parameters = from.parameters(this::badParameter);
      case "ConsistentRead" -> consistent = from.bool();
      case "ReturnValuesOnConditionCheckFailure" -> onFailure = from.string();
      default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * @param prefix where the statement stands in the request
   */
  void check(Constraints constraints, String prefix) {
    constraints.present(prefix + "statement", text);
    constraints.length(prefix + "statement", text, 1, CHARS_MAX);
    constraints.size(prefix + "parameters", parameters, 1, Integer.MAX_VALUE);
    ReturnValues.checkOnFailure(
        constraints, prefix + "returnValuesOnConditionCheckFailure", onFailure);
  }

  private void badParameter(Failure failure) {
    if (badParameter == null) {
      badParameter = failure;
    }
  }

  /** Refuses the statement if there is something wrong with its parameters. */
  void refuseBadParameters() {
    if (badParameter != null) {
      throw badParameter.refused();
    }
  }

  String text() {
    return text;
  }

  List<AttributeValue> parameters() {
    return parameters == null ? List.of() : parameters;
  }

  boolean consistent() {
    return consistent;
  }

  /** Whether to tell the item on which a condition failed. */
  boolean oldOnFailure() {
    return ReturnValues.of(onFailure) == ReturnValues.ALL_OLD;
  }

  /** Writes all that tells this statement from others. */
  void fingerprint(ByteWriter to) {
    to.text(text);
    Item values = Item.of(Map.of("Parameters", new ListValue(parameters())));
    to.bytes(EncodedItem.of(values).bytes());
    to.u8(oldOnFailure() ? 1 : 0);
  }

  ParsedStatement parsed() {
    return BoundExpressions.refusing(() -> ParsedStatement.of(text));
  }

  BoundStatement bound(ParsedStatement parsed) {
    BoundStatement statement = BoundExpressions.refusing(() -> parsed.bind(parameters()));
    String table = statement.table();
    if (table.length() < TABLE_CHARS_MIN
        || table.length() > TABLE_CHARS_MAX
        || !TableNames.wellFormed(table)) {
      throw Failure.validation(
              "Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z',"
                  + " '0-9', '-', '_', '.'.")
          .refused();
    }
    return statement;
  }
}

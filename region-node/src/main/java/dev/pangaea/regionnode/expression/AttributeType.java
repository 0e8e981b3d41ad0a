package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;

/** The types of values, by DynamoDB's letters. */
public enum AttributeType {
  S("STRING"),
  N("NUMBER"),
  B("BINARY"),
  SS("STRING_SET"),
  NS("NUMBER_SET"),
  BS("BINARY_SET"),
  BOOL("BOOLEAN"),
  NULL("NULL"),
  L("LIST"),
  M("MAP");

  private final String word;

  AttributeType(String word) {
    this.word = word;
  }

  /** The name that DynamoDB uses in some of its messages. */
  public String word() {
    return word;
  }

  public static AttributeType of(AttributeValue value) {
    return switch (value) {
      case AttributeValue.StringValue _ -> S;
      case AttributeValue.NumberValue _ -> N;
      case AttributeValue.BinaryValue _ -> B;
      case AttributeValue.StringSetValue _ -> SS;
      case AttributeValue.NumberSetValue _ -> NS;
      case AttributeValue.BinarySetValue _ -> BS;
      case AttributeValue.BooleanValue _ -> BOOL;
      case AttributeValue.NullValue _ -> NULL;
      case AttributeValue.ListValue _ -> L;
      case AttributeValue.MapValue _ -> M;
    };
  }
}

package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;

/** The types of values, by DynamoDB's letters. */
public enum AttributeType {
  S,
  N,
  B,
  SS,
  NS,
  BS,
  BOOL,
  NULL,
  L,
  M;

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

package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinarySetValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import java.util.Optional;
import java.util.OptionalLong;

/** A value in a condition. */
public sealed interface Operand {
  /** What it comes to for an item; empty where the item has no such value. */
  Optional<AttributeValue> in(Item item);

  /** The type that it has in every item; empty where it depends on the item. */
  Optional<AttributeType> type();

  /** A value of the request. */
  record Literal(AttributeValue value) implements Operand {
    @Override
    public Optional<AttributeValue> in(Item item) {
      return Optional.of(value);
    }

    @Override
    public Optional<AttributeType> type() {
      return Optional.of(AttributeType.of(value));
    }
  }

  /** A value of the item. */
  record Attribute(DocumentPath path) implements Operand {
    @Override
    public Optional<AttributeValue> in(Item item) {
      return path.in(item);
    }

    @Override
    public Optional<AttributeType> type() {
      return Optional.empty();
    }
  }

  /** How large a value is: a text's characters, bytes, elements. Other types have no size. */
  record Size(Operand of) implements Operand {
    @Override
    public Optional<AttributeValue> in(Item item) {
      Optional<AttributeValue> value = of.in(item);
      OptionalLong size = value.isPresent() ? sizeOf(value.get()) : OptionalLong.empty();
      return size.isPresent() ? Optional.of(NumberValue.of(size.getAsLong())) : Optional.empty();
    }

    @Override
    public Optional<AttributeType> type() {
      return Optional.of(AttributeType.N);
    }

    private static OptionalLong sizeOf(AttributeValue value) {
      return switch (value) {
        case StringValue(String text) -> OptionalLong.of(text.length());
        case BinaryValue(Bytes bytes) -> OptionalLong.of(bytes.length());
        case StringSetValue set -> OptionalLong.of(set.elements().size());
        case NumberSetValue set -> OptionalLong.of(set.elements().size());
        case BinarySetValue set -> OptionalLong.of(set.elements().size());
        case ListValue list -> OptionalLong.of(list.elements().size());
        case MapValue map -> OptionalLong.of(map.entries().size());
        case NumberValue _, BooleanValue _, NullValue _ -> OptionalLong.empty();
      };
    }
  }
}

package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value that an update assigns. */
sealed interface UpdateOperand {
  /**
   * @param item the item before the update
   */
  AttributeValue in(Item item) throws RefusedUpdateException;

  record Literal(AttributeValue value) implements UpdateOperand {
    @Override
    public AttributeValue in(Item item) {
      return value;
    }
  }

  record Attribute(DocumentPath path) implements UpdateOperand {
    @Override
    public AttributeValue in(Item item) throws RefusedUpdateException {
      return path.in(item).orElseThrow(RefusedUpdateException::missingAttribute);
    }
  }

  record IfNotExists(DocumentPath path, UpdateOperand other) implements UpdateOperand {
    @Override
    public AttributeValue in(Item item) throws RefusedUpdateException {
      Optional<AttributeValue> present = path.in(item);
      return present.isPresent() ? present.get() : other.in(item);
    }
  }

  record ListAppend(UpdateOperand front, UpdateOperand back) implements UpdateOperand {
    @Override
    public AttributeValue in(Item item) throws RefusedUpdateException {
      if (front.in(item) instanceof ListValue(List<AttributeValue> first)
          && back.in(item) instanceof ListValue(List<AttributeValue> last)) {
        List<AttributeValue> joined = new ArrayList<>(first.size() + last.size());
        joined.addAll(first);
        joined.addAll(last);
        return new ListValue(joined);
      }
      throw RefusedUpdateException.wrongType();
    }
  }

  record Sum(UpdateOperand left, UpdateOperand right) implements UpdateOperand {
    @Override
    public AttributeValue in(Item item) throws RefusedUpdateException {
      if (left.in(item) instanceof NumberValue(BigDecimal a)
          && right.in(item) instanceof NumberValue(BigDecimal b)) {
        return Arithmetic.sum(a, b);
      }
      throw RefusedUpdateException.wrongType();
    }
  }

  record Difference(UpdateOperand left, UpdateOperand right) implements UpdateOperand {
    @Override
    public AttributeValue in(Item item) throws RefusedUpdateException {
      if (left.in(item) instanceof NumberValue(BigDecimal a)
          && right.in(item) instanceof NumberValue(BigDecimal b)) {
        return Arithmetic.sum(a, b.negate());
      }
      throw RefusedUpdateException.wrongType();
    }
  }
}

package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.bytes.Utf8;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinarySetValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Goes down the paths of an update and copies only the maps and lists on its way. It stops as soon
 * as what it has placed cannot fit: an update may name a large value in hundreds of places.
 */
final class UpdateSteps {
  private final Item before;
  private final String wrongType;

  /**
   * Paths do not overlap, so that all that is placed stays, and the item has at least this size.
   */
  private long placedBytes;

  /**
   * @param wrongType what to say where a value cannot be added to, or taken from, the one there
   */
  UpdateSteps(Item before, String wrongType) {
    this.before = before;
    this.wrongType = wrongType;
  }

  SortedMap<String, AttributeValue> fields(
      PathTree.Fields<UpdateAction> tree, SortedMap<String, AttributeValue> from)
      throws RefusedUpdateException {
    SortedMap<String, AttributeValue> after = new TreeMap<>(from);
    for (Map.Entry<String, PathTree<UpdateAction>> child : tree.children().entrySet()) {
      String name = child.getKey();
      Optional<AttributeValue> value =
          changed(child.getValue(), Optional.ofNullable(from.get(name)));
      if (value.isPresent()) {
        place(Utf8.length(name));
        after.put(name, value.get());
      } else {
        after.remove(name);
      }
    }
    return after;
  }

  /** Places are those of the list before; what is set behind its end is appended in order. */
  private List<AttributeValue> elements(
      PathTree.Elements<UpdateAction> tree, List<AttributeValue> from)
      throws RefusedUpdateException {
    List<AttributeValue> after = new ArrayList<>(from);
    Set<Integer> removed = new HashSet<>();
    for (Map.Entry<Integer, PathTree<UpdateAction>> child : tree.children().entrySet()) {
      int index = child.getKey();
      boolean inside = index < from.size();
      Optional<AttributeValue> value =
          changed(child.getValue(), inside ? Optional.of(from.get(index)) : Optional.empty());
      if (value.isEmpty()) {
        removed.add(index);
      } else if (inside) {
        after.set(index, value.get());
      } else {
        after.add(value.get());
      }
    }
    if (removed.isEmpty()) {
      return after;
    }
    List<AttributeValue> kept = new ArrayList<>(after.size());
    for (int index = 0; index < after.size(); index++) {
      if (index >= from.size() || !removed.contains(index)) {
        kept.add(after.get(index));
      }
    }
    return kept;
  }

  private Optional<AttributeValue> changed(
      PathTree<UpdateAction> tree, Optional<AttributeValue> value) throws RefusedUpdateException {
    return switch (tree) {
      case PathTree.End<UpdateAction>(UpdateAction action) -> {
        Optional<AttributeValue> placed = acted(action, value);
        if (placed.isPresent()) {
          place(ItemSize.of(placed.get()));
        }
        yield placed;
      }
      case PathTree.Fields<UpdateAction> inner -> {
        if (value.isPresent() && value.get() instanceof MapValue map) {
          yield Optional.of(new MapValue(fields(inner, map.entries())));
        }
        throw RefusedUpdateException.wrongPath();
      }
      case PathTree.Elements<UpdateAction> inner -> {
        if (value.isPresent() && value.get() instanceof ListValue(List<AttributeValue> list)) {
          yield Optional.of(new ListValue(elements(inner, list)));
        }
        throw RefusedUpdateException.wrongPath();
      }
    };
  }

  private void place(long bytes) throws RefusedUpdateException {
    placedBytes += bytes;
    if (placedBytes > ItemSize.ITEM_BYTES_MAX) {
      throw RefusedUpdateException.tooLarge();
    }
  }

  private Optional<AttributeValue> acted(UpdateAction action, Optional<AttributeValue> value)
      throws RefusedUpdateException {
    return switch (action) {
      case UpdateAction.Assign(UpdateOperand operand) -> Optional.of(operand.in(before));
      case UpdateAction.Remove() -> Optional.empty();
      case UpdateAction.Add(AttributeValue added) ->
          Optional.of(value.isPresent() ? added(value.get(), added) : added);
      case UpdateAction.Delete(AttributeValue elements) ->
          value.isPresent() ? without(value.get(), elements) : Optional.empty();
    };
  }

  private AttributeValue added(AttributeValue value, AttributeValue added)
      throws RefusedUpdateException {
    return switch (added) {
      case NumberValue(BigDecimal b) when value instanceof NumberValue(BigDecimal a) ->
          Arithmetic.sum(a, b);
      case StringSetValue b when value instanceof StringSetValue a ->
          new StringSetValue(joined(a.elements(), b.elements()));
      case NumberSetValue b when value instanceof NumberSetValue a ->
          new NumberSetValue(joined(a.elements(), b.elements()));
      case BinarySetValue b when value instanceof BinarySetValue a ->
          new BinarySetValue(joined(a.elements(), b.elements()));
      case ListValue b when value instanceof ListValue a ->
          new ListValue(Stream.concat(a.elements().stream(), b.elements().stream()).toList());
      case AttributeValue _ -> throw new RefusedUpdateException(wrongType);
    };
  }

  /** A set that would be empty is gone. */
  private Optional<AttributeValue> without(AttributeValue value, AttributeValue elements)
      throws RefusedUpdateException {
    return switch (elements) {
      case StringSetValue b when value instanceof StringSetValue a ->
          less(a.elements(), b.elements()).map(StringSetValue::new);
      case NumberSetValue b when value instanceof NumberSetValue a ->
          less(a.elements(), b.elements()).map(NumberSetValue::new);
      case BinarySetValue b when value instanceof BinarySetValue a ->
          less(a.elements(), b.elements()).map(BinarySetValue::new);
      case AttributeValue _ -> throw new RefusedUpdateException(wrongType);
    };
  }

  private static <T> SortedSet<T> joined(SortedSet<T> left, SortedSet<T> right) {
    SortedSet<T> union = new TreeSet<>(left);
    union.addAll(right);
    return union;
  }

  private static <T> Optional<SortedSet<T>> less(SortedSet<T> from, SortedSet<T> taken) {
    SortedSet<T> rest = new TreeSet<>(from);
    taken.forEach(rest::remove);
    return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
  }
}

package dev.pangaea.regionnode.expression;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.syntax.Functions;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand;
import dev.pangaea.regionnode.expression.syntax.ParsedOperand.Call;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import dev.pangaea.regionnode.expression.syntax.ParsedPath.Segment;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate.Action;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Does an update step by step on maps and lists that it changes: first what is set or added, from
 * the lowest index, then what is removed, from the highest.
 */
final class NaiveUpdate {
  /** The update does not fit the item. */
  static final class DoesNotFit extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private NaiveUpdate() {}

  /** Those actions whose paths are apart from all before; sections together. */
  static List<Action> apart(List<Action> actions) {
    List<ParsedPath> taken = new ArrayList<>();
    List<Action> apart = new ArrayList<>();
    for (Action action : actions) {
      if (taken.stream().allMatch(path -> apart(path, action.path()))) {
        taken.add(action.path());
        apart.add(action);
      }
    }
    apart.sort(Comparator.comparing(action -> action.getClass().getSimpleName()));
    return apart;
  }

  static List<ParsedPath> apartPaths(List<ParsedPath> paths) {
    return apart(paths.stream().<Action>map(Action.Remove::new).toList()).stream()
        .map(Action::path)
        .toList();
  }

  /** Whether the first step in which they differ is in one map, or in one list. */
  private static boolean apart(ParsedPath one, ParsedPath two) {
    for (int at = 0; at < Math.min(one.segments().size(), two.segments().size()); at++) {
      Object first = step(one.segments().get(at));
      Object second = step(two.segments().get(at));
      if (!first.equals(second)) {
        return first.getClass() == second.getClass();
      }
    }
    return false;
  }

  private static Object step(Segment segment) {
    return switch (segment) {
      case Segment.Name(String name) -> name;
      case Segment.Placeholder(String key) -> AnyExpression.NAMES.get(key);
      case Segment.Index(int index) -> index;
    };
  }

  static Item applied(List<Action> actions, Item before) {
    Node.Fields item = new Node.Fields(before.attributes());
    Map<Action, Optional<AttributeValue>> results = new HashMap<>();
    for (Action action : actions) {
      results.put(action, result(action, before));
      parent(item, action.path());
    }
    actions.stream()
        .sorted(Comparator.comparingInt(action -> last(action.path())))
        .forEach(action -> results.get(action).ifPresent(value -> put(item, action.path(), value)));
    actions.stream()
        .filter(action -> results.get(action).isEmpty())
        .filter(action -> NaiveCondition.at(action.path(), before).isPresent())
        .sorted(deepestThenLast())
        .forEach(action -> remove(item, action.path()));
    return Item.of(item.value().entries());
  }

  private static Comparator<Action> deepestThenLast() {
    return Comparator.<Action>comparingInt(action -> action.path().segments().size())
        .thenComparingInt(action -> last(action.path()))
        .reversed();
  }

  private static int last(ParsedPath path) {
    return step(path.segments().getLast()) instanceof Integer index ? index : 0;
  }

  /** Empty where nothing is to stay. */
  private static Optional<AttributeValue> result(Action action, Item before) {
    Optional<AttributeValue> now = NaiveCondition.at(action.path(), before);
    return switch (action) {
      case Action.Set(ParsedPath _, Source source) -> Optional.of(assigned(source, before));
      case Action.Remove(ParsedPath _) -> Optional.empty();
      case Action.Add(ParsedPath _, ParsedOperand.Value(String key)) -> {
        AttributeValue added = AnyExpression.VALUES.get(key);
        yield Optional.of(now.map(value -> added(value, added)).orElse(added));
      }
      case Action.Delete(ParsedPath _, ParsedOperand.Value(String key)) ->
          now.flatMap(value -> without(value, AnyExpression.VALUES.get(key)));
    };
  }

  private static AttributeValue assigned(Source source, Item before) {
    return switch (source) {
      case Source.Single(Call(String function, List<ParsedOperand> operands))
          when function.equals(Functions.LIST_APPEND) -> {
        List<AttributeValue> joined = new ArrayList<>();
        for (ParsedOperand operand : operands) {
          joined.addAll(as(ListValue.class, operand(operand, before)).elements());
        }
        yield new ListValue(joined);
      }
      case Source.Single(ParsedOperand operand) -> operand(operand, before);
      case Source.Sum(ParsedOperand left, ParsedOperand right) ->
          sum(operand(left, before), operand(right, before), BigDecimal.ONE);
      case Source.Difference(ParsedOperand left, ParsedOperand right) ->
          sum(operand(left, before), operand(right, before), BigDecimal.ONE.negate());
    };
  }

  private static AttributeValue operand(ParsedOperand operand, Item before) {
    return switch (operand) {
      case Call(String _, List<ParsedOperand> operands) ->
          NaiveCondition.value(operands.get(0), before)
              .orElseGet(() -> operand(operands.get(1), before));
      case ParsedOperand plain -> NaiveCondition.value(plain, before).orElseThrow(DoesNotFit::new);
    };
  }

  private static AttributeValue sum(AttributeValue left, AttributeValue right, BigDecimal sign) {
    BigDecimal first = as(NumberValue.class, left).value();
    return new NumberValue(first.add(as(NumberValue.class, right).value().multiply(sign)));
  }

  private static AttributeValue added(AttributeValue value, AttributeValue added) {
    if (added instanceof NumberValue) {
      return sum(value, added, BigDecimal.ONE);
    }
    TreeSet<Object> union = new TreeSet<>(elements(as(added.getClass(), value)));
    union.addAll(elements(added));
    return set(added, union);
  }

  private static Optional<AttributeValue> without(AttributeValue value, AttributeValue taken) {
    TreeSet<Object> rest = new TreeSet<>(elements(as(taken.getClass(), value)));
    rest.removeAll(elements(taken));
    return rest.isEmpty() ? Optional.empty() : Optional.of(set(taken, rest));
  }

  private static Collection<?> elements(AttributeValue set) {
    return switch (set) {
      case AttributeValue.StringSetValue texts -> texts.elements();
      case AttributeValue.NumberSetValue numbers -> numbers.elements();
      case AttributeValue.BinarySetValue binaries -> binaries.elements();
      case AttributeValue _ -> throw new AssertionError();
    };
  }

  private static AttributeValue set(AttributeValue like, TreeSet<Object> elements) {
    return switch (like) {
      case AttributeValue.StringSetValue _ ->
          Shown.texts(elements.stream().map(String.class::cast).toArray(String[]::new));
      case AttributeValue.NumberSetValue _ ->
          Shown.numbers(elements.stream().map(String::valueOf).toArray(String[]::new));
      case AttributeValue _ ->
          Shown.binaries(
              elements.stream()
                  .map(Bytes.class::cast)
                  .map(AttributeValue.BinaryValue::new)
                  .toArray(AttributeValue.BinaryValue[]::new));
    };
  }

  private static void put(Node.Fields item, ParsedPath path, AttributeValue value) {
    Object step = step(path.segments().getLast());
    switch (parent(item, path)) {
      case Node.Fields fields -> fields.children.put((String) step, Node.of(value));
      case Node.Elements elements -> {
        int index = (Integer) step;
        if (index < elements.children.size()) {
          elements.children.set(index, Node.of(value));
        } else {
          elements.children.add(Node.of(value));
        }
      }
      case Node.Leaf _ -> throw new DoesNotFit();
    }
  }

  private static void remove(Node.Fields item, ParsedPath path) {
    Object step = step(path.segments().getLast());
    switch (parent(item, path)) {
      case Node.Fields fields -> fields.children.remove((String) step);
      case Node.Elements elements -> elements.children.remove((int) (Integer) step);
      case Node.Leaf _ -> throw new DoesNotFit();
    }
  }

  /** A map for a path that ends with a name, a list for one that ends with an index. */
  private static Node parent(Node.Fields item, ParsedPath path) {
    Node node = item;
    for (Segment segment : path.segments().subList(0, path.segments().size() - 1)) {
      Object step = step(segment);
      Optional<Node> below =
          switch (node) {
            case Node.Fields fields ->
                step instanceof String name
                    ? Optional.ofNullable(fields.children.get(name))
                    : Optional.empty();
            case Node.Elements elements when step instanceof Integer index ->
                elements.children.stream().skip(index).findFirst();
            case Node _ -> Optional.empty();
          };
      node = below.orElseThrow(DoesNotFit::new);
    }
    boolean fits =
        step(path.segments().getLast()) instanceof String
            ? node instanceof Node.Fields
            : node instanceof Node.Elements;
    if (!fits) {
      throw new DoesNotFit();
    }
    return node;
  }

  private static <T> T as(Class<T> type, AttributeValue value) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw new DoesNotFit();
  }

  /** A value that can be changed. */
  private sealed interface Node {
    AttributeValue value();

    static Node of(AttributeValue value) {
      return switch (value) {
        case MapValue map -> new Fields(map.entries());
        case ListValue list -> new Elements(list.elements());
        case AttributeValue leaf -> new Leaf(leaf);
      };
    }

    record Leaf(AttributeValue value) implements Node {}

    final class Fields implements Node {
      private final Map<String, Node> children = new TreeMap<>();

      Fields(Map<String, AttributeValue> entries) {
        entries.forEach((name, value) -> children.put(name, Node.of(value)));
      }

      @Override
      public MapValue value() {
        Map<String, AttributeValue> entries = new TreeMap<>();
        children.forEach((name, child) -> entries.put(name, child.value()));
        return MapValue.of(entries);
      }
    }

    final class Elements implements Node {
      private final List<Node> children;

      Elements(List<AttributeValue> elements) {
        children = new ArrayList<>(elements.stream().map(Node::of).toList());
      }

      @Override
      public ListValue value() {
        return new ListValue(children.stream().map(Node::value).toList());
      }
    }
  }
}

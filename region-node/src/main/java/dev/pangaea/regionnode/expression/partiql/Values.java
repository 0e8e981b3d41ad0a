package dev.pangaea.regionnode.expression.partiql;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.Nesting;
import dev.pangaea.conflict.item.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes values of what statements write, and of their parameters. */
final class Values {
  static final String TOO_DEEP =
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
          + " beyond supported limit";
  private static final Place ROOT = new Place("root", "root");

  private final List<AttributeValue> parameters;

  /**
   * Where something stands in its value.
   *
   * @param key as complaints about what is written say it
   * @param path as complaints about numbers say it
   */
  private record Place(String key, String path) {
    Place element(int index) {
      return new Place(key + "." + index, path + "[" + index + "]");
    }

    Place entry(String name) {
      return new Place(key + "." + name, path + "." + name);
    }
  }

  Values(List<AttributeValue> parameters) {
    this.parameters = parameters;
  }

  /** Whether a node is a value whatever the item is. */
  static boolean isConstant(Node node) {
    return switch (node) {
      case Node.Scalar _,
          Node.BadNumber _,
          Node.Parameter _,
          Node.ListOf _,
          Node.BagOf _,
          Node.MapOf _ ->
          true;
      case Node.Path _,
          Node.Missing _,
          Node.Call _,
          Node.Operation _,
          Node.Between _,
          Node.In _,
          Node.Is _,
          Node.Query _ ->
          false;
    };
  }

  Item item(Node.MapOf map) {
    TreeMap<String, AttributeValue> attributes = new TreeMap<>();
    for (Node.Entry entry : map.entries()) {
      String name = key(entry, attributes, ROOT, entry.key().spot());
      attributes.put(name, value(entry.value()));
    }
    return Item.of(attributes);
  }

  AttributeValue value(Node node) {
    AttributeValue value =
        node instanceof Node.Parameter(int number, Spot _)
            ? parameters.get(number)
            : within(node, ROOT);
    if (Nesting.tooDeep(value)) {
      throw Faults.of(TOO_DEEP);
    }
    return value;
  }

  private AttributeValue within(Node node, Place place) {
    return switch (node) {
      case Node.Scalar(AttributeValue value, Spot _) -> value;
      case Node.BadNumber number -> throw bad(number, place);
      case Node.ListOf(List<Node> elements, Spot _) -> {
        List<AttributeValue> values = new ArrayList<>(elements.size());
        for (Node element : elements) {
          values.add(within(element, place.element(values.size())));
        }
        yield new ListValue(values);
      }
      case Node.BagOf(List<Node> elements, Spot _) -> set(elements, place);
      case Node.MapOf map -> {
        SortedMap<String, AttributeValue> values = new TreeMap<>();
        for (Node.Entry entry : map.entries()) {
          String name = key(entry, values, place, map.spot());
          values.put(name, within(entry.value(), place.entry(name)));
        }
        yield MapValue.of(values);
      }
      case Node.Path path when place.equals(ROOT) ->
          throw unsupported(path.path().toString(), place, path.spot());
      case Node.Operation(String operator, List<Node> _, Spot spot) ->
          throw unsupported(operator, place, spot);
      case Node other -> throw unsupported(type(other), place, other.spot());
    };
  }

  private static RuntimeException bad(Node.BadNumber number, Place place) {
    return Faults.of(number.fault() + " under " + place.path());
  }

  private static AttributeValue set(List<Node> elements, Place place) {
    if (elements.isEmpty()) {
      throw Faults.of("Empty bags are not supported");
    }
    List<AttributeValue> values = new ArrayList<>(elements.size());
    for (Node element : elements) {
      if (element instanceof Node.BadNumber number) {
        throw bad(number, place);
      }
      if (!(element instanceof Node.Scalar(AttributeValue value, Spot _))) {
        throw mixed();
      }
      values.add(value);
    }
    return setOf(values);
  }

  private static AttributeValue setOf(List<AttributeValue> values) {
    TreeSet<String> texts = new TreeSet<>();
    TreeSet<BigDecimal> numbers = new TreeSet<>();
    boolean twice = false;
    for (AttributeValue value : values) {
      twice |=
          switch (value) {
            case StringValue(String text) -> !texts.add(text);
            case NumberValue(BigDecimal number) -> !numbers.add(number);
            case AttributeValue _ -> throw mixed();
          };
    }
    if (!texts.isEmpty() && !numbers.isEmpty()) {
      throw mixed();
    }
    if (twice) {
      throw Faults.of(
          "One or more parameter values were invalid: Input collection "
              + values.stream().map(Values::shown).collect(Collectors.joining(", ", "[", "]"))
              + " contains duplicates.");
    }
    return texts.isEmpty() ? new NumberSetValue(numbers) : new StringSetValue(texts);
  }

  private static String shown(AttributeValue value) {
    return switch (value) {
      case StringValue(String text) -> text;
      case NumberValue(BigDecimal number) -> Numbers.text(number);
      case AttributeValue other -> other.toString();
    };
  }

  private static RuntimeException mixed() {
    return Faults.of(
        "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags");
  }

  /**
   * @param twice where a key is said to stand that there is already
   */
  private static String key(
      Node.Entry entry, SortedMap<String, ?> before, Place place, Spot twice) {
    Node key = entry.key();
    if (!(key instanceof Node.Scalar(StringValue(String name), Spot _))) {
      throw Faults.of(
          "Tuple keys must be of type String. Actual type: %s under %s"
              .formatted(type(key), place.key()),
          key.spot());
    }
    if (name.isEmpty()) {
      throw Faults.of(Faults.EMPTY_NAME);
    }
    if (before.containsKey(name)) {
      throw Faults.of(
          "Duplicate keys in tuple. Key: %s under %s".formatted(name, place.key()), twice);
    }
    return name;
  }

  private static RuntimeException unsupported(String type, Place place, Spot spot) {
    return Faults.of("Unsupported data type: %s under key %s".formatted(type, place.key()), spot);
  }

  static String type(Node node) {
    return switch (node) {
      case Node.Path path -> path.path().segments().size() == 1 ? "VariableReference" : "Path";
      case Node.Scalar _, Node.BadNumber _ -> "Literal";
      case Node.Missing _ -> "MISSING";
      case Node.Parameter _ -> "Parameter";
      case Node.ListOf _, Node.BagOf _ -> "Seq";
      case Node.MapOf _ -> "Struct";
      case Node.Call call -> call.function();
      case Node.Operation operation -> operation.operator();
      case Node.Between _ -> "between";
      case Node.In _ -> "in";
      case Node.Is _ -> "is";
      case Node.Query _ -> "Select";
    };
  }
}

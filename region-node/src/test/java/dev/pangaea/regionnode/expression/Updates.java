package dev.pangaea.regionnode.expression;

import static dev.pangaea.regionnode.expression.Shown.binaries;
import static dev.pangaea.regionnode.expression.Shown.bytes;
import static dev.pangaea.regionnode.expression.Shown.list;
import static dev.pangaea.regionnode.expression.Shown.number;
import static dev.pangaea.regionnode.expression.Shown.numbers;
import static dev.pangaea.regionnode.expression.Shown.text;
import static dev.pangaea.regionnode.expression.Shown.texts;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.UpdateOutcome.Refused;
import dev.pangaea.regionnode.expression.UpdateOutcome.Updated;
import java.util.Map;
import java.util.TreeMap;

/** Updates of an item that has something of every type, and what is told of them. */
final class Updates {
  static final Item ITEM =
      Item.of(
          Map.ofEntries(
              Map.entry("n", number("5")),
              Map.entry("s", text("abc")),
              Map.entry("t", new BooleanValue(true)),
              Map.entry("l", list(number("0"), number("1"), number("2"), number("3"))),
              Map.entry(
                  "m",
                  MapValue.of(
                      Map.of("k", number("1"), "l", list(text("a"), text("b")), "ss", texts("x")))),
              Map.entry("ss", texts("a", "b")),
              Map.entry("ns", numbers("1", "2")),
              Map.entry("bs", binaries(bytes(1), bytes(2))),
              Map.entry("big", number("99999999999999999999999999999999999999")),
              Map.entry("tiny", number("1E-130"))));

  private static final Map<String, AttributeValue> VALUES =
      Map.ofEntries(
          Map.entry(":n", number("7")),
          Map.entry(":one", number("1")),
          Map.entry(":m1", number("-1")),
          Map.entry(":frac", number("0.1")),
          Map.entry(":b5", number("0.5")),
          Map.entry(":tiny", number("1E-130")),
          Map.entry(":max", number("9.9E125")),
          Map.entry(":big", number("99999999999999999999999999999999999999")),
          Map.entry(":s", text("z")),
          Map.entry(":t", new BooleanValue(true)),
          Map.entry(":z", new NullValue()),
          Map.entry(":l", list(text("x"))),
          Map.entry(":le", list()),
          Map.entry(":m", MapValue.of(Map.of("q", number("1")))),
          Map.entry(":ss", texts("a", "c")),
          Map.entry(":sab", texts("a", "b")),
          Map.entry(":ns", numbers("2", "3")),
          Map.entry(":b", bytes(1)),
          Map.entry(":bs", binaries(bytes(1))));

  private final Reading reading = new Reading(Map.of(), VALUES);

  ItemUpdate update(String text) {
    return reading.update(text);
  }

  /**
   * Shows the attributes that an update of the item touches, as wholes, or why it was refused. An
   * exclamation mark stands for what all refusals of texts have in common.
   */
  String told(String text) {
    return Reading.told(
            () ->
                switch (update(text).apply(ITEM)) {
                  case Refused(String message) -> message;
                  case Updated(Item after, Projection touched) -> {
                    Map<String, AttributeValue> whole = new TreeMap<>(after.attributes());
                    whole.keySet().retainAll(touched.of(after).attributes().keySet());
                    yield Shown.of(Item.of(whole));
                  }
                })
        .replace("Invalid UpdateExpression: ", "!");
  }

  /** Shows all of what an update makes of an item. */
  String told(String text, Item before) {
    return Reading.told(
        () ->
            switch (update(text).apply(before)) {
              case Refused(String message) -> message;
              case Updated(Item after, Projection _) -> Shown.of(after);
            });
  }

  /** Shows nothing but what an update of the item touches, before or after it. */
  String touched(String text, boolean after) {
    return switch (update(text).apply(ITEM)) {
      case Refused(String message) -> message;
      case Updated(Item item, Projection touched) -> Shown.of(touched.of(after ? item : ITEM));
    };
  }
}

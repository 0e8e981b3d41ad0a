package dev.pangaea.regionnode.expression;

import static dev.pangaea.regionnode.expression.Shown.list;
import static dev.pangaea.regionnode.expression.Shown.number;
import static dev.pangaea.regionnode.expression.Shown.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.regionnode.expression.UpdateOutcome.Refused;
import dev.pangaea.regionnode.expression.UpdateOutcome.Updated;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An update is refused before it has made more than an item can hold, and for nothing less. */
class UpdateSizeTest {
  private static final int MAX = ItemSize.ITEM_BYTES_MAX;
  private static final Refused TOO_LARGE =
      new Refused("Item size to update has exceeded the maximum allowed size");

  @Example
  void refusesALargeValueInHundredsOfPlaces() {
    StringValue large = text("x".repeat(900_000));

    assertThat(update(sets(500, ":v"), large).apply(Item.EMPTY)).isEqualTo(TOO_LARGE);
  }

  @Example
  void refusesAListAppendedToItselfInHundredsOfPlaces() {
    Item item = item("l", new ListValue(Collections.nCopies(200_000, new NullValue())));

    assertThat(update(sets(150, "list_append(l,l)"), number("1")).apply(item)).isEqualTo(TOO_LARGE);
  }

  @Example
  void refusesACopyOfALargeAttributeInManyPlaces() {
    Item item = item("l", text("x".repeat(MAX / 2)));

    assertThat(update(sets(3, "l"), number("1")).apply(item)).isEqualTo(TOO_LARGE);
  }

  @Example
  void refusesALongNameInHundredsOfMaps() {
    int maps = 300;
    ListValue list = new ListValue(Collections.nCopies(maps, MapValue.of(Map.of())));
    String sets =
        IntStream.range(0, maps)
            .mapToObj(index -> "l[" + index + "].#n=:v")
            .collect(Collectors.joining(",", "SET ", ""));
    Reading reading = new Reading(Map.of("#n", "n".repeat(60_000)), Map.of(":v", number("1")));

    assertThat(reading.update(sets).apply(item("l", list))).isEqualTo(TOO_LARGE);
  }

  @Example
  void whatIsReplacedTakesNoRoom() {
    Item full = item("a", text("x".repeat(MAX - 1)));
    StringValue asLarge = text("y".repeat(MAX - 1));

    assertThat(after("SET a = :v", asLarge, full)).isEqualTo(item("a", asLarge));
    assertThat(after("SET b = a REMOVE a", number("1"), full))
        .isEqualTo(item("b", text("x".repeat(MAX - 1))));
    assertThat(after("SET b = :v REMOVE a", asLarge, full)).isEqualTo(item("b", asLarge));
  }

  @Example
  void whatIsReplacedInAListTakesNoRoom() {
    StringValue half = text("x".repeat(MAX / 2 - 10));
    StringValue other = text("y".repeat(MAX / 2 - 10));

    assertThat(after("SET l[0] = :v, l[1] = :v", other, item("l", list(half, half))))
        .isEqualTo(item("l", list(other, other)));
  }

  @Property(tries = 200)
  void refusesNoUpdateWhoseItemFits(
      @ForAll("sizes") Map<String, Integer> there, @ForAll("sizes") Map<String, Integer> put) {
    Map<String, AttributeValue> expected = new HashMap<>(values(there, "x"));
    expected.putAll(values(put, "y"));
    Map<String, AttributeChange> changes = new HashMap<>();
    values(put, "y").forEach((name, value) -> changes.put(name, new AttributeChange.Put(value)));

    UpdateOutcome outcome = ItemUpdate.ofAttributes(changes, "").apply(Item.of(values(there, "x")));

    Item fitting = Item.of(expected);
    if (!ItemSize.aboveMax(fitting)) {
      assertThat(outcome).isInstanceOf(Updated.class);
    }
    if (outcome instanceof Updated updated) {
      assertThat(updated.after()).isEqualTo(fitting);
      assertThat(ItemSize.of(fitting))
          .isLessThanOrEqualTo(MAX + ItemSize.of(Item.of(values(there, "x"))));
    }
  }

  @Provide
  Arbitrary<Map<String, Integer>> sizes() {
    return Arbitraries.maps(
            Arbitraries.of("a", "b", "c", "d"), Arbitraries.integers().between(0, MAX / 2))
        .ofMaxSize(4);
  }

  private static Map<String, AttributeValue> values(Map<String, Integer> sizes, String filling) {
    return sizes.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, size -> text(filling.repeat(size.getValue()))));
  }

  private static Item after(String text, AttributeValue value, Item before) {
    return update(text, value).apply(before) instanceof Updated updated
        ? updated.after()
        : Item.EMPTY;
  }

  private static String sets(int number, String operand) {
    return IntStream.range(0, number)
        .mapToObj(index -> "a" + index + "=" + operand)
        .collect(Collectors.joining(",", "SET ", ""));
  }

  private static ItemUpdate update(String text, AttributeValue value) {
    return new Reading(Map.of(), Map.of(":v", value)).update(text);
  }

  private static Item item(String name, AttributeValue value) {
    return Item.of(Map.of(name, value));
  }
}

package dev.pangaea.conflict.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.bytes.Mutations;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ItemCodecTest {
  @Property
  void everyItemComesBack(@ForAll("items") Item item) {
    assertThat(EncodedItem.of(item).decode()).isEqualTo(item);
  }

  @Property
  void equalItemsHaveEqualBytesWhateverTheOrderTheyWereGivenIn(
      @ForAll("items") Item item, @ForAll long seed) {
    Item shuffled = new Item(backwards(item.attributes(), seed));

    assertThat(shuffled).isEqualTo(item);
    assertThat(EncodedItem.of(shuffled)).isEqualTo(EncodedItem.of(item));
  }

  @Property
  void differentItemsHaveDifferentBytes(@ForAll("items") Item left, @ForAll("items") Item right) {
    assertThat(EncodedItem.of(left).equals(EncodedItem.of(right))).isEqualTo(left.equals(right));
  }

  @Property(tries = 1500)
  void damagedBytesAreRefusedOrAreAnItemInItsOneForm(
      @ForAll("items") Item item, @ForAll long seed) {
    assertOneForm(Mutations.damaged(EncodedItem.of(item).bytes(), seed));
  }

  @Property(tries = 1500)
  void randomBytesAreRefusedOrAreAnItemInItsOneForm(@ForAll byte[] bytes) {
    assertOneForm(Bytes.copyOf(bytes));
  }

  @Example
  void numbersAreEqualByValue() {
    assertThat(encoded(new NumberValue(new BigDecimal("1.0"))))
        .isEqualTo(encoded(new NumberValue(new BigDecimal("1"))));
    assertThat(encoded(new NumberValue(new BigDecimal("0E+100"))))
        .isEqualTo(encoded(NumberValue.of(0)));
    assertThat(new NumberSetValue(numbers("1", "1.0", "1E0")).elements()).hasSize(1);
  }

  @Example
  void setsForgetTheComparatorTheyWereGivenWith() {
    TreeSet<String> backwards = new TreeSet<>(Comparator.reverseOrder());
    backwards.addAll(List.of("a", "b", "c"));

    assertThat(encoded(new StringSetValue(backwards)))
        .isEqualTo(encoded(new StringSetValue(new TreeSet<>(List.of("c", "b", "a")))));
  }

  @Example
  void whatTheEncoderWritesTheDecoderReadsHoweverDeep() {
    assertThat(encoded(nested(64)).decode().attribute("a")).contains(nested(64));
    assertThatThrownBy(() -> encoded(nested(65))).isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void bytesNestedWithoutEndAreRefused() {
    byte[] lists = new byte[100_000];
    for (int index = 3; index + 1 < lists.length; index += 2) {
      lists[index] = 8;
      lists[index + 1] = 1;
    }
    lists[0] = 1;
    lists[1] = 1;
    lists[2] = 'a';

    assertThatThrownBy(() -> new EncodedItem(Bytes.copyOf(lists)).decode())
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("nested");
  }

  @Example
  void aTextThatBytesCannotCarryIsRefusedBeforeItIsWritten() {
    assertThatThrownBy(() -> encoded(new StringValue("\uD800")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EncodedItem.of(Item.of(Map.of("\uDC00", new NullValue()))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<Item> items() {
    return AnyItem.item();
  }

  private static void assertOneForm(Bytes bytes) {
    Mutations.assertOnlyOneFormIsTaken(
        bytes, source -> new EncodedItem(source).decode(), item -> EncodedItem.of(item).bytes());
  }

  private static EncodedItem encoded(AttributeValue value) {
    return EncodedItem.of(Item.of(Map.of("a", value)));
  }

  private static AttributeValue nested(int times) {
    AttributeValue value = new NullValue();
    for (int level = 0; level < times; level++) {
      value = new ListValue(List.of(value));
    }
    return value;
  }

  private static TreeSet<BigDecimal> numbers(String... texts) {
    TreeSet<BigDecimal> numbers = new TreeSet<>(Comparator.comparing(BigDecimal::toString));
    for (String text : texts) {
      numbers.add(new BigDecimal(text));
    }
    return numbers;
  }

  /** The same attributes, put in another order into a map of another order. */
  private static TreeMap<String, AttributeValue> backwards(
      Map<String, AttributeValue> attributes, long seed) {
    List<String> names = new ArrayList<>(attributes.keySet());
    Collections.shuffle(names, new Random(seed));
    TreeMap<String, AttributeValue> map = new TreeMap<>(Comparator.reverseOrder());
    for (String name : names) {
      AttributeValue value = attributes.get(name);
      map.put(
          name,
          value instanceof MapValue inner
              ? MapValue.of(new LinkedHashMap<>(backwards(inner.entries(), seed)))
              : value);
    }
    return map;
  }
}

package dev.pangaea.conflict.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
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
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ItemSizeTest {
  @Example
  void countsNamesAndTextsInUtf8() {
    assertThat(ItemSize.of(Item.of(Map.of("é", new StringValue("漢x"))))).isEqualTo(2 + 4);
    assertThat(ItemSize.of(Item.EMPTY)).isZero();
  }

  @Example
  void countsScalarsAndSetsWithoutOverhead() {
    assertThat(ItemSize.of(new NullValue())).isEqualTo(1);
    assertThat(ItemSize.of(new BooleanValue(false))).isEqualTo(1);
    assertThat(ItemSize.of(new BinaryValue(Bytes.copyOf(new byte[5])))).isEqualTo(5);
    assertThat(ItemSize.of(new StringSetValue(new TreeSet<>(List.of("ab", "é"))))).isEqualTo(4);
    assertThat(ItemSize.of(new BinarySetValue(new TreeSet<>(List.of(Bytes.copyOf(new byte[3]))))))
        .isEqualTo(3);
    assertThat(
            ItemSize.of(new NumberSetValue(new TreeSet<>(List.of(BigDecimal.ONE, BigDecimal.TEN)))))
        .isEqualTo(4);
  }

  @Example
  void countsThreeBytesForAListOrMapAndOneForEachElement() {
    assertThat(ItemSize.of(new ListValue(List.of()))).isEqualTo(3);
    assertThat(ItemSize.of(MapValue.of(Map.of()))).isEqualTo(3);
    assertThat(ItemSize.of(new ListValue(List.of(new NullValue(), new StringValue("ab")))))
        .isEqualTo(3 + 2 + 1 + 2);
    assertThat(ItemSize.of(MapValue.of(Map.of("key", new NullValue())))).isEqualTo(3 + 1 + 3 + 1);
  }

  @Example
  void countsAByteForEachTwoDigitsOfANumber() {
    assertThat(number("0")).isEqualTo(1);
    assertThat(number("1")).isEqualTo(2);
    assertThat(number("12")).isEqualTo(2);
    assertThat(number("1.2")).isEqualTo(3);
    assertThat(number("123")).isEqualTo(3);
    assertThat(number("1200")).isEqualTo(2);
    assertThat(number("-5")).isEqualTo(3);
    assertThat(number("12345678901234567890123456789012345678")).isEqualTo(20);
    assertThat(number("1.2345678901234567890123456789012345678")).isEqualTo(21);
  }

  @Property
  void noItemCountsMoreThanTwiceItsEncodedLength(@ForAll("items") Item item) {
    assertThat(ItemSize.of(item)).isLessThanOrEqualTo(2L * EncodedItem.of(item).bytes().length());
  }

  @Example
  void anItemIsTooLargeFromTheFirstByteAboveTheMaximum() {
    Item atMax = Item.of(Map.of("a", new StringValue("x".repeat(ItemSize.ITEM_BYTES_MAX - 1))));
    Item above = Item.of(Map.of("a", new StringValue("x".repeat(ItemSize.ITEM_BYTES_MAX))));

    assertThat(ItemSize.aboveMax(atMax)).isFalse();
    assertThat(ItemSize.aboveMax(above)).isTrue();
    assertThat(ItemSize.aboveMax(atMax, EncodedItem.of(atMax))).isFalse();
    assertThat(ItemSize.aboveMax(above, EncodedItem.of(above))).isTrue();
  }

  @Provide
  Arbitrary<Item> items() {
    return AnyItem.item();
  }

  private static long number(String text) {
    return ItemSize.of(new NumberValue(new BigDecimal(text)));
  }
}

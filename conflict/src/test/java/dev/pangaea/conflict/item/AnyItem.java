package dev.pangaea.conflict.item;

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
import java.math.BigInteger;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Draws items, keys and their parts over their whole range, with the awkward ones often. */
public final class AnyItem {
  private static final BigInteger UNSCALED_MAX = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
  private static final int DEPTH_MAX = 2;

  private AnyItem() {}

  /** Texts of well-formed characters: below and above the surrogates, zero among them. */
  public static Arbitrary<String> text() {
    Arbitrary<Integer> points =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between('a', 'c')),
            Tuple.of(2, Arbitraries.of(0, 1, 0x7F, 0x80, 0xFF, 0x7FF, 0x800)),
            Tuple.of(2, Arbitraries.of(0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF)),
            Tuple.of(1, Arbitraries.integers().between(0, 0xD7FF)));
    return points
        .list()
        .ofMaxSize(6)
        .map(
            list -> {
              StringBuilder text = new StringBuilder();
              list.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  /** Numbers of every sign, length and magnitude, in any form. */
  public static Arbitrary<BigDecimal> number() {
    Arbitrary<BigInteger> unscaled =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.bigIntegers().between(UNSCALED_MAX.negate(), UNSCALED_MAX)),
            Tuple.of(3, Arbitraries.integers().between(-130, 130).map(BigInteger::valueOf)),
            Tuple.of(1, Arbitraries.longs().map(BigInteger::valueOf)),
            Tuple.of(1, Arbitraries.of(UNSCALED_MAX, UNSCALED_MAX.negate())));
    Arbitrary<Integer> magnitude =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(-2, 3)),
            Tuple.of(1, Arbitraries.integers().between(Numbers.EXPONENT_MIN, Numbers.EXPONENT_MAX)),
            Tuple.of(1, Arbitraries.of(Numbers.EXPONENT_MIN, Numbers.EXPONENT_MAX)));
    return Combinators.combine(unscaled, magnitude)
        .as(
            (digits, exponent) ->
                new BigDecimal(digits, new BigDecimal(digits).precision() - 1 - exponent));
  }

  public static Arbitrary<Bytes> binary() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(6).map(Bytes::copyOf);
  }

  public static Arbitrary<AttributeValue> keyAttribute() {
    return Arbitraries.oneOf(
        text().map(StringValue::new),
        number().map(NumberValue::new),
        binary().map(BinaryValue::new));
  }

  public static Arbitrary<PrimaryKey> key() {
    return Combinators.combine(keyAttribute(), keyAttribute().optional()).as(PrimaryKey::new);
  }

  public static Arbitrary<AttributeValue> value() {
    return value(DEPTH_MAX);
  }

  public static Arbitrary<Item> item() {
    return Arbitraries.maps(text(), value()).ofMaxSize(5).map(Item::of).withoutEdgeCases();
  }

  private static Arbitrary<AttributeValue> value(int depth) {
    Arbitrary<AttributeValue> leaf =
        Arbitraries.oneOf(
            List.of(
                keyAttribute(),
                Arbitraries.of(new BooleanValue(true), new BooleanValue(false), new NullValue()),
                text().set().ofMaxSize(4).map(set -> new StringSetValue(new TreeSet<>(set))),
                number().set().ofMaxSize(4).map(set -> new NumberSetValue(new TreeSet<>(set))),
                binary().set().ofMaxSize(4).map(set -> new BinarySetValue(new TreeSet<>(set)))));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<AttributeValue> inner = Arbitraries.lazy(() -> value(depth - 1));
    return Arbitraries.frequencyOf(
        Tuple.of(6, leaf),
        Tuple.of(1, inner.list().ofMaxSize(3).map(ListValue::new)),
        Tuple.of(1, Arbitraries.maps(text(), inner).ofMaxSize(3).map(MapValue::of)));
  }
}

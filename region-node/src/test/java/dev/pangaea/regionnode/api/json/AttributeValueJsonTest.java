package dev.pangaea.regionnode.api.json;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AttributeValueJsonTest {
  private final JsonDecoder decoder = new JsonDecoder();
  private final JsonEncoder encoder = new JsonEncoder();

  @Property(tries = 500)
  void anItemIsReadAsItWasWritten(@ForAll("items") Item item) {
    JsonReader reader =
        decoder.open(encoder.encode(to -> AttributeValueWriter.attributes(item.attributes(), to)));
    reader.next();
    assertThat(reader.attributes()).isEqualTo(item);
    reader.refuseBadValues();
    reader.end();
  }

  @Property(tries = 500)
  void bytesAreEitherJsonOrRefused(@ForAll byte[] body) {
    decoder.wellFormed(body);
    String text = new String(body, StandardCharsets.ISO_8859_1);
    decoder.wellFormed(("{\"Item\":" + text).getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<Item> items() {
    return Arbitraries.maps(names(), values(3)).ofMaxSize(6).map(Item::of);
  }

  private static Arbitrary<AttributeValue> values(int depth) {
    Arbitrary<AttributeValue> plain =
        Arbitraries.oneOf(
            texts().map(StringValue::new),
            numbers().map(NumberValue::new),
            binaries().map(BinaryValue::new),
            Arbitraries.of(true, false).map(BooleanValue::new),
            Arbitraries.just(new NullValue()),
            texts()
                .set()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(set -> new StringSetValue(new TreeSet<>(set))),
            numbers()
                .set()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(set -> new NumberSetValue(new TreeSet<>(set))),
            binaries()
                .set()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(set -> new BinarySetValue(new TreeSet<>(set))));
    if (depth == 0) {
      return plain;
    }
    Arbitrary<AttributeValue> inner = Arbitraries.lazy(() -> values(depth - 1));
    return Arbitraries.oneOf(
        plain,
        inner.list().ofMaxSize(3).map(ListValue::new),
        Arbitraries.maps(names(), inner).ofMaxSize(3).map(MapValue::of));
  }

  private static Arbitrary<String> names() {
    return texts().filter(name -> !name.isEmpty());
  }

  /** Texts without half surrogate pairs, with what JSON must escape. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("ab\"\\/\n\u0000\u001f\u007f é€\u2028")
        .ofMaxLength(8)
        .map(text -> text + (text.length() % 3 == 0 ? "😀" : ""));
  }

  private static Arbitrary<BigDecimal> numbers() {
    return Combinators.combine(
            Arbitraries.bigIntegers()
                .between(
                    BigInteger.TEN.pow(38).negate().add(BigInteger.ONE),
                    BigInteger.TEN.pow(38).subtract(BigInteger.ONE)),
            Arbitraries.integers().between(-80, 90))
        .as(BigDecimal::new)
        .map(BigDecimal::stripTrailingZeros);
  }

  private static Arbitrary<Bytes> binaries() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(8).map(Bytes::copyOf);
  }
}

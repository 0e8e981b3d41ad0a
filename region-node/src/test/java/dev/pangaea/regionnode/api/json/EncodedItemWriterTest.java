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
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EncodedItemWriterTest {
  @Property(tries = 400)
  void writesWhatTheItemIsWrittenAs(@ForAll("items") List<Item> items) {
    long[] size = new long[1];
    byte[] encoded =
        new JsonEncoder()
            .encode(
                to -> {
                  EncodedItemWriter writer = new EncodedItemWriter(to);
                  to.writeStartArray();
                  for (Item item : items) {
                    size[0] += writer.write(EncodedItem.of(item));
                  }
                  to.writeEndArray();
                });
    byte[] decoded =
        new JsonEncoder()
            .encode(
                to -> {
                  to.writeStartArray();
                  for (Item item : items) {
                    AttributeValueWriter.attributes(item.attributes(), to);
                  }
                  to.writeEndArray();
                });
    assertThat(new String(encoded, StandardCharsets.UTF_8))
        .isEqualTo(new String(decoded, StandardCharsets.UTF_8));
    assertThat(size[0]).isEqualTo(items.stream().mapToLong(ItemSize::of).sum());
  }

  @Provide
  Arbitrary<List<Item>> items() {
    return Arbitraries.maps(texts(1), values(2)).ofMaxSize(6).map(Item::of).list().ofMaxSize(3);
  }

  private static Arbitrary<AttributeValue> values(int depth) {
    Arbitrary<AttributeValue> strings = texts(0).map(StringValue::new);
    Arbitrary<AttributeValue> numbers = numbers().map(NumberValue::new);
    Arbitrary<AttributeValue> binaries = binaries().map(BinaryValue::new);
    Arbitrary<AttributeValue> truths =
        Arbitraries.of(new BooleanValue(true), new BooleanValue(false), new NullValue());
    Arbitrary<AttributeValue> sets =
        Combinators.combine(texts(0).list().ofMinSize(1), Arbitraries.integers().between(0, 2))
            .as(
                (texts, kind) ->
                    switch (kind) {
                      case 0 -> new StringSetValue(new TreeSet<>(texts));
                      case 1 ->
                          new NumberSetValue(
                              new TreeSet<>(
                                  texts.stream()
                                      .map(text -> BigDecimal.valueOf(text.length(), -3))
                                      .toList()));
                      default ->
                          new BinarySetValue(
                              new TreeSet<>(
                                  texts.stream()
                                      .map(
                                          text ->
                                              Bytes.owning(text.getBytes(StandardCharsets.UTF_8)))
                                      .toList()));
                    });
    if (depth == 0) {
      return Arbitraries.oneOf(strings, numbers, binaries, truths, sets);
    }
    Arbitrary<AttributeValue> inner = Arbitraries.lazy(() -> values(depth - 1));
    Arbitrary<AttributeValue> lists = inner.list().ofMaxSize(3).map(ListValue::new);
    Arbitrary<AttributeValue> maps =
        Arbitraries.maps(texts(1), inner)
            .ofMaxSize(3)
            .map(entries -> MapValue.of(new TreeMap<>(Map.copyOf(entries))));
    return Arbitraries.oneOf(strings, numbers, binaries, truths, sets, lists, maps);
  }

  private static Arbitrary<String> texts(int min) {
    return Arbitraries.of(
            "a", "pk", "\"", "\\", "\n", "\t", "\u0000", "\u001f", "é", "€", "😀", "/")
        .list()
        .ofMinSize(min)
        .ofMaxSize(5)
        .map(parts -> String.join("", parts));
  }

  private static Arbitrary<BigDecimal> numbers() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("-1e20"), new BigDecimal("1e20"))
        .ofScale(12);
  }

  private static Arbitrary<Bytes> binaries() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(5).map(Bytes::copyOf);
  }
}

package dev.pangaea.regionnode.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.table.KeyAttribute;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** Queries against a twin that keeps a list and sorts it as DynamoDB's guide says. */
class QueryPropertiesTest {
  private static final FakeRegion REGION =
      new FakeRegion()
          .table("S", KeyAttribute.Type.S)
          .table("N", KeyAttribute.Type.N)
          .table("B", KeyAttribute.Type.B);
  private static final Caller CALLER = new Caller(REGION.operations);
  private static final Pages PAGES = new Pages(CALLER, "Query");
  private static int tries;

  @AfterContainer
  static void close() {
    REGION.close();
  }

  enum Operator {
    EQUAL("s = :x"),
    LESS("s < :x"),
    AT_MOST("s <= :x"),
    GREATER("s > :x"),
    AT_LEAST("s >= :x"),
    BETWEEN("s BETWEEN :x AND :y"),
    BEGINS("begins_with(s, :x)");

    private final String text;

    Operator(String text) {
      this.text = text;
    }
  }

  @Property(tries = 150)
  void aQueryGivesWhatTheTwinDoes(
      @ForAll("keys") @Size(max = 30) List<AttributeValue> keys,
      @ForAll Operator operator,
      @ForAll @IntRange(min = 1, max = 7) int limit,
      @ForAll boolean forward,
      @ForAll @IntRange(max = 29) int first,
      @ForAll @IntRange(max = 29) int second) {
    if (keys.isEmpty()) {
      return;
    }
    AttributeValue one = keys.get(first % keys.size());
    AttributeValue other = keys.get(second % keys.size());
    boolean ascending = compare(one, other) <= 0;
    AttributeValue low = ascending ? one : other;
    AttributeValue high = ascending ? other : one;
    if (operator == Operator.BEGINS && low instanceof NumberValue) {
      return;
    }
    String table = type(low);
    String partitionKey = "p" + tries++;
    keys.forEach(key -> put(table, partitionKey, key));

    String values =
        "':p':{'S':'%s'},':x':%s".formatted(partitionKey, value(low))
            + (operator == Operator.BETWEEN ? ",':y':" + value(high) : "");
    String request =
        "'TableName':'%s','KeyConditionExpression':'p = :p AND %s','Limit':%d,"
                .formatted(table, operator.text, limit)
            + "'ScanIndexForward':%s,'ExpressionAttributeValues':{%s}".formatted(forward, values);
    List<AttributeValue> expected = twin(keys, operator, low, high, forward);
    assertThat(PAGES.items(request))
        .extracting(item -> item.attributes().get("s"))
        .isEqualTo(expected);
  }

  private static List<AttributeValue> twin(
      List<AttributeValue> keys,
      Operator operator,
      AttributeValue low,
      AttributeValue high,
      boolean forward) {
    Predicate<AttributeValue> wanted =
        key ->
            switch (operator) {
              case EQUAL -> key.equals(low);
              case LESS -> compare(key, low) < 0;
              case AT_MOST -> compare(key, low) <= 0;
              case GREATER -> compare(key, low) > 0;
              case AT_LEAST -> compare(key, low) >= 0;
              case BETWEEN -> compare(key, low) >= 0 && compare(key, high) <= 0;
              case BEGINS -> begins(key, low);
            };
    Comparator<AttributeValue> order = QueryPropertiesTest::compare;
    return new ArrayList<>(keys)
        .stream().distinct().filter(wanted).sorted(forward ? order : order.reversed()).toList();
  }

  private static int compare(AttributeValue one, AttributeValue other) {
    return one instanceof NumberValue(BigDecimal number)
        ? number.compareTo(((NumberValue) other).value())
        : Arrays.compareUnsigned(bytes(one), bytes(other));
  }

  private static boolean begins(AttributeValue key, AttributeValue start) {
    byte[] whole = bytes(key);
    byte[] prefix = bytes(start);
    return whole.length >= prefix.length
        && Arrays.equals(whole, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static byte[] bytes(AttributeValue value) {
    return switch (value) {
      case StringValue(String text) -> text.getBytes(StandardCharsets.UTF_8);
      case BinaryValue(Bytes binary) -> binary.shared();
      case AttributeValue other -> throw new AssertionError(other);
    };
  }

  @Provide
  Arbitrary<List<AttributeValue>> keys() {
    Arbitrary<AttributeValue> strings =
        Arbitraries.strings()
            .withChars('a', 'b', '~', '\u0000', 'é', '€', '\uFFFD')
            .ofMinLength(1)
            .ofMaxLength(4)
            .map(StringValue::new);
    Arbitrary<AttributeValue> numbers =
        Arbitraries.bigDecimals()
            .between(new BigDecimal("-1000"), new BigDecimal("1000"))
            .ofScale(2)
            .map(NumberValue::new);
    Arbitrary<AttributeValue> binaries =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(bytes -> new BinaryValue(Bytes.copyOf(bytes)));
    return Arbitraries.of(strings, numbers, binaries)
        .flatMap(values -> values.list().ofMinSize(1).ofMaxSize(30));
  }

  private static String type(AttributeValue value) {
    return switch (value) {
      case StringValue text -> "S";
      case NumberValue number -> "N";
      case AttributeValue binary -> "B";
    };
  }

  private static void put(String table, String partitionKey, AttributeValue sortKey) {
    Item item = Item.of(Map.of("p", new StringValue(partitionKey), "s", sortKey));
    CALLER.call("PutItem", "{'TableName':'%s','Item':%s}".formatted(table, Pages.json(item)));
  }

  private static String value(AttributeValue value) {
    TreeMap<String, AttributeValue> alone = new TreeMap<>(Map.of("v", value));
    String json = Pages.json(new Item(alone));
    return json.substring("{'v':".length(), json.length() - 1);
  }
}

package dev.pangaea.conflict.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.Mutations;
import dev.pangaea.conflict.bytes.Utf8;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import java.math.BigDecimal;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyCodecTest {
  @Property
  void everyKeyComesBack(@ForAll("keys") PrimaryKey key) {
    EncodedKey encoded = EncodedKey.of(key);

    assertThat(encoded.decode()).isEqualTo(key);
    assertThat(EncodedKey.parse(encoded.bytes())).isEqualTo(encoded);
  }

  @Property(tries = 3000)
  void numbersSortAsNumbers(
      @ForAll("numbers") BigDecimal left, @ForAll("numbers") BigDecimal right) {
    assertOrder(new NumberValue(left), new NumberValue(right), left.compareTo(right));
  }

  @Property(tries = 2000)
  void neighbouringNumbersSortAsNumbers(@ForAll("numbers") BigDecimal number) {
    BigDecimal canonical = Numbers.canonical(number);
    BigDecimal above = canonical.add(BigDecimal.ONE.scaleByPowerOfTen(-canonical.scale()));
    if (Numbers.check(above) instanceof ParsedNumber.Valid) {
      assertOrder(new NumberValue(canonical), new NumberValue(above), -1);
    }
  }

  @Property(tries = 2000)
  void stringsSortAsTheirUtf8(@ForAll("texts") String left, @ForAll("texts") String right) {
    int expected = Arrays.compareUnsigned(Utf8.encode(left), Utf8.encode(right));
    assertOrder(new StringValue(left), new StringValue(right), expected);
  }

  @Property(tries = 2000)
  void binariesSortAsUnsignedBytes(
      @ForAll("binaries") Bytes left, @ForAll("binaries") Bytes right) {
    assertOrder(new BinaryValue(left), new BinaryValue(right), left.compareTo(right));
  }

  @Property(tries = 2000)
  void noComponentIsThePrefixOfAnother(
      @ForAll("attributes") AttributeValue left, @ForAll("attributes") AttributeValue right) {
    byte[] one = component(left).shared();
    byte[] other = component(right).shared();
    boolean prefix = one.length <= other.length && Arrays.mismatch(one, other) == one.length;
    assertThat(prefix && one.length < other.length).isFalse();
    assertThat(Arrays.equals(one, other)).isEqualTo(left.equals(right));
  }

  @Property(tries = 2000)
  void itemsOfOnePartitionKeyStandTogetherInTheOrderOfTheirSortKeys(
      @ForAll("attributes") AttributeValue partitionKey,
      @ForAll("texts") String left,
      @ForAll("texts") String right) {
    EncodedKey one = EncodedKey.of(PrimaryKey.of(partitionKey, new StringValue(left)));
    EncodedKey other = EncodedKey.of(PrimaryKey.of(partitionKey, new StringValue(right)));
    int expected = Arrays.compareUnsigned(Utf8.encode(left), Utf8.encode(right));

    assertThat(Integer.signum(one.compareTo(other))).isEqualTo(Integer.signum(expected));
    assertThat(one.partitionKeyLength()).isEqualTo(component(partitionKey).length());
  }

  @Example
  void aCharacterBeyondTheSurrogatesSortsAboveOneBelowThem() {
    assertOrder(new StringValue("\uFFFD"), new StringValue("\uD83D\uDE00"), -1);
  }

  @Property(tries = 3000)
  void damagedBytesAreRefusedOrAreAKeyInItsOneForm(
      @ForAll("keys") PrimaryKey key, @ForAll long seed) {
    assertOneForm(Mutations.damaged(EncodedKey.of(key).bytes(), seed));
  }

  @Property(tries = 3000)
  void randomBytesAreRefusedOrAreAKeyInItsOneForm(@ForAll byte[] bytes) {
    assertOneForm(Bytes.copyOf(bytes));
  }

  @Example
  void onlyStringsNumbersAndBinariesAreKeys() {
    assertThatThrownBy(() -> PrimaryKey.of(new NullValue()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PrimaryKey.of(NumberValue.of(1), new NullValue()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> component(new NullValue()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void aPartitionKeyLiesWithinItsKey() {
    Bytes bytes = Bytes.copyOf(new byte[3]);
    assertThatThrownBy(() -> new EncodedKey(bytes, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EncodedKey(bytes, 4)).isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<PrimaryKey> keys() {
    return AnyItem.key();
  }

  @Provide
  Arbitrary<AttributeValue> attributes() {
    return AnyItem.keyAttribute();
  }

  @Provide
  Arbitrary<BigDecimal> numbers() {
    return AnyItem.number();
  }

  @Provide
  Arbitrary<String> texts() {
    return AnyItem.text();
  }

  @Provide
  Arbitrary<Bytes> binaries() {
    return AnyItem.binary();
  }

  private static void assertOrder(AttributeValue left, AttributeValue right, int expected) {
    assertThat(Integer.signum(component(left).compareTo(component(right))))
        .isEqualTo(Integer.signum(expected));
  }

  private static void assertOneForm(Bytes bytes) {
    Mutations.assertOnlyOneFormIsTaken(
        bytes, EncodedKey::parse, key -> EncodedKey.of(key.decode()).bytes());
  }

  private static Bytes component(AttributeValue value) {
    ByteWriter to = new ByteWriter(16);
    KeyCodec.component(value, to);
    return to.written();
  }
}

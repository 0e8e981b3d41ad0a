package dev.pangaea.conflict.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.item.ParsedNumber.NotANumber;
import dev.pangaea.conflict.item.ParsedNumber.Overflow;
import dev.pangaea.conflict.item.ParsedNumber.TooManyDigits;
import dev.pangaea.conflict.item.ParsedNumber.Underflow;
import dev.pangaea.conflict.item.ParsedNumber.Valid;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "-0.000, 0",
    "0e1000, 0",
    "0e99999999999999999999, 0",
    "1.0, 1",
    "+5, 5",
    "0001.23, 1.23",
    ".5, 0.5",
    "5., 5",
    "-7.1234, -7.1234",
    "1e5, 100000",
    "1E+5, 100000",
    "1200e-2, 12",
    "-17.4E37, -174000000000000000000000000000000000000",
    "1e-7, 0.0000001",
    "100000000000000000000000000000000000000000000000, "
        + "100000000000000000000000000000000000000000000000",
    "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
    "9223372036854775808, 9223372036854775808"
  })
  void readsWhatDynamoDbReadsAndAnswersPlainly(String text, String plain) {
    assertThat(Numbers.parse(text)).isInstanceOf(Valid.class);
    assertThat(Numbers.text(((Valid) Numbers.parse(text)).number())).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "-.",
        "e5",
        ".e5",
        "1e",
        "1e+",
        "1e-",
        "1.2.3",
        "--1",
        "+-1",
        "1-",
        " 1",
        "1 ",
        "1_000",
        "0x10",
        "NaN",
        "Infinity",
        "-Infinity",
        "dog",
        "1e5.0",
        "1d",
        "١٢"
      })
  void refusesWhatIsNoNumber(String text) {
    assertThat(Numbers.parse(text)).isEqualTo(new NotANumber());
  }

  @Example
  void knowsTheBoundsOfMagnitude() {
    assertThat(Numbers.parse("1e-130")).isInstanceOf(Valid.class);
    assertThat(Numbers.parse("9.9999999999999999999999999999999999999E+125"))
        .isInstanceOf(Valid.class);
    assertThat(Numbers.parse("1e126")).isEqualTo(new Overflow());
    assertThat(Numbers.parse("-10e125")).isEqualTo(new Overflow());
    assertThat(Numbers.parse("0.9e-130")).isEqualTo(new Underflow());
    assertThat(Numbers.parse("-1e-131")).isEqualTo(new Underflow());
  }

  @Example
  void countsSignificantDigitsOnly() {
    String digits = "12345678901234567890123456789012345678";
    assertThat(Numbers.parse("0".repeat(50) + digits + "0".repeat(50))).isInstanceOf(Valid.class);
    assertThat(Numbers.parse("0." + "0".repeat(50) + digits + "0".repeat(50)))
        .isInstanceOf(Valid.class);
    assertThat(Numbers.parse(digits + "9")).isEqualTo(new TooManyDigits());
    assertThat(Numbers.parse("1." + digits)).isEqualTo(new TooManyDigits());
    assertThat(Numbers.parse("1" + "0".repeat(40) + "1")).isEqualTo(new TooManyDigits());
  }

  @Example
  void aHostileExponentNeverExpands() {
    assertThat(Numbers.parse("1E999999999")).isEqualTo(new Overflow());
    assertThat(Numbers.parse("1E-999999999")).isEqualTo(new Underflow());
    assertThat(Numbers.parse("1E" + "9".repeat(1_000_000))).isEqualTo(new Overflow());
    assertThat(Numbers.parse("1E-" + "9".repeat(1_000_000))).isEqualTo(new Underflow());
    assertThat(Numbers.parse("1" + "0".repeat(1_000_000))).isEqualTo(new Overflow());
    assertThat(Numbers.parse("9".repeat(1_000_000))).isEqualTo(new Overflow());
    assertThat(Numbers.wholeDigitsOverflow("9".repeat(10_000_000))).isFalse();
    assertThat(Numbers.parse("0." + "9".repeat(1_000_000))).isEqualTo(new TooManyDigits());
    assertThat(Numbers.parse("1" + "0".repeat(1_000_000) + "E-1000000"))
        .isEqualTo(new Valid(BigDecimal.ONE));
    assertThat(Numbers.check(new BigDecimal("1E2147483647"))).isEqualTo(new Overflow());
    assertThat(Numbers.check(new BigDecimal("1E-2147483647"))).isEqualTo(new Underflow());
  }

  @Example
  void aLargeNumberIsPlainDigits() {
    assertThat(Numbers.text(new BigDecimal("1E125"))).isEqualTo("1" + "0".repeat(125));
    assertThat(Numbers.text(new BigDecimal("1E-130"))).isEqualTo("0." + "0".repeat(129) + "1");
  }

  @Property
  void readsBackEveryNumberFromEachOfItsForms(
      @ForAll("numbers") BigDecimal number,
      @ForAll @IntRange(max = 3) int zerosBefore,
      @ForAll @IntRange(max = 3) int zerosAfter) {
    Valid expected = new Valid(Numbers.canonical(number));
    String plain = number.abs().toPlainString();
    String padded =
        (number.signum() < 0 ? "-" : "")
            + "0".repeat(zerosBefore)
            + plain
            + (plain.contains(".") ? "0".repeat(zerosAfter) : "");

    assertThat(Numbers.parse(number.toString())).isEqualTo(expected);
    assertThat(Numbers.parse(padded)).isEqualTo(expected);
    assertThat(Numbers.parse(Numbers.text(number))).isEqualTo(expected);
  }

  @Property(tries = 3000)
  void agreesWithTheJdkOnWhatIsANumber(@ForAll("scraps") String text) {
    assertThat(Numbers.parse(text)).isEqualTo(naive(text));
  }

  @Property
  void theOneFormIsEqualForEqualNumbers(@ForAll("numbers") BigDecimal number) {
    BigDecimal padded = number.setScale(number.scale() + 5);

    assertThat(Numbers.canonical(padded)).isEqualTo(Numbers.canonical(number));
    assertThat(Numbers.canonical(number)).isEqualByComparingTo(number);
  }

  @Example
  void theOneFormIsRefusedToWhatDynamoDbDoesNotHold() {
    assertThatThrownBy(() -> Numbers.canonical(new BigDecimal("1E126")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<BigDecimal> numbers() {
    return AnyItem.number();
  }

  @Provide
  Arbitrary<String> scraps() {
    return Arbitraries.strings().withChars("0159+-.eE").ofMaxLength(9);
  }

  private static ParsedNumber naive(String text) {
    try {
      return Numbers.check(new BigDecimal(text));
    } catch (NumberFormatException none) {
      return new NotANumber();
    }
  }

  @Example
  void countsWholeDigitsAsBigDecimalDoesInThirtyTwoBits() {
    for (String text :
        List.of("1E2147483646", "1E2147483647", "12E2147483646", "0.1E2147483647", "1E126", "9")) {
      BigDecimal number = new BigDecimal(text);
      assertThat(Numbers.wholeDigitsOverflow(text))
          .as(text)
          .isEqualTo(number.precision() - number.scale() < 0);
    }
  }
}

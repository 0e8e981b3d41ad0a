package dev.pangaea.regionnode.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BinaryValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Finding a piece is right, and linear whatever the piece. */
class ContainmentTest {
  private static final int WHOLE = 400_000;
  private static final int PIECE = 200_000;

  /** A tenth of those that a request may have. */
  private static final int OPERATORS = 30;

  private static final String SAME = "a".repeat(WHOLE);
  private static final String NEARLY = "a".repeat(PIECE) + "b";

  @Test
  void noPieceIsComparedAtEveryPlace() {
    CountingSymbols whole = new CountingSymbols(Symbols.of(SAME));
    CountingSymbols piece = new CountingSymbols(Symbols.of(NEARLY));

    assertThat(LinearSearch.isIn(whole, piece)).isFalse();
    assertThat(whole.looks).isLessThanOrEqualTo(WHOLE);
    assertThat(piece.looks).isLessThanOrEqualTo(4L * (WHOLE + PIECE));
  }

  /** A guard against hanging: comparing at every place takes most of an hour. */
  @Test
  @Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aConditionOfManyPiecesThatNearlyFitEverywhereComesToAnEnd() {
    for (int operator = 0; operator < OPERATORS; operator++) {
      assertThat(Containment.contains(text(SAME), text(NEARLY))).isFalse();
      assertThat(Containment.contains(binary(SAME), binary(NEARLY))).isFalse();
    }
  }

  @Test
  void findsALongPieceAtTheEnd() {
    assertThat(Containment.contains(text(SAME + NEARLY), text(NEARLY))).isTrue();
    assertThat(Containment.contains(binary(SAME + NEARLY), binary(NEARLY))).isTrue();
    assertThat(Containment.contains(text(NEARLY), text(NEARLY))).isTrue();
    assertThat(Containment.contains(text(SAME + NEARLY), text(NEARLY + NEARLY))).isFalse();
  }

  @Property
  void theLinearSearchFindsWhatTheNaiveOneFinds(
      @ForAll("texts") String whole, @ForAll("texts") String piece) {
    assertThat(LinearSearch.isIn(Symbols.of(whole), Symbols.of(piece)))
        .isEqualTo(whole.contains(piece));
    assertThat(LinearSearch.isIn(Symbols.of(utf8(whole)), Symbols.of(utf8(piece))))
        .isEqualTo(whole.contains(piece));
  }

  @Property
  void textsAndBytesContainWhatTheNaiveSearchFinds(
      @ForAll("longTexts") String whole, @ForAll("longTexts") String text) {
    String piece = text.substring(text.length() / 2);
    assertThat(Containment.contains(text(whole), text(piece))).isEqualTo(whole.contains(piece));
    assertThat(Containment.contains(binary(whole), binary(piece))).isEqualTo(whole.contains(piece));
    assertThat(Containment.contains(text(whole + text), text(piece))).isTrue();
    assertThat(Containment.contains(binary(whole + text), binary(piece))).isTrue();
  }

  /** Of few characters, so that pieces begin as they end. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "\u00E9")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  /** Long enough for either search. */
  @Provide
  Arbitrary<String> longTexts() {
    return Arbitraries.of("a", "b", "a".repeat(70), "ab".repeat(70), "\u00E9".repeat(70))
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  private static AttributeValue text(String text) {
    return new StringValue(text);
  }

  private static AttributeValue binary(String text) {
    return new BinaryValue(Bytes.owning(utf8(text)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Counts how often the search looks. */
  private static final class CountingSymbols implements Symbols {
    private final Symbols symbols;
    private long looks;

    private CountingSymbols(Symbols symbols) {
      this.symbols = symbols;
    }

    @Override
    public int length() {
      return symbols.length();
    }

    @Override
    public int at(int index) {
      looks++;
      return symbols.at(index);
    }
  }
}

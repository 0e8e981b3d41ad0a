package dev.pangaea.regionnode.expression.partiql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.expression.InvalidExpressionException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No statement of the length that is taken can use up a stack, however it is made. */
class StatementLimitsTest {
  private static final int CHARS_MAX = 8192;

  /** Half of what a thread has by default. */
  private static final long STACK_BYTES = 512 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "NOT ",
        "[",
        "<<",
        "{'a':",
        "size(",
        "- ",
        "a IN (",
        "EXISTS(SELECT * FROM T WHERE ",
        "x = (",
        "NOT (",
        "a BETWEEN (",
        "f(1, "
      })
  void whatStandsInItselfIsRefused(String piece) throws InterruptedException {
    String start = "SELECT * FROM T WHERE ";
    assertThat(told(start + piece.repeat((CHARS_MAX - start.length()) / piece.length())))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+x", "-1", "*2", "||y"})
  void longSumsAreRefused(String piece) throws InterruptedException {
    String start = "UPDATE T SET x = 1";
    String end = " WHERE p = 1";
    String sum = piece.repeat((CHARS_MAX - start.length() - end.length()) / piece.length());
    assertThat(told(start + sum + end))
        .isEqualTo("The expression contains too many operators; operator count: 301");
  }

  @Test
  void manyConditionsAreRefused() throws InterruptedException {
    assertThat(told("SELECT * FROM T WHERE x=1" + " OR x=1".repeat(1000)))
        .isEqualTo("The expression contains too many operators; operator count: 301");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE T SET x=%s WHERE p=1",
        "UPDATE T SET x=1 WHERE y=%s",
        "DELETE FROM T WHERE %s=1",
        "SELECT * FROM T WHERE size(%s)=1",
        "SELECT * FROM T WHERE x IN (%s)",
        "INSERT INTO T VALUE {'p':1,'x':%s}"
      })
  void longSumsInEachOtherAreRefused(String statement) throws InterruptedException {
    for (String operator : List.of("+a", "-a", "*a", "||a", "=a", " OR a", " IN a")) {
      for (int levels : List.of(3, 5, 8, 20)) {
        int each = Math.min(150, (CHARS_MAX - 100) / levels / operator.length());
        String sums = "(".repeat(levels) + "a" + (operator.repeat(each) + ")").repeat(levels);
        assertThat(told(statement.formatted(sums)))
            .as("%s at %s levels in %s", operator, levels, statement)
            .isEqualTo("The expression contains too many operators; operator count: 301");
      }
    }
  }

  @Test
  void asManyOperatorsAsThereMayBeAreTaken() throws InterruptedException {
    String start = "UPDATE T SET x=" + "(".repeat(23) + "a";
    assertThat(told(start + "+a+a+a+a+a+a+a+a+a+a+a+a+a)".repeat(23) + " WHERE p=1")).isEmpty();
    assertThat(told("UPDATE T SET x=a" + "+a".repeat(299) + " WHERE p=1")).isEmpty();
    assertThat(told("SELECT * FROM T WHERE x=1" + " OR NOT x=1".repeat(99))).isEmpty();
  }

  @Test
  void longPathsAreRefused() throws InterruptedException {
    assertThat(told("SELECT a" + ".a".repeat(4000) + " FROM T"))
        .startsWith("The document path has too many nesting levels");
  }

  @Test
  void deepValuesAreRefusedAsThoseOfItemsAre() throws InterruptedException {
    String deepest = "[".repeat(31) + "1" + "]".repeat(31);
    assertThat(told("INSERT INTO T VALUE {'p': " + deepest + "}")).isEmpty();
    assertThat(told("INSERT INTO T VALUE {'p': [" + deepest + "]}"))
        .startsWith("Nesting Levels have exceeded supported limits");
  }

  /** What a statement is refused with, on a small stack; empty if it is taken. */
  private static String told(String text) throws InterruptedException {
    AtomicReference<String> told = new AtomicReference<>("never ended");
    Thread reader =
        new Thread(
            null,
            () -> {
              try {
                ParsedStatement.of(text).bind(List.of());
                told.set("");
              } catch (InvalidExpressionException refused) {
                told.set(refused.getMessage());
              }
            },
            "small",
            STACK_BYTES);
    reader.start();
    reader.join();
    assertThat(told.get()).as(text.substring(0, 60)).isNotEqualTo("never ended");
    return told.get();
  }
}

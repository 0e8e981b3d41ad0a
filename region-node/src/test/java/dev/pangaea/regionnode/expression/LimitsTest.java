package dev.pangaea.regionnode.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How large and how deep expressions may be, and that no text is too much for the parser. */
class LimitsTest {
  private static final String TOO_MANY =
      "The expression contains too many operators; operator count: 301";
  private static final String PARENTHESES = "The expression has redundant parentheses;";
  private static final long STACK_BYTES = 256 * 1024;

  private final Reading reading = new Reading(Map.of(), Map.of(":a", Shown.number("1")));

  @Test
  void textsHaveFourKilobytesAtMost() {
    assertThat(told("a = :a" + " ".repeat(4090))).isEqualTo("fine");
    assertThat(told("a = :a" + " ".repeat(4091)))
        .isEqualTo("Expression size has exceeded the maximum allowed size; expression size: 4097");
    assertThat(told("= (" + "\u00E9".repeat(2047)))
        .isEqualTo("Expression size has exceeded the maximum allowed size; expression size: 4097");
    assertThat(told("(".repeat(20_000)))
        .isEqualTo("Expression size has exceeded the maximum allowed size; expression size: 20000");
    assertThat(told("")).isEqualTo("The expression can not be empty;");
    assertThat(told(" ")).isEqualTo("Syntax error; token: \"<EOF>\", near: \" \"");
  }

  @Test
  void threeHundredOperatorsAreEnough() {
    assertThat(told("a IN (:a)" + " OR b=:a".repeat(149))).isEqualTo("fine");
    assertThat(told("a IN (:a)" + " OR b=:a".repeat(150))).isEqualTo(TOO_MANY);
    assertThat(told("NOT ".repeat(299) + "b=:a")).isEqualTo("fine");
    assertThat(told("NOT ".repeat(300) + "b=:a")).isEqualTo(TOO_MANY);
    assertThat(told("b=:a AND ".repeat(302) + "#q=:a")).isEqualTo(TOO_MANY);
    assertThat(told("(a=:a AND ".repeat(150) + "a=:a" + ")".repeat(150))).isEqualTo(TOO_MANY);
    assertThat(told("(a=:a AND ".repeat(149) + "a=:a" + ")".repeat(149))).isEqualTo("fine");
  }

  /** Far less stack than any thread that serves requests has. */
  @Test
  void depthIsNoDanger() throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread small = new Thread(null, this::readsDeepTexts, "small stack", STACK_BYTES);
    small.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
    small.start();
    small.join();
    assertThat(failure.get()).isNull();
  }

  private void readsDeepTexts() {
    assertThat(told("(".repeat(4096))).isEqualTo("Syntax error; token: \"<EOF>\", near: \"(\"");
    assertThat(told("(".repeat(2000) + "b=:a" + ")".repeat(2000))).isEqualTo(PARENTHESES);
    assertThat(told("b = " + "(".repeat(2000) + ":a" + ")".repeat(2000))).isEqualTo(PARENTHESES);
    assertThat(told("NOT ".repeat(1000) + "b=:a")).isEqualTo(TOO_MANY);
    assertThat(told("NOT (".repeat(600) + "b=:a" + ")".repeat(600))).isEqualTo(TOO_MANY);
    assertThat(told("(a=:a AND ".repeat(290) + "a=:a" + ")".repeat(290))).isEqualTo(TOO_MANY);
    assertThat(told("(NOT a=:a AND ".repeat(99) + "a=:a" + ")".repeat(99))).isEqualTo("fine");
    assertThat(told("size(".repeat(500) + "b" + ")".repeat(500) + " = :a")).isEqualTo(TOO_MANY);
    assertThat(told("size(".repeat(250) + "b" + ")".repeat(250) + " = :a"))
        .isEqualTo(
            "Incorrect operand type for operator or function; operator or function: size, operand"
                + " type: N");
    assertThat(told("size(".repeat(800))).isEqualTo(TOO_MANY);
    assertThat(update("SET a = " + "if_not_exists(b, ".repeat(200) + ":a" + ")".repeat(200)))
        .isEqualTo("fine");
    assertThat(update("SET a = " + "(".repeat(4000))).contains("Syntax error");
    assertThat(told("a" + "[0]".repeat(1300) + " = :a"))
        .isEqualTo("The document path has too many nesting levels; nesting levels: 1301");
  }

  @Test
  void aHundredChoicesAreEnough() {
    assertThat(told("a IN (" + values(100) + ")")).isEqualTo("fine");
    assertThat(told("a IN (" + values(101) + ")"))
        .isEqualTo("The IN operator is provided with too many operands; number of operands: 101");
  }

  @Test
  void updatesMayHaveAsManyActionsAsFit() {
    String actions =
        IntStream.range(0, 400)
            .mapToObj(index -> "a" + index + "=:a")
            .collect(Collectors.joining(","));
    assertThat(update("SET " + actions)).isEqualTo("fine");
  }

  private static String values(int number) {
    return IntStream.range(0, number).mapToObj(_ -> ":a").collect(Collectors.joining(","));
  }

  private String told(String text) {
    return Reading.told(
            () -> {
              reading.condition(text);
              return "fine";
            })
        .replace("Invalid ConditionExpression: ", "");
  }

  private String update(String text) {
    return Reading.told(
            () -> {
              reading.update(text);
              return "fine";
            })
        .replace("Invalid UpdateExpression: ", "");
  }
}

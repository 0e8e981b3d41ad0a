package dev.pangaea.regionnode.expression;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.item.AttributeValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
  private static final AttributeValue ONE = Shown.number("1");

  private final Expressions expressions = new Expressions(10);

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "a", "##", "#a-b", "# a", "#\u00E9", ":a"})
  void namesHaveANumberSign(String key) {
    assertThatThrownBy(() -> new Placeholders(Map.of(key, "a"), Map.of()))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessage(
            "ExpressionAttributeNames contains invalid key: Syntax error; key: \"%s\"", key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "a", "::", ":a.b", ":a ", "#a"})
  void valuesHaveAColon(String key) {
    assertThatThrownBy(() -> new Placeholders(Map.of(), Map.of(key, ONE)))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessage(
            "ExpressionAttributeValues contains invalid key: Syntax error; key: \"%s\"", key);
  }

  @Test
  void areNoLongerThan255Bytes() {
    String longest = "a".repeat(254);
    assertThatCode(() -> new Placeholders(Map.of("#" + longest, "a"), Map.of(":" + longest, ONE)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new Placeholders(Map.of("#a" + longest, "a"), Map.of()))
        .hasMessage(
            "ExpressionAttributeNames contains invalid key: The expression attribute map contains a"
                + " key that is too long; size of key: 256");
    assertThatThrownBy(() -> new Placeholders(Map.of(), Map.of(":a" + longest, ONE)))
        .hasMessage(
            "ExpressionAttributeValues contains invalid key: The expression attribute map contains"
                + " a key that is too long;");
  }

  @Test
  void standForNamesThatAttributesCanHave() {
    assertThatThrownBy(() -> new Placeholders(Map.of("#a", "x".repeat(65_536)), Map.of()))
        .hasMessage(
            "ExpressionAttributeNames contains invalid value: Attribute name is too large, must be"
                + " less than 65536 bytes for key #a");
  }

  @Test
  void mustBeUsedByOneOfTheExpressions() {
    Placeholders placeholders =
        new Placeholders(Map.of("#a", "a", "#b", "b"), Map.of(":a", ONE, ":b", ONE, ":c", ONE));
    expressions.condition(ExpressionKind.CONDITION, "#a = :a", placeholders);
    assertThatThrownBy(placeholders::checkAllUsed)
        .hasMessage("Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}");
    expressions.update("REMOVE #b", placeholders);
    assertThatThrownBy(placeholders::checkAllUsed)
        .hasMessage(
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:b, :c}");
    expressions.update("SET x = :b + :c", placeholders);
    assertThatCode(placeholders::checkAllUsed).doesNotThrowAnyException();
  }
}

package dev.pangaea.regionnode.expression.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.NumberSetValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.InvalidExpressionException;
import dev.pangaea.regionnode.expression.UpdateOutcome;
import dev.pangaea.regionnode.expression.UpdateOutcome.Refused;
import dev.pangaea.regionnode.expression.UpdateOutcome.Updated;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LegacyUpdatesTest {
  private static final AttributeValue TWO = NumberValue.of(2);
  private static final AttributeValue A = texts("a");
  private static final Item ITEM =
      Item.of(
          Map.of(
              "n",
              NumberValue.of(5),
              "s",
              new StringValue("abc"),
              "l",
              new ListValue(List.of(TWO)),
              "ss",
              texts("a", "b")));

  @Test
  void putsAddsAndDeletes() {
    assertThat(after("x", "PUT", TWO)).contains(TWO);
    assertThat(after("n", "ADD", TWO)).contains(NumberValue.of(7));
    assertThat(after("x", "ADD", TWO)).contains(TWO);
    assertThat(after("ss", "ADD", texts("c"))).contains(texts("a", "b", "c"));
    assertThat(after("l", "ADD", new ListValue(List.of(TWO))))
        .contains(new ListValue(List.of(TWO, TWO)));
    assertThat(after("ss", "DELETE", A)).contains(texts("b"));
    assertThat(after("ss", "DELETE", texts("a", "b"))).isEmpty();
    assertThat(after("x", "DELETE", A)).isEmpty();
    assertThat(
            LegacyUpdates.attributeUpdates(
                    Map.of("n", new AttributeUpdate(Optional.of("DELETE"), Optional.empty())))
                .apply(ITEM))
        .isInstanceOfSatisfying(
            Updated.class, updated -> assertThat(updated.after().attribute("n")).isEmpty());
    assertThat(
            LegacyUpdates.attributeUpdates(
                    Map.of("n", new AttributeUpdate(Optional.empty(), Optional.of(TWO))))
                .apply(ITEM))
        .isInstanceOfSatisfying(
            Updated.class, updated -> assertThat(updated.after().attribute("n")).contains(TWO));
  }

  @Test
  void namesAreNoPaths() {
    assertThat(after("n.x[0]", "PUT", TWO)).contains(TWO);
  }

  @Test
  void typesMustFitWhatIsThere() {
    Refused mismatch = new Refused("Type mismatch for attribute to update");
    AttributeValue numbers = new NumberSetValue(new TreeSet<>(List.of(BigDecimal.ONE)));
    assertThat(outcome("s", "ADD", TWO)).isEqualTo(mismatch);
    assertThat(outcome("ss", "ADD", numbers)).isEqualTo(mismatch);
    assertThat(outcome("n", "ADD", new ListValue(List.of(TWO)))).isEqualTo(mismatch);
    assertThat(outcome("ss", "DELETE", numbers)).isEqualTo(mismatch);
    assertThat(outcome("n", "DELETE", numbers)).isEqualTo(mismatch);
  }

  @Test
  void actionsTakeSomeTypes() {
    assertThatThrownBy(() -> outcome("x", "ADD", new StringValue("a")))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessage(
            "One or more parameter values were invalid: ADD action is not supported for the type"
                + " STRING");
    assertThatThrownBy(() -> outcome("x", "DELETE", new BooleanValue(true)))
        .hasMessage(
            "One or more parameter values were invalid: DELETE action with value is not supported"
                + " for the type BOOLEAN");
    assertThatThrownBy(
            () ->
                LegacyUpdates.attributeUpdates(
                    Map.of("x", new AttributeUpdate(Optional.of("ADD"), Optional.empty()))))
        .hasMessage(
            "One or more parameter values were invalid: Only DELETE action is allowed when no"
                + " attribute value is specified");
    assertThatThrownBy(() -> outcome("x", "MOVE", TWO))
        .hasMessage("Member must satisfy enum value set: [ADD, DELETE, PUT]");
  }

  @Test
  void attributesToGetAreNamedOnce() {
    assertThat(LegacyProjections.attributesToGet(List.of("n", "x")).of(ITEM).attributes())
        .containsOnlyKeys("n");
    assertThatThrownBy(() -> LegacyProjections.attributesToGet(List.of("n", "n")))
        .hasMessage(
            "One or more parameter values were invalid: Duplicate value in attribute name: n");
  }

  private static Optional<AttributeValue> after(
      String attribute, String action, AttributeValue value) {
    return switch (outcome(attribute, action, value)) {
      case Updated updated -> updated.after().attribute(attribute);
      case Refused(String message) -> throw new AssertionError(message);
    };
  }

  private static UpdateOutcome outcome(String attribute, String action, AttributeValue value) {
    return LegacyUpdates.attributeUpdates(
            Map.of(attribute, new AttributeUpdate(Optional.of(action), Optional.of(value))))
        .apply(ITEM);
  }

  private static AttributeValue texts(String... elements) {
    return new StringSetValue(new TreeSet<>(List.of(elements)));
  }
}

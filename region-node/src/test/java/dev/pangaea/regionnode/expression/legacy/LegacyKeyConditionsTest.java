package dev.pangaea.regionnode.expression.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.regionnode.expression.AttributeType;
import dev.pangaea.regionnode.expression.InvalidExpressionException;
import dev.pangaea.regionnode.expression.KeyCondition;
import dev.pangaea.regionnode.expression.QueriedKey;
import dev.pangaea.regionnode.expression.QueriedKey.Part;
import dev.pangaea.regionnode.expression.SortKeyCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LegacyKeyConditionsTest {
  private static final Part P = new Part("p", AttributeType.S);
  private static final QueriedKey KEY =
      new QueriedKey(List.of(P), List.of(new Part("s", AttributeType.N)));
  private static final QueriedKey ALONE = new QueriedKey(List.of(P), List.of());

  private static final AttributeValue A = new StringValue("a");
  private static final LegacyCondition EQUALS_A = condition("EQ", A);
  private static final LegacyCondition EQUALS_ONE = condition("EQ", NumberValue.of(1));

  @Test
  void wantOneRunOfASortKey() {
    assertThat(LegacyConditions.keyConditions(Map.of("p", EQUALS_A), KEY))
        .isEqualTo(new KeyCondition(List.of(A), Optional.empty()));
    assertThat(
            LegacyConditions.keyConditions(
                Map.of(
                    "p", EQUALS_A, "s", condition("BETWEEN", NumberValue.of(1), NumberValue.of(2))),
                KEY))
        .isEqualTo(
            new KeyCondition(
                List.of(A),
                Optional.of(new SortKeyCondition.Between(NumberValue.of(1), NumberValue.of(2)))));
  }

  @Test
  void nameTheKeyAndNothingElse() {
    refused(Map.of(), "Conditions must be at least length 1");
    refused(Map.of("s", EQUALS_ONE), "Query condition missed key schema element: p");
    refused(Map.of("p", EQUALS_A, "x", EQUALS_A), "Query condition missed key schema element: s");
    refused(Map.of("x", condition("NULL")), "Query condition missed key schema element: p");
    refused(
        Map.of("p", EQUALS_A, "s", EQUALS_ONE, "x", EQUALS_A),
        "Conditions can be of length 1 or 2 only");
    assertThatThrownBy(
            () -> LegacyConditions.keyConditions(Map.of("p", EQUALS_A, "s", EQUALS_ONE), ALONE))
        .hasMessage("Query key condition not supported");
  }

  @Test
  void compareAsKeysAreOrdered() {
    refused(Map.of("p", condition("LT", A)), "Query key condition not supported");
    String unknown = "Attempted conditional constraint is not an indexable operation";
    refused(Map.of("p", EQUALS_A, "s", condition("IN", NumberValue.of(1))), unknown);
    refused(Map.of("p", EQUALS_A, "s", condition("CONTAINS", NumberValue.of(1))), unknown);
    refused(Map.of("p", condition("NOT_NULL")), unknown);
    refused(
        Map.of("p", EQUALS_A, "s", EQUALS_A),
        "One or more parameter values were invalid: Condition parameter type does not match schema"
            + " type");
    refused(
        Map.of("p", condition("EQ", new StringValue(""))),
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
            + " contain an empty string value. Key: p");
  }

  private static void refused(Map<String, LegacyCondition> conditions, String message) {
    assertThatThrownBy(() -> LegacyConditions.keyConditions(conditions, KEY))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessage(message);
  }

  private static LegacyCondition condition(String operator, AttributeValue... arguments) {
    return new LegacyCondition(Optional.of(operator), List.of(arguments));
  }
}

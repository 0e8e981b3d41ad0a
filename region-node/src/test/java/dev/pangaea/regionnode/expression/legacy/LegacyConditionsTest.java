package dev.pangaea.regionnode.expression.legacy;

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
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.AttributeType;
import dev.pangaea.regionnode.expression.InvalidExpressionException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions without expressions: what they mean, and what they do not take. */
class LegacyConditionsTest {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private static final AttributeValue FIVE = NumberValue.of(5);
  private static final AttributeValue ABC = new StringValue("abc");
  private static final AttributeValue B = new StringValue("b");

  private static final Item ITEM =
      Item.of(
          Map.of(
              "n",
              FIVE,
              "s",
              ABC,
              "l",
              new ListValue(List.of(NumberValue.of(1), new StringValue("x"))),
              "ss",
              new StringSetValue(new TreeSet<>(List.of("a", "b"))),
              "z",
              new NullValue()));

  private static final Map<AttributeType, AttributeValue> OF_EACH_TYPE =
      new EnumMap<>(
          Map.of(
              AttributeType.S, new StringValue("a"),
              AttributeType.N, NumberValue.of(1),
              AttributeType.B, new BinaryValue(Bytes.copyOf((byte) 1)),
              AttributeType.BOOL, new BooleanValue(true),
              AttributeType.NULL, new NullValue(),
              AttributeType.L, new ListValue(List.of()),
              AttributeType.M, MapValue.of(Map.of()),
              AttributeType.SS, new StringSetValue(new TreeSet<>(List.of("a"))),
              AttributeType.NS, new NumberSetValue(new TreeSet<>(List.of(BigDecimal.ONE))),
              AttributeType.BS,
                  new BinarySetValue(new TreeSet<>(List.of(Bytes.copyOf((byte) 1))))));

  @ParameterizedTest
  @CsvSource({
    "EQ, 1",
    "NE, 1",
    "LE, 1",
    "LT, 1",
    "GE, 1",
    "GT, 1",
    "CONTAINS, 1",
    "NOT_CONTAINS, 1",
    "BEGINS_WITH, 1",
    "NULL, 0",
    "NOT_NULL, 0",
    "BETWEEN, 2"
  })
  void operatorsTakeANumberOfArguments(String operator, int number) {
    for (int given = 0; given <= 3; given++) {
      String told = filter("x", operator, Collections.nCopies(given, ABC));
      String wrong =
          INVALID + "Invalid number of argument(s) for the " + operator + " ComparisonOperator";
      if (given == number) {
        assertThat(told).isIn("true", "false");
      } else {
        assertThat(told).isEqualTo(wrong);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EQ, S N B SS NS BS BOOL NULL L M",
    "NE, S N B SS NS BS BOOL NULL L M",
    "IN, S N B",
    "LE, S N B",
    "LT, S N B",
    "GE, S N B",
    "GT, S N B",
    "BETWEEN, S N B",
    "CONTAINS, S N B BOOL NULL",
    "NOT_CONTAINS, S N B BOOL NULL",
    "BEGINS_WITH, S B"
  })
  void operatorsTakeSomeTypes(String operator, String types) {
    List<String> taken = List.of(types.split(" "));
    OF_EACH_TYPE.forEach(
        (type, value) -> {
          String told =
              filter("x", operator, Collections.nCopies(operator.equals("BETWEEN") ? 2 : 1, value));
          if (taken.contains(type.name())) {
            assertThat(told).isIn("true", "false");
          } else {
            assertThat(told)
                .isEqualTo(
                    "%sComparisonOperator %s is not valid for %s AttributeValue type",
                    INVALID, operator, type);
          }
        });
  }

  @Test
  void argumentsAreOfOneTypeAndBoundsInOrder() {
    String mixed = INVALID + "AttributeValues inside AttributeValueList must be of same type";
    assertThat(filter("n", "IN", List.of(FIVE, ABC))).isEqualTo(mixed);
    assertThat(filter("n", "BETWEEN", List.of(FIVE, ABC))).isEqualTo(mixed);
    assertThat(filter("n", "BETWEEN", List.of(FIVE, NumberValue.of(1))))
        .isEqualTo(
            "The BETWEEN condition was provided a range where the lower bound is greater than the"
                + " upper bound");
    assertThat(filter("n", "SOUNDS_LIKE", List.of(FIVE)))
        .isEqualTo("Comparison type does not exist in DynamoDB");
  }

  @ParameterizedTest
  @CsvSource({
    "n, EQ, true",
    "x, EQ, false",
    "s, EQ, false",
    "n, NE, false",
    "x, NE, true",
    "s, NE, true",
    "n, LE, true",
    "n, LT, false",
    "n, GE, true",
    "n, GT, false",
    "s, GE, false",
    "x, LT, false",
    "n, IN, true",
    "x, IN, false"
  })
  void comparesWithFive(String attribute, String operator, String truth) {
    assertThat(filter(attribute, operator, List.of(FIVE))).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource({
    "s, CONTAINS, true",
    "ss, CONTAINS, true",
    "l, CONTAINS, false",
    "n, CONTAINS, false",
    "x, CONTAINS, false",
    "s, NOT_CONTAINS, false",
    "ss, NOT_CONTAINS, false",
    "l, NOT_CONTAINS, true",
    "n, NOT_CONTAINS, true",
    "x, NOT_CONTAINS, false",
    "s, BEGINS_WITH, false",
    "n, BEGINS_WITH, false"
  })
  void looksForTheTextB(String attribute, String operator, String truth) {
    assertThat(filter(attribute, operator, List.of(B))).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource({"z, NULL, false", "z, NOT_NULL, true", "x, NULL, true", "x, NOT_NULL, false"})
  void nullIsAValue(String attribute, String operator, String truth) {
    assertThat(filter(attribute, operator, List.of())).isEqualTo(truth);
  }

  @Test
  void expectedMayNameAValueOrItsAbsence() {
    Optional<AttributeValue> five = Optional.of(FIVE);
    assertThat(expected("n", five, null, null)).isEqualTo("true");
    assertThat(expected("n", five, true, null)).isEqualTo("true");
    assertThat(expected("s", five, null, null)).isEqualTo("false");
    assertThat(expected("n", Optional.empty(), false, null)).isEqualTo("false");
    assertThat(expected("x", Optional.empty(), false, null)).isEqualTo("true");
    assertThat(expected("n", five, null, "EQ")).isEqualTo("true");
    assertThat(expected("n", Optional.empty(), null, "NULL")).isEqualTo("false");
    assertThat(expected("n", Optional.empty(), null, "GE", FIVE)).isEqualTo("true");
  }

  @Test
  void expectedIsNotBothOldAndNew() {
    Optional<AttributeValue> five = Optional.of(FIVE);
    Optional<AttributeValue> none = Optional.empty();
    assertThat(expected("n", none, null, null))
        .isEqualTo(INVALID + "Value must be provided when Exists is null for Attribute: n");
    assertThat(expected("n", none, true, null))
        .isEqualTo(INVALID + "Value must be provided when Exists is true for Attribute: n");
    assertThat(expected("n", five, false, null))
        .isEqualTo(INVALID + "Value cannot be used when Exists is false for Attribute: n");
    assertThat(expected("n", none, null, null, FIVE))
        .isEqualTo(
            INVALID
                + "AttributeValueList can only be used with a ComparisonOperator for Attribute: n");
    assertThat(expected("n", five, null, "EQ", FIVE))
        .isEqualTo(
            INVALID + "Value and AttributeValueList cannot be used together for Attribute: n");
    assertThat(expected("n", none, true, "EQ", FIVE))
        .isEqualTo(
            INVALID + "Exists and ComparisonOperator cannot be used together for Attribute: n");
    assertThat(expected("n", none, null, "EQ"))
        .isEqualTo(
            INVALID
                + "Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: n");
    assertThat(expected("n", five, null, "NULL"))
        .isEqualTo(INVALID + "Invalid number of argument(s) for the NULL ComparisonOperator");
  }

  @Test
  void severalConditionsAreJoined() {
    Map<String, LegacyCondition> both =
        new LinkedHashMap<>(Map.of("n", comparison("EQ", FIVE), "s", comparison("EQ", FIVE)));
    assertThat(filtered(both, Optional.empty())).isEqualTo("false");
    assertThat(filtered(both, Optional.of("AND"))).isEqualTo("false");
    assertThat(filtered(both, Optional.of("OR"))).isEqualTo("true");
    assertThat(filtered(Map.of("n", comparison("EQ", FIVE)), Optional.of("OR")))
        .isEqualTo(
            "ConditionalOperator can only be used when Filter or Expected has two or more elements");
    assertThat(filtered(Map.of(), Optional.of("OR")))
        .isEqualTo("ConditionalOperator cannot be used without Filter or Expected");
    assertThat(filtered(Map.of(), Optional.empty())).isEqualTo("true");
  }

  private static String filter(String attribute, String operator, List<AttributeValue> arguments) {
    return filtered(
        Map.of(attribute, new LegacyCondition(Optional.of(operator), arguments)), Optional.empty());
  }

  private static String filtered(Map<String, LegacyCondition> filter, Optional<String> joined) {
    return told(() -> String.valueOf(LegacyConditions.filter(filter, joined).holds(ITEM)));
  }

  private static LegacyCondition comparison(String operator, AttributeValue... arguments) {
    return new LegacyCondition(Optional.of(operator), List.of(arguments));
  }

  /** No arguments stand for no list of them. */
  private static String expected(
      String attribute,
      Optional<AttributeValue> value,
      Boolean exists,
      String operator,
      AttributeValue... arguments) {
    ExpectedAttribute expected =
        new ExpectedAttribute(
            value,
            Optional.ofNullable(exists),
            Optional.ofNullable(operator),
            Optional.of(Arrays.stream(arguments).collect(Collectors.toList()))
                .filter(list -> !list.isEmpty()));
    return told(
        () ->
            String.valueOf(
                LegacyConditions.expected(Map.of(attribute, expected), Optional.empty())
                    .holds(ITEM)));
  }

  private static String told(Supplier<String> reading) {
    try {
      return reading.get();
    } catch (InvalidExpressionException invalid) {
      return invalid.getMessage();
    }
  }
}

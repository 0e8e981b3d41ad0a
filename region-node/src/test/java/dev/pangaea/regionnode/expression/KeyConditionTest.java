package dev.pangaea.regionnode.expression;

import static dev.pangaea.regionnode.expression.Shown.bytes;
import static dev.pangaea.regionnode.expression.Shown.list;
import static dev.pangaea.regionnode.expression.Shown.number;
import static dev.pangaea.regionnode.expression.Shown.text;
import static dev.pangaea.regionnode.expression.Shown.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.regionnode.expression.QueriedKey.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which key conditions a query can follow, and what DynamoDB says of the others. */
class KeyConditionTest {
  private static final Part PARTITION_KEY = new Part("p", AttributeType.S);
  private static final QueriedKey WITH_NUMBER = key(new Part("s", AttributeType.N));
  private static final QueriedKey WITH_TEXT = key(new Part("s", AttributeType.S));
  private static final QueriedKey ALONE = key();
  private static final QueriedKey OF_SEVERAL =
      new QueriedKey(
          List.of(PARTITION_KEY, new Part("q", AttributeType.N)),
          List.of(
              new Part("s1", AttributeType.S),
              new Part("s2", AttributeType.N),
              new Part("s3", AttributeType.S)));

  private static final Map<String, AttributeValue> VALUES =
      Map.ofEntries(
          Map.entry(":p", text("a")),
          Map.entry(":p2", text("b")),
          Map.entry(":n", number("1")),
          Map.entry(":n2", number("2")),
          Map.entry(":l", list()),
          Map.entry(":t", new BooleanValue(true)),
          Map.entry(":e", text("")),
          Map.entry(":ss", texts("a")),
          Map.entry(":b", bytes(1)));

  private final Reading reading = new Reading(Map.of(), VALUES);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          p | Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "p"
          p = :p | fine
          p = :p AND s = :n | fine
          s = :n AND p = :p | fine
          s = :n | Query condition missed key schema element: p
          p = :p AND s < :n | fine
          p = :p AND s <= :n | fine
          p = :p AND s > :n | fine
          p = :p AND s >= :n | fine
          p = :p AND s <> :n | Invalid operator used in KeyConditionExpression: <>
          p <> :p | Invalid operator used in KeyConditionExpression: <>
          p < :p | Query key condition not supported
          p = :p AND s BETWEEN :n AND :n2 | fine
          p = :p AND s BETWEEN :n2 AND :n | Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}
          p = :p AND begins_with(s, :n) | Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
          p = :p AND begins_with(s, :p) | One or more parameter values were invalid: Condition parameter type does not match schema type
          p = :p AND s = :n AND s = :n2 | KeyConditionExpressions must only contain one condition per key
          p = :p AND s > :n AND s < :n2 | KeyConditionExpressions must only contain one condition per key
          p = :p AND p = :p2 | KeyConditionExpressions must only contain one condition per key
          p = :p OR p = :p2 | Invalid operator used in KeyConditionExpression: OR
          p = :p AND (s = :n OR s = :n2) | Invalid operator used in KeyConditionExpression: OR
          NOT p = :p | Invalid operator used in KeyConditionExpression: NOT
          p = :p AND NOT s = :n | Invalid operator used in KeyConditionExpression: NOT
          p IN (:p) | Invalid operator used in KeyConditionExpression: IN
          p = :p AND s IN (:n) | Invalid operator used in KeyConditionExpression: IN
          p = :p AND attribute_exists(s) | Invalid operator used in KeyConditionExpression: attribute_exists
          p = :p AND contains(s, :n) | Invalid operator used in KeyConditionExpression: contains
          p = :p AND size(s) = :n | KeyConditionExpressions cannot contain nested operations
          size(p) = :n | KeyConditionExpressions cannot contain nested operations
          p = :p AND attribute_type(s, :p) | Invalid KeyConditionExpression: Invalid attribute type name found; type: a, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}
          p = :p AND x = :n | Query condition missed key schema element: s
          p = :p AND s = :n AND x = :n2 | Conditions can be of length 1 or 2 only
          x = :n | Query condition missed key schema element: p
          x = :p AND y = :n | Query condition missed key schema element: p
          x = :p AND p = :p | Query condition missed key schema element: s
          p = :n | One or more parameter values were invalid: Condition parameter type does not match schema type
          p = :p AND s = :p | One or more parameter values were invalid: Condition parameter type does not match schema type
          p = :p AND s BETWEEN :n AND :p | Invalid KeyConditionExpression: The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:a}
          p = :p AND s > :p | One or more parameter values were invalid: Condition parameter type does not match schema type
          p = :t | One or more parameter values were invalid: Condition parameter type does not match schema type
          p = :l | One or more parameter values were invalid: Condition parameter type does not match schema type
          p = :p AND s < :l | Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: <, operand type: L
          p = :p AND s BETWEEN :l AND :l | Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: L
          p = :e | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: p
          p = :p AND s = :e | One or more parameter values were invalid: Condition parameter type does not match schema type
          :p = p | fine
          :p = p AND :n < s | fine
          p = :p AND :n = s | fine
          p = :p AND :n2 BETWEEN s AND s | Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand
          p = s | Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition
          p = :p AND s = p | Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition
          p = p | Invalid KeyConditionExpression: The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [p]
          p.a = :p | Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: p
          p[0] = :p | Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: p
          p = :p AND s.a = :n | Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: s
          p = :p AND s[1] = :n | Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: s
          (p = :p) | fine
          ((p = :p)) | Invalid KeyConditionExpression: The expression has redundant parentheses;
          (p = :p) AND (s = :n) | fine
          p = :p AND (s = :n) | fine
          (p = :p AND s = :n) | fine
          p = (:p) | fine
          (p) = :p | fine
          name = :p | Invalid KeyConditionExpression: Attribute name is a reserved keyword; reserved keyword: name
          p = :q | Invalid KeyConditionExpression: An expression attribute value used in expression is not defined; attribute value: :q
          #q = :p | Invalid KeyConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #q
          p = :p AND foo(s) | Invalid KeyConditionExpression: Invalid function name; function: foo
          p = :p AND s = size(p) | KeyConditionExpressions cannot contain nested operations
          p = size(:p) | KeyConditionExpressions cannot contain nested operations
          p BETWEEN :p AND :p2 | Query key condition not supported
          begins_with(p, :p) | Query key condition not supported
          begins_with(:p, p) | Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand
          p = :p AND begins_with(:p, s) | Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand
          attribute_exists(p) | Invalid operator used in KeyConditionExpression: attribute_exists
          p = :p AND s = :n AND x = :n AND y = :n | Conditions can be of length 1 or 2 only
          p=:p and s=:n | fine
          p = :p AND s BETWEEN :n AND s | Invalid KeyConditionExpression: The first operand must be distinct from the remaining operands for this operator or function; operator: BETWEEN, first operand: [s]
          p = :p AND s BETWEEN x AND y | Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition
          :p = :p | Invalid condition in KeyConditionExpression: No key attribute specified
          p = :p AND :n = :n2 | Invalid condition in KeyConditionExpression: No key attribute specified
          p = :p AND :n BETWEEN :n AND :n2 | Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand
          p = :p p | Invalid KeyConditionExpression: Syntax error; token: "p", near: ":p p"
          p = :p AND begins_with(s, x) | Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition
          p = :p AND begins_with(s.a, :p) | Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: s
          p = :p AND s = :n OR p = :p | Invalid operator used in KeyConditionExpression: OR
          p = :ss | One or more parameter values were invalid: Condition parameter type does not match schema type
          p = :b | One or more parameter values were invalid: Condition parameter type does not match schema type
          """)
  void wantsOneRunOfASortKey(String text, String told) {
    assertThat(told(text, WITH_NUMBER)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          p = :p AND begins_with(s, :p) | fine
          p = :p AND begins_with(s, :n) | Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
          p = :p AND begins_with(s, :e) | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: s
          p = :p AND s = :e | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: s
          p = :p AND s BETWEEN :e AND :p | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: s
          p = :p AND begins_with(s, :b) | One or more parameter values were invalid: Condition parameter type does not match schema type
          p = :p AND s > :n | One or more parameter values were invalid: Condition parameter type does not match schema type
          p = :p AND s > :e | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: s
          """)
  void sortKeysOfTextHaveBeginnings(String text, String told) {
    assertThat(told(text, WITH_TEXT)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          p = :p | fine
          p = :p AND s = :n | Query key condition not supported
          p = :p AND x = :n | Query key condition not supported
          x = :n | Query condition missed key schema element: p
          """)
  void aPartitionKeyAloneTakesNothingElse(String text, String told) {
    assertThat(told(text, ALONE)).isEqualTo(told);
  }

  @Test
  void saysWhatIsWantedWhicheverWayItIsWritten() {
    assertThat(wanted("p = :p AND s BETWEEN :n AND :n2", WITH_NUMBER))
        .isEqualTo(wanted(new SortKeyCondition.Between(number("1"), number("2")), "a"));
    assertThat(wanted(":n < s AND p = :p2", WITH_NUMBER))
        .isEqualTo(wanted(new SortKeyCondition.GreaterThan(number("1")), "b"));
    assertThat(wanted("p = :p AND :n >= s", WITH_NUMBER))
        .isEqualTo(wanted(new SortKeyCondition.AtMost(number("1")), "a"));
    assertThat(wanted("p = :p AND begins_with(s, :p2)", WITH_TEXT))
        .isEqualTo(wanted(new SortKeyCondition.BeginsWith(text("b")), "a"));
    assertThat(wanted("p = :p", WITH_TEXT))
        .isEqualTo(new KeyCondition(List.of(text("a")), Optional.empty()));
  }

  @Test
  void keysOfSeveralAttributesAreGivenFromTheLeft() {
    assertThat(wanted("q = :n AND s2 > :n2 AND p = :p AND s1 = :p2", OF_SEVERAL))
        .isEqualTo(
            new KeyCondition(
                List.of(text("a"), number("1"), text("b")),
                Optional.of(new SortKeyCondition.GreaterThan(number("2")))));
    assertThat(told("p = :p AND s1 = :p", OF_SEVERAL))
        .isEqualTo("Query condition missed key schema element: q");
    assertThat(told("p = :p AND q = :n AND s2 = :n", OF_SEVERAL))
        .isEqualTo("Query condition missed key schema element: s1");
    assertThat(told("p = :p AND q > :n", OF_SEVERAL))
        .isEqualTo("Query key condition not supported");
    assertThat(told("p = :p AND q = :n AND s1 > :p AND s2 = :n", OF_SEVERAL))
        .isEqualTo("Query key condition not supported");
    assertThat(told("p = :p AND q = :n AND s1 = :p AND s2 = :n AND s3 = :p", OF_SEVERAL))
        .isEqualTo("fine");
  }

  private String told(String text, QueriedKey key) {
    return Reading.told(
        () -> {
          wanted(text, key);
          return "fine";
        });
  }

  private KeyCondition wanted(String text, QueriedKey key) {
    return KeyCondition.of(reading.keyCondition(text), key);
  }

  private static KeyCondition wanted(SortKeyCondition range, String partitionKey) {
    return new KeyCondition(List.of(text(partitionKey)), Optional.of(range));
  }

  private static QueriedKey key(Part... sortKey) {
    return new QueriedKey(List.of(PARTITION_KEY), List.of(sortKey));
  }
}

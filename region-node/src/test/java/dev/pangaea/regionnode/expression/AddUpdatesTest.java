package dev.pangaea.regionnode.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ADD makes of items: sums of numbers and unions of sets. */
class AddUpdatesTest {
  private final Updates updates = new Updates();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ADD a :n | {a: 7}
          ADD n :n | {n: 12}
          ADD a :n, b :n | {a: 7, b: 7}
          ADD s :n | An operand in the update expression has an incorrect data type
          ADD n :ns | An operand in the update expression has an incorrect data type
          ADD a :s | !Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND
          ADD a :t | !Incorrect operand type for operator or function; operator: ADD, operand type: BOOLEAN, typeSet: ALLOWED_FOR_ADD_OPERAND
          ADD a :z | !Incorrect operand type for operator or function; operator: ADD, operand type: NULL, typeSet: ALLOWED_FOR_ADD_OPERAND
          ADD a :l | !Incorrect operand type for operator or function; operator: ADD, operand type: LIST, typeSet: ALLOWED_FOR_ADD_OPERAND
          ADD a :m | !Incorrect operand type for operator or function; operator: ADD, operand type: MAP, typeSet: ALLOWED_FOR_ADD_OPERAND
          ADD a :b | !Incorrect operand type for operator or function; operator: ADD, operand type: BINARY, typeSet: ALLOWED_FOR_ADD_OPERAND
          ADD a :ss | {a: <"a", "c">}
          ADD ss :ss | {ss: <"a", "b", "c">}
          ADD ns :ns | {ns: <1, 2, 3>}
          ADD bs :bs | {bs: <b:AQ==, b:Ag==>}
          ADD ss :ns | An operand in the update expression has an incorrect data type
          ADD m.k :n | {m: {k: 8, l: ["a", "b"], ss: <"x">}}
          ADD l[0] :n | {l: [7, 1, 2, 3]}
          ADD l[9] :n | {}
          ADD m.ss :ss | {m: {k: 1, l: ["a", "b"], ss: <"a", "c", "x">}}
          ADD m.x.y :n | The document path provided in the update expression is invalid for update
          ADD x.y :n | The document path provided in the update expression is invalid for update
          ADD l :l | !Incorrect operand type for operator or function; operator: ADD, operand type: LIST, typeSet: ALLOWED_FOR_ADD_OPERAND
          ADD big :big | Number overflow. Attempting to store a number with magnitude larger than supported range
          ADD big :one | {big: 100000000000000000000000000000000000000}
          ADD n :one | {n: 6}
          """)
  void addsNumbersAndSets(String text, String told) {
    assertThat(updates.told(text)).isEqualTo(told);
  }
}

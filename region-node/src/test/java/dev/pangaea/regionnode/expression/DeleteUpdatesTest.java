package dev.pangaea.regionnode.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What DELETE makes of items: sets with fewer elements. */
class DeleteUpdatesTest {
  private final Updates updates = new Updates();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DELETE ss :ss | {ss: <"b">}
          DELETE ss :sab | {}
          DELETE a :ss | {}
          DELETE ss :ns | An operand in the update expression has an incorrect data type
          DELETE a :n | !Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND
          DELETE a :s | !Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND
          DELETE a :l | !Incorrect operand type for operator or function; operator: DELETE, operand type: LIST, typeSet: ALLOWED_FOR_DELETE_OPERAND
          DELETE a :m | !Incorrect operand type for operator or function; operator: DELETE, operand type: MAP, typeSet: ALLOWED_FOR_DELETE_OPERAND
          DELETE a :t | !Incorrect operand type for operator or function; operator: DELETE, operand type: BOOLEAN, typeSet: ALLOWED_FOR_DELETE_OPERAND
          DELETE s :ss | An operand in the update expression has an incorrect data type
          DELETE m.ss :ss | {m: {k: 1, l: ["a", "b"], ss: <"x">}}
          DELETE n :ns | An operand in the update expression has an incorrect data type
          """)
  void deletesElementsOfSets(String text, String told) {
    assertThat(updates.told(text)).isEqualTo(told);
  }
}

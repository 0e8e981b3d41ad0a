package dev.pangaea.regionnode.expression.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pangaea.regionnode.expression.InvalidExpressionException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a statement is told as the service was heard to tell it. */
class StatementFaultsTest {
  private static final String MALFORMED = "Statement wasn't well formed, can't be processed: ";

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "SELECT * FROM T WHERE => Unexpected term",
        "SELECT * FROM T WHERE; => Unexpected term",
        "SELECT * FROM T WHERE ( => Unexpected term",
        "SELECT * FROM => Unexpected term",
        "SELECT * FROM T WHERE a = 1 AND => Missing right-hand side expression of infix operator",
        "SELECT * FROM T WHERE a = => Missing right-hand side expression of infix operator",
        "SELECT * FROM T WHERE ORDER BY a => Unexpected keyword",
        "SELECT * FROM T WHERE IS NULL => Unexpected operator",
        "SELECT * FROM T WHERE a = LIKE => Unexpected operator",
        "SELECT * FROM T WHERE a IS FOO => Expected type name",
        "SELECT * FROM T WHERE attribute_exists(m.inner) => Invalid path dot component",
        "SELECT * FROM T WHERE a = 1 foo => Unexpected token after expression",
        "SLECT * FROM T WHERE a = 1 => Expected data manipulation",
        "DELETE FROM => Expected identifier for simple path",
        "DELETE FROM; => Expected identifier for simple path",
        "DELETE FROM WHERE a = 1 => Expected identifier for simple path",
        "INSERT INTO T t VALUE {'a': 1} => Unexpected token after expression",
        "FROM T SET a = 1 WHERE b = 1 => Unexpected token after expression",
        "UPDATE T WHERE a = 1 => Expected data manipulation"
      })
  void ofATextThatIsNoStatement(String text, String detail) {
    assertThat(told(text)).isEqualTo(MALFORMED + detail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM T WHERE a = 1e2147483648",
        "SELECT * FROM T WHERE a = 1e99999999999999999999",
        "SELECT * FROM T WHERE a = 1.5e-2147483647",
        "SELECT * FROM T WHERE a = 1 # note"
      })
  void ofWhatIsNoToken(String text) {
    assertThat(told(text)).isEqualTo(MALFORMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "a IS INT4 => Unsupported operation: IsType",
        "a IS DOUBLE PRECISION => Unsupported operation: IsType",
        "UPDATE T SET a = 1e-131 WHERE p = 1 => Number underflow. Attempting to store a number with"
            + " magnitude smaller than supported range under root",
        "INSERT INTO T VALUE {'p': 1, 'm': {'x': 1e126}} => Number overflow. Attempting to store a"
            + " number with magnitude larger than supported range under root.x",
        "INSERT INTO T VALUE {'p': 1, 'l': [1, 1e126]} => Number overflow. Attempting to store a"
            + " number with magnitude larger than supported range under root[1]",
        "SELECT * FROM T WHERE EXISTS(a) => Unrecognized function: exists at 1:23:6",
        "UPDATE T SET a = set_add(a) => SET_ADD must have exactly two arguments at 1:18:7",
        "UPDATE T SET a = set_add(a, <<>>) => Empty bags are not supported",
        "SELECT * FROM T WHERE a IS BAG => Unsupported data type for IS operator: BAG. Supported"
            + " data types are [MISSING, NULL, BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, TUPLE, LIST]"
            + " at 1:25:2"
      })
  void ofAStatement(String text, String message) {
    assertThat(told(text)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM T WHERE p = 1 SET a = 1 REMOVE b RETURNING ALL NEW *",
        "SELECT * FROM T WHERE a IS BOOL AND b IS NOT STRING",
        "SELECT * FROM T WHERE attribute_exists(a) = TRUE"
      })
  void nothingOfWhatIsRight(String text) {
    assertThatCode(() -> ParsedStatement.of(text).bind(List.of())).doesNotThrowAnyException();
  }

  private static String told(String text) {
    return catchThrowableOfType(
            InvalidExpressionException.class, () -> ParsedStatement.of(text).bind(List.of()))
        .getMessage();
  }
}

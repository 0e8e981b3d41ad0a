package dev.pangaea.regionnode.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SET makes of items: values, paths, numbers and functions. */
class SetUpdatesTest {
  private final Updates updates = new Updates();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET a = :n | {a: 7}
          set a = :n | {a: 7}
          SET a = :n, b = :n | {a: 7, b: 7}
          SET a = b | The provided expression refers to an attribute that does not exist in the item
          SET a = n | {a: 5}
          SET a = a | The provided expression refers to an attribute that does not exist in the item
          SET a = x.y | The provided expression refers to an attribute that does not exist in the item
          SET a = n.y | The provided expression refers to an attribute that does not exist in the item
          SET a = :n, b = a | The provided expression refers to an attribute that does not exist in the item
          SET a = n, n = s, s = t | {a: 5, n: "abc", s: true}
          SET a = :le | {a: []}
          SET  a=:n | {a: 7}
          SET a = (:n) | {a: 7}
          SET a = if_not_exists | The provided expression refers to an attribute that does not exist in the item
          SET n = :n | {n: 7}
          """)
  void setsAttributes(String text, String told) {
    assertThat(updates.told(text)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET a.b = :n | The document path provided in the update expression is invalid for update
          SET m.k = :n | {m: {k: 7, l: ["a", "b"], ss: <"x">}}
          SET m[0] = :n | The document path provided in the update expression is invalid for update
          SET l.k = :n | The document path provided in the update expression is invalid for update
          SET n.k = :n | The document path provided in the update expression is invalid for update
          SET x.k = :n | The document path provided in the update expression is invalid for update
          SET x[0] = :n | The document path provided in the update expression is invalid for update
          SET l[0] = :n | {l: [7, 1, 2, 3]}
          SET l[4] = :n | {l: [0, 1, 2, 3, 7]}
          SET l[9] = :n | {}
          SET l[9] = :n, l[7] = :s | {}
          SET l[1] = l[2], l[2] = l[1] | {l: [0, 2, 1, 3]}
          SET m.l[0]=:n, m.k=:n | {m: {k: 7, l: [7, "b"], ss: <"x">}}
          SET a[0] = :n | The document path provided in the update expression is invalid for update
          SET m.l[5] = :n | {}
          SET if_not_exists = :n | {if_not_exists: 7}
          SET l[1] = :n | {l: [0, 7, 2, 3]}
          SET m.l[1] = :n | {m: {k: 1, l: ["a", 7], ss: <"x">}}
          SET l[1]=:n, l[3]=:s | {l: [0, 7, 2, "z"]}
          SET l[1]=:n, m.k=:n | {l: [0, 7, 2, 3], m: {k: 7, l: ["a", "b"], ss: <"x">}}
          SET l[5]=:n, l[9]=:one | {l: [0, 1, 2, 3, 7, 1]}
          SET l[4]=:n | {l: [0, 1, 2, 3, 7]}
          """)
  void setsInsideOfDocuments(String text, String told) {
    assertThat(updates.told(text)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET n = n + :one | {n: 6}
          SET n = n - :one | {n: 4}
          SET n = n + n | {n: 10}
          SET n = (n + :one) | {n: 6}
          SET n = (n) + (:one) | {n: 6}
          SET n=n+:one | {n: 6}
          SET a = :s + :n | !Incorrect operand type for operator or function; operator or function: +, operand type: S
          SET a = :n + :s | !Incorrect operand type for operator or function; operator or function: +, operand type: S
          SET a = :l - :s | !Incorrect operand type for operator or function; operator or function: -, operand type: L
          SET a = s + :n | An operand in the update expression has an incorrect data type
          SET a = :ss + :n | !Incorrect operand type for operator or function; operator or function: +, operand type: SS
          SET a = x + :n | The provided expression refers to an attribute that does not exist in the item
          SET big = big + :one | {big: 100000000000000000000000000000000000000}
          SET big = big + :frac | Number overflow. Attempting to store a number with magnitude larger than supported range
          SET big = big + :b5 | Number overflow. Attempting to store a number with magnitude larger than supported range
          SET a = big - :m1 | {a: 100000000000000000000000000000000000000}
          SET a = tiny + :one | Number overflow. Attempting to store a number with magnitude larger than supported range
          SET a = tiny - :tiny | {a: 0}
          SET a = :max + :max | Number overflow. Attempting to store a number with magnitude larger than supported range
          SET a = :tiny + :big | Number overflow. Attempting to store a number with magnitude larger than supported range
          SET a = :frac + :frac | {a: 0.2}
          """)
  void computesWithinTheRangeOfNumbers(String text, String told) {
    assertThat(updates.told(text)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET a = if_not_exists(a, :n) | {a: 7}
          SET a = if_not_exists(n, :n) | {a: 5}
          SET a = if_not_exists(n) | !Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1
          SET a = if_not_exists(:n, n) | !Operator or function requires a document path; operator or function: if_not_exists
          SET a = if_not_exists(a, n) | {a: 5}
          SET a = if_not_exists(a, if_not_exists(b, :n)) | {a: 7}
          SET a = if_not_exists(a, b) | The provided expression refers to an attribute that does not exist in the item
          SET a = if_not_exists(a, :n) + :one | {a: 8}
          SET a = :one + if_not_exists(a, :n) | {a: 8}
          SET a = if_not_exists(a, a) | !The first operand must be distinct from the remaining operands for this operator or function; operator: if_not_exists, first operand: [a]
          SET a = if_not_exists(a, :s) + :one | An operand in the update expression has an incorrect data type
          SET a = list_append(:le, if_not_exists(a,:l)) | {a: ["x"]}
          SET a = if_not_exists(m.k, :n) | {a: 1}
          """)
  void takesAnotherValueWhereThereIsNone(String text, String told) {
    assertThat(updates.told(text)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET a = list_append(l, :l) | {a: [0, 1, 2, 3, "x"]}
          SET a = list_append(:l, l) | {a: ["x", 0, 1, 2, 3]}
          SET a = list_append(l, l) | {a: [0, 1, 2, 3, 0, 1, 2, 3]}
          SET a = list_append(l, n) | An operand in the update expression has an incorrect data type
          SET a = list_append(l, :n) | !Incorrect operand type for operator or function; operator or function: list_append, operand type: N
          SET a = list_append(:n, :s) | !Incorrect operand type for operator or function; operator or function: list_append, operand type: N
          SET a = list_append(l) | !Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1
          SET a = list_append(x, :l) | The provided expression refers to an attribute that does not exist in the item
          SET a = list_append(l, (:l)) | {a: [0, 1, 2, 3, "x"]}
          SET a = list_append (l, :l) | {a: [0, 1, 2, 3, "x"]}
          """)
  void appendsLists(String text, String told) {
    assertThat(updates.told(text)).isEqualTo(told);
  }
}

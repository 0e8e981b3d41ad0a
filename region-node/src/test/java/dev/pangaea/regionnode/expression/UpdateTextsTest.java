package dev.pangaea.regionnode.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Update expressions that are refused before any item is met, in DynamoDB's words. */
class UpdateTextsTest {
  private final Updates updates = new Updates();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET | !Syntax error; token: "<EOF>", near: "SET"
          SET a | !Syntax error; token: "<EOF>", near: "a"
          SET a = | !Syntax error; token: "<EOF>", near: "="
          SET a = :n, | !Syntax error; token: "<EOF>", near: ","
          SET a = :n b = :n | !Syntax error; token: "b", near: ":n b ="
          a = :n | !Syntax error; token: "a", near: "a ="
          SET :n = :n | !Syntax error; token: ":n", near: "SET :n ="
          SET a = 1 | !Syntax error; token: "1", near: "= 1"
          SET n = n + :one + :one | !Syntax error; token: "+", near: ":one + :one"
          SET n = (:one + :one) + :one | !Syntax error; token: "+", near: ") + :one"
          SET n = - :one | !Syntax error; token: "-", near: "= - :one"
          SET a = if_not_exists(a, :n + :one) | !Syntax error; token: "+", near: ":n + :one"
          SET a = list_append(l, :n + :one) | !Syntax error; token: "+", near: ":n + :one"
          ADD a = :n | !Syntax error; token: "=", near: "a = :n"
          ADD a n | !Syntax error; token: "n", near: "a n"
          ADD a 5 | !Syntax error; token: "5", near: "a 5"
          ADD a :n b :n | !Syntax error; token: "b", near: ":n b :n"
          DELETE a | !Syntax error; token: "<EOF>", near: "a"
          REMOVE :n | !Syntax error; token: ":n", near: "REMOVE :n"
          REMOVE a :n | !Syntax error; token: ":n", near: "a :n"
          FOO a | !Syntax error; token: "FOO", near: "FOO a"
          SET a = :n FOO b | !Syntax error; token: "FOO", near: ":n FOO b"
          REMOVE | !Syntax error; token: "<EOF>", near: "REMOVE"
          ADD | !Syntax error; token: "<EOF>", near: "ADD"
          DELETE | !Syntax error; token: "<EOF>", near: "DELETE"
          SET a = :n REMOVE | !Syntax error; token: "<EOF>", near: "REMOVE"
          SET set = :n | !Syntax error; token: "set", near: "SET set ="
          SET add = :n | !Syntax error; token: "add", near: "SET add ="
          REMOVE remove | !Syntax error; token: "remove", near: "REMOVE remove"
          SET and = :n | !Syntax error; token: "and", near: "SET and ="
          SET between = :n | !Syntax error; token: "between", near: "SET between ="
          SET not = :n | !Syntax error; token: "not", near: "SET not ="
          SET a = and | !Syntax error; token: "and", near: "= and"
          SET(a = :n) | !Syntax error; token: "(", near: "SET(a"
          SET (a) = :n | !Syntax error; token: "(", near: "SET (a"
          REMOVE (a) | !Syntax error; token: "(", near: "REMOVE (a"
          ADD (a) :n | !Syntax error; token: "(", near: "ADD (a"
          SET a = (n | !Syntax error; token: "<EOF>", near: "n"
          SET a = n) | !Syntax error; token: ")", near: "n)"
          SET a = :n REMOVE b, | !Syntax error; token: "<EOF>", near: ","
          SET a = :n, REMOVE b | !Syntax error; token: "REMOVE", near: ", REMOVE b"
          SET a = :n,, b = :n | !Syntax error; token: ",", near: ",, b"
          SET a += :n | !Syntax error; token: "+", near: "a +="
          SET a = :n; REMOVE b | !Syntax error; token: ";", near: ":n; REMOVE"
          SET a.b.c | !Syntax error; token: "<EOF>", near: "c"
          SET a = :n ADD | !Syntax error; token: "<EOF>", near: "ADD"
          SET a[0] | !Syntax error; token: "<EOF>", near: "]"
          SET a =:n :n | !Syntax error; token: ":n", near: ":n :n"
          UPDATE a | !Syntax error; token: "UPDATE", near: "UPDATE a"
          SET SET | !Syntax error; token: "SET", near: "SET SET"
          REMOVE a b | !Syntax error; token: "b", near: "a b"
          ADD a :n :n | !Syntax error; token: ":n", near: ":n :n"
          ADD a, b | !Syntax error; token: ",", near: "a, b"
          DELETE a :ss, | !Syntax error; token: "<EOF>", near: ","
          SET a = b = c | !Syntax error; token: "=", near: "b = c"
          SET a = + :n | !Syntax error; token: "+", near: "= + :n"
          SET a = :n - | !Syntax error; token: "<EOF>", near: "-"
          SET a = :n * :n | !Syntax error; token: "*", near: ":n * :n"
          SET a = list_append( | !Syntax error; token: "<EOF>", near: "("
          SET a = list_append(a, | !Syntax error; token: "<EOF>", near: ","
          SET a = list_append(a b) | !Syntax error; token: "b", near: "a b)"
          SET a = list_append() | !Syntax error; token: ")", near: "()"
          SET foo()=:n | !Syntax error; token: "(", near: "foo()"
          SET size(a) = :n | !Syntax error; token: "(", near: "size(a"
          REMOVE size(a) | !Syntax error; token: "(", near: "size(a"
          SET a-1 = :n | !Syntax error; token: "-", near: "a-1"
          SET a = a-1 | !Syntax error; token: "1", near: "-1"
          """)
  void asksForTheSyntax(String text, String told) {
    assertThat(updates.told(text)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET a = :n SET b = :n | !The "SET" section can only be used once in an update expression;
          SET a = :n REMOVE b SET c = :n | !The "SET" section can only be used once in an update expression;
          REMOVE a, b REMOVE c | !The "REMOVE" section can only be used once in an update expression;
          SET n = ((n + :one)) | !The expression has redundant parentheses;
          SET n = ((n)) + :one | !The expression has redundant parentheses;
          SET a = size(s) | !The function is not allowed in an update expression; function: size
          SET a = attribute_exists(s) | !The function is not allowed in an update expression; function: attribute_exists
          SET a = foo(s) | !Invalid function name; function: foo
          SET name = :n | !Attribute name is a reserved keyword; reserved keyword: name
          SET a = name | !Attribute name is a reserved keyword; reserved keyword: name
          SET a = IF_NOT_EXISTS(n, :n) | !Invalid function name; function: IF_NOT_EXISTS
          SET a = list_append(list_append(l, :l), :l) | !The function is not allowed to be used this way in an expression; function: list_append
          SET a = list_append(l, ((:l))) | !The expression has redundant parentheses;
          ADD m.new :n | !Attribute name is a reserved keyword; reserved keyword: new
          SET #a = :n | !An expression attribute name used in the document path is not defined; attribute name: #a
          SET a = :q | !An expression attribute value used in expression is not defined; attribute value: :q
          SET #a = :q | !An expression attribute name used in the document path is not defined; attribute name: #a
          SET m.new = :n | !Attribute name is a reserved keyword; reserved keyword: new
          SET m.new.x = :n | !Attribute name is a reserved keyword; reserved keyword: new
          SET l[3000000000] = :n | !List index is not within the allowable range; index: [3000000000]
          SET max = max + :max | !Attribute name is a reserved keyword; reserved keyword: max
          ADD max :max | !Attribute name is a reserved keyword; reserved keyword: max
          SET a = ((:n)) | !The expression has redundant parentheses;
          SET a = if_not_exists(#q, :q) | !An expression attribute name used in the document path is not defined; attribute name: #q
          SET m.k = :n, m.new = :s | !Attribute name is a reserved keyword; reserved keyword: new
          """)
  void asksForNamesValuesAndFunctionsThatThereAre(String text, String told) {
    assertThat(updates.told(text)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          REMOVE l[1], l[1] | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [l, [1]], path two: [l, [1]]
          REMOVE l[0], l | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [l, [0]], path two: [l]
          SET l[0] = :n, l[0] = :n | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [l, [0]], path two: [l, [0]]
          SET m = :m, m.k = :n | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m], path two: [m, k]
          SET m.k = :n, m = :m | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, k], path two: [m]
          SET m.k = :n, m[0] = :n | !Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, k], path two: [m, [0]]
          SET m[0] = :n, m.k = :n | !Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, [0]], path two: [m, k]
          SET m.k.a = :n, m.k[0] = :n | !Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, k, a], path two: [m, k, [0]]
          SET a = :n REMOVE a | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
          SET a = :n ADD a :n | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
          ADD m.k :n SET m.k = :n | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, k], path two: [m, k]
          """)
  void refusesPathsThatMeet(String text, String told) {
    assertThat(updates.told(text)).isEqualTo(told);
  }
}

package dev.pangaea.regionnode.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a condition, and what DynamoDB says of what is none. */
class ConditionTextsTest {
  private final Reading reading = new Reading(Map.of(), Map.of(":a", Shown.number("1")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a | Syntax error; token: "<EOF>", near: "a"
          = | Syntax error; token: "=", near: "="
          a = | Syntax error; token: "<EOF>", near: "="
          a == :a | Syntax error; token: "=", near: "== :a"
          a != :a | Syntax error; token: "!", near: "a !="
          a = :a AND | Syntax error; token: "<EOF>", near: "AND"
          a = :a b = :a | Syntax error; token: "b", near: ":a b ="
          (a = :a | Syntax error; token: "<EOF>", near: ":a"
          a = :a) | Syntax error; token: ")", near: ":a)"
          a = :a :a | Syntax error; token: ":a", near: ":a :a"
          AND | Syntax error; token: "AND", near: "AND"
          NOT | Syntax error; token: "<EOF>", near: "NOT"
          NOT a | Syntax error; token: "<EOF>", near: "a"
          NOT NOT a = :a | fine
          NOT (NOT a = :a) | fine
          NOT (a = :a) | fine
          ((a = :a)) | The expression has redundant parentheses;
          (a = :a) | fine
          (((a = :a))) | The expression has redundant parentheses;
          (((a = :a)) | The expression has redundant parentheses;
          ((a = :a))) | The expression has redundant parentheses;
          ((a = :a) | Syntax error; token: "<EOF>", near: ")"
          a.:a = :a | An expression attribute name used in the document path is not defined; attribute name: :a
          a.:a = | Syntax error; token: "<EOF>", near: "="
          (a) = (:a) | fine
          ((a)) = :a | The expression has redundant parentheses;
          (((a))) = :a | The expression has redundant parentheses;
          (a.b) = :a | fine
          (a).b = :a | Syntax error; token: ".", near: ").b"
          ((a).b) = :a | Syntax error; token: ".", near: ").b"
          a = a | The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]
          a.b = a.b | The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a, b]
          a = b | fine
          :a = :a | fine
          a = 1 | Syntax error; token: "1", near: "= 1"
          a = "x" | Syntax error; token: ""\", near: "= "x"
          a = 'x' | Syntax error; token: "'", near: "= 'x"
          a IN (:a) | fine
          a IN :a | Syntax error; token: ":a", near: "IN :a"
          a IN () | Syntax error; token: ")", near: "()"
          a in (:a) | fine
          a BETWEEN :a AND :a | fine
          a between :a and :a | fine
          a BETWEEN :a | Syntax error; token: "<EOF>", near: ":a"
          a BETWEEN :a AND | Syntax error; token: "<EOF>", near: "AND"
          a BETWEEN :a OR :a | Syntax error; token: "OR", near: ":a OR :a"
          foo(a) | Invalid function name; function: foo
          attribute_exists(a) | fine
          ATTRIBUTE_EXISTS(a) | Invalid function name; function: ATTRIBUTE_EXISTS
          attribute_exists (a) | fine
          attribute_exists() | Syntax error; token: ")", near: "()"
          attribute_exists(a, b) | Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2
          attribute_exists(:a) | Operator or function requires a document path; operator or function: attribute_exists
          attribute_exists(a) = :a | The function is not allowed to be used this way in an expression; function: attribute_exists
          size(a) | The function is not allowed to be used this way in an expression; function: size
          size(a) = :a | fine
          size(size(a)) = :a | Incorrect operand type for operator or function; operator or function: size, operand type: N
          size(:a) = :a | Incorrect operand type for operator or function; operator or function: size, operand type: N
          size(a) AND a = :a | The function is not allowed to be used this way in an expression; function: size
          NOT size(a) | The function is not allowed to be used this way in an expression; function: size
          (size(a)) | The function is not allowed to be used this way in an expression; function: size
          (size(a)) = :a | fine
          contains(a, :a) | fine
          contains(a, a) | The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [a]
          contains(:a, a) | fine
          begins_with(a, :a) | Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
          begins_with(a,a) | The first operand must be distinct from the remaining operands for this operator or function; operator: begins_with, first operand: [a]
          attribute_type(a, :a) | Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N
          attribute_type(a, b) | Incorrect operand type for operator or function; operator or function: attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}
          a[0] = :a | fine
          a[01] = :a | Syntax error; token: "1", near: "01]"
          a[-1] = :a | Syntax error; token: "-", near: "[-1"
          a[b] = :a | Syntax error; token: "b", near: "[b]"
          a[0] [1] = :a | fine
          a [0] = :a | fine
          a . b = :a | fine
          a. b = :a | fine
          a[ 0 ] = :a | fine
          a.0 = :a | Syntax error; token: "0", near: ".0 ="
          0a = :a | Syntax error; token: "0", near: "0a"
          _a = :a | Syntax error; token: "_", near: "_a"
          a_1 = :a | fine
          a-b = :a | Syntax error; token: "-", near: "a-b"
          a.b[0].c = :a | fine
          a[99999999999999] = :a | List index is not within the allowable range; index: [99999999999999]
          a[2147483647] = :a | fine
          a[2147483648] = :a | List index is not within the allowable range; index: [2147483648]
          a..b = :a | Syntax error; token: ".", near: "..b"
          .a = :a | Syntax error; token: ".", near: ".a"
          a. = :a | Syntax error; token: "=", near: ". = :a"
          #a = :a | An expression attribute name used in the document path is not defined; attribute name: #a
          #a.b = :a | An expression attribute name used in the document path is not defined; attribute name: #a
          a = :b | An expression attribute value used in expression is not defined; attribute value: :b
          # = :a | Syntax error; token: "#", near: "# ="
          : = :a | Syntax error; token: ":", near: ": ="
          a = : | Syntax error; token: ":", near: "= :"
          a = # | Syntax error; token: "#", near: "= #"
          a = #a b | Syntax error; token: "b", near: "#a b"
          name = :a | Attribute name is a reserved keyword; reserved keyword: name
          Name = :a | Attribute name is a reserved keyword; reserved keyword: Name
          a.name = :a | Attribute name is a reserved keyword; reserved keyword: name
          a.b.status = :a | Attribute name is a reserved keyword; reserved keyword: status
          size = :a | Attribute name is a reserved keyword; reserved keyword: size
          size.a = :a | Attribute name is a reserved keyword; reserved keyword: size
          contains = :a | fine
          begins_with = :a | fine
          attribute_exists = :a | fine
          abc$ = :a | Syntax error; token: "$", near: "abc$ ="
          a@b | Syntax error; token: "@", near: "a@b"
          é = :a | Syntax error; token: "é", near: "é ="
          a = :é | Syntax error; token: ":", near: "= :é"
          a = :a # b | Syntax error; token: "#", near: ":a # b"
          a = :a -- x | Syntax error; token: "-", near: ":a --"
          a + b = :a | Syntax error; token: "+", near: "a + b"
          a = a + :a | Syntax error; token: "+", near: "a + :a"
          set = :a | Syntax error; token: "set", near: "set ="
          between = :a | Syntax error; token: "between", near: "between ="
          between BETWEEN :a AND :a | Syntax error; token: "between", near: "between BETWEEN"
          and = :a | Syntax error; token: "and", near: "and ="
          in IN (:a) | Syntax error; token: "in", near: "in IN"
          a OR b | Syntax error; token: "OR", near: "a OR b"
          a AND b | Syntax error; token: "AND", near: "a AND b"
          a = :a OR b | Syntax error; token: "<EOF>", near: "b"
          attribute_exists(a) attribute_exists(b) | Syntax error; token: "attribute_exists", near: ") attribute_exists("
          a <> :a | fine
          a < > :a | Syntax error; token: ">", near: "< > :a"
          a > = :a | Syntax error; token: "=", near: "> = :a"
          a >= :a | fine
          a=>:a | Syntax error; token: ">", near: "=>:a"
          () | Syntax error; token: ")", near: "()"
          ( | Syntax error; token: "<EOF>", near: "("
          ) | Syntax error; token: ")", near: ")"
          ( ) | Syntax error; token: ")", near: "( )"
          a = () | Syntax error; token: ")", near: "()"
          a = (:a | Syntax error; token: "<EOF>", near: ":a"
          a.b.c | Syntax error; token: "<EOF>", near: "c"
          a = :a = :a | Syntax error; token: "=", near: ":a = :a"
          a < :a < :a | Syntax error; token: "<", near: ":a < :a"
          attribute_exists(a | Syntax error; token: "<EOF>", near: "a"
          attribute_exists a | Syntax error; token: "a", near: "attribute_exists a"
          attribute_exists(a,) | Syntax error; token: ")", near: ",)"
          foo(a) = :a | Invalid function name; function: foo
          foo(a) AND name = :a | Invalid function name; function: foo
          foo(a, :zz) | Invalid function name; function: foo
          foo() | Syntax error; token: ")", near: "()"
          foo(bar(a)) | Invalid function name; function: foo
          size(foo(a)) = :a | Invalid function name; function: foo
          contains(size(a), :a) | fine
          contains(attribute_exists(a), :a) | The function is not allowed to be used this way in an expression; function: attribute_exists
          a IN (attribute_exists(a)) | The function is not allowed to be used this way in an expression; function: attribute_exists
          a IN (size(a)) | fine
          a in (a, :a) | The first operand must be distinct from the remaining operands for this operator or function; operator: IN, first operand: [a]
          a IN (b, b) | fine
          a BETWEEN a AND :a | The first operand must be distinct from the remaining operands for this operator or function; operator: BETWEEN, first operand: [a]
          a BETWEEN :a AND a | The first operand must be distinct from the remaining operands for this operator or function; operator: BETWEEN, first operand: [a]
          a BETWEEN b AND b | fine
          attribute_exists(size(a)) | Operator or function requires a document path; operator or function: attribute_exists
          attribute_exists(foo.bar[3]) | fine
          attribute_exists((a)) | fine
          attribute_exists(((a))) | The expression has redundant parentheses;
          (attribute_exists(a)) | fine
          ((attribute_exists(a))) | The expression has redundant parentheses;
          (a = :a) AND (a = :a) | fine
          ((a = :a) AND (a = :a)) | fine
          ((a = :a AND a = :a)) | The expression has redundant parentheses;
          (a = :a AND a = :a) | fine
          NOT ((a = :a)) | The expression has redundant parentheses;
          (NOT (a = :a)) | fine
          a = ((:a)) | The expression has redundant parentheses;
          a = (((:a))) | The expression has redundant parentheses;
          a IN ((:a)) | fine
          a IN (((:a))) | The expression has redundant parentheses;
          a IN ((:a), (:a)) | fine
          ((a, b)) | Syntax error; token: ",", near: "a, b"
          a = :a; | Syntax error; token: ";", near: ":a;"
          a = :a , | Syntax error; token: ",", near: ":a ,"
          [0] = :a | Syntax error; token: "[", near: "[0"
          a.[0] = :a | Syntax error; token: "[", near: ".[0"
          a = :a AND AND b = :a | Syntax error; token: "AND", near: "AND AND b"
          a = :a OR | Syntax error; token: "<EOF>", near: "OR"
          a IN (:a | Syntax error; token: "<EOF>", near: ":a"
          a IN (:a, | Syntax error; token: "<EOF>", near: ","
          a IN (:a :a) | Syntax error; token: ":a", near: ":a :a)"
          a BETWEEN :a, :a | Syntax error; token: ",", near: ":a, :a"
          size(a = :a | Syntax error; token: "=", near: "a = :a"
          size(a)) | Syntax error; token: ")", near: "))"
          (a = :a AND b = :a | Syntax error; token: "<EOF>", near: ":a"
          (size(a) = :a) = :a | Syntax error; token: "=", near: ") = :a"
          (a = :a) = :a | Syntax error; token: "=", near: ") = :a"
          NOT (a) = :a | fine
          a = (b = :a) | Syntax error; token: "=", near: "b = :a"
          a = NOT b | Syntax error; token: "NOT", near: "= NOT b"
          (a AND b) | Syntax error; token: "AND", near: "a AND b"
          (a) AND b = :a | Syntax error; token: "AND", near: ") AND b"
          ((a) = :a) | fine
          ((a) = :a AND b = :a) | fine
          (a IN (:a)) | fine
          a = b c | Syntax error; token: "c", near: "b c"
          123 | Syntax error; token: "123", near: "123"
          a[1.5] = :a | Syntax error; token: ".", near: "1.5"
          a[1e3] = :a | Syntax error; token: "e3", near: "1e3]"
          a[:a] = :a | Syntax error; token: ":a", near: "[:a]"
          a[#n]=:a | Syntax error; token: "#n", near: "[#n]"
          a#b = :a | Syntax error; token: "#b", near: "a#b ="
          a:a | Syntax error; token: ":a", near: "a:a"
          a = :a:a | Syntax error; token: ":a", near: ":a:a"
          ##a = :a | Syntax error; token: "#", near: "##a"
          #1 = :a | An expression attribute name used in the document path is not defined; attribute name: #1
          #_ = :a | An expression attribute name used in the document path is not defined; attribute name: #_
          :1 = :a | An expression attribute value used in expression is not defined; attribute value: :1
          a = :a AND (b = :a OR c = :a | Syntax error; token: "<EOF>", near: ":a"
          not_a = :a | fine
          android = :a | fine
          NOTa = :a | fine
          """)
  void refusesWithTheWordsOfDynamoDb(String text, String told) {
    String expected = told.equals("fine") ? told : "Invalid ConditionExpression: " + told;
    assertThat(
            Reading.told(
                () -> {
                  reading.condition(text);
                  return "fine";
                }))
        .isEqualTo(expected);
  }
}

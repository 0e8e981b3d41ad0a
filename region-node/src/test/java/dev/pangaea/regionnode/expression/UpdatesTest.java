package dev.pangaea.regionnode.expression;

import static dev.pangaea.regionnode.expression.Shown.binaries;
import static dev.pangaea.regionnode.expression.Shown.bytes;
import static dev.pangaea.regionnode.expression.Shown.list;
import static dev.pangaea.regionnode.expression.Shown.number;
import static dev.pangaea.regionnode.expression.Shown.numbers;
import static dev.pangaea.regionnode.expression.Shown.text;
import static dev.pangaea.regionnode.expression.Shown.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.UpdateOutcome.Refused;
import dev.pangaea.regionnode.expression.UpdateOutcome.Updated;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What updates make of items, and what DynamoDB says of those that it refuses. */
class UpdatesTest {
  private static final Item ITEM =
      Item.of(
          Map.ofEntries(
              Map.entry("n", number("5")),
              Map.entry("s", text("abc")),
              Map.entry("t", new BooleanValue(true)),
              Map.entry("l", list(number("0"), number("1"), number("2"), number("3"))),
              Map.entry(
                  "m",
                  MapValue.of(
                      Map.of("k", number("1"), "l", list(text("a"), text("b")), "ss", texts("x")))),
              Map.entry("ss", texts("a", "b")),
              Map.entry("ns", numbers("1", "2")),
              Map.entry("bs", binaries(bytes(1), bytes(2))),
              Map.entry("big", number("99999999999999999999999999999999999999")),
              Map.entry("tiny", number("1E-130"))));

  private static final Map<String, AttributeValue> VALUES =
      Map.ofEntries(
          Map.entry(":n", number("7")),
          Map.entry(":one", number("1")),
          Map.entry(":m1", number("-1")),
          Map.entry(":frac", number("0.1")),
          Map.entry(":b5", number("0.5")),
          Map.entry(":tiny", number("1E-130")),
          Map.entry(":max", number("9.9E125")),
          Map.entry(":big", number("99999999999999999999999999999999999999")),
          Map.entry(":s", text("z")),
          Map.entry(":t", new BooleanValue(true)),
          Map.entry(":z", new NullValue()),
          Map.entry(":l", list(text("x"))),
          Map.entry(":le", list()),
          Map.entry(":m", MapValue.of(Map.of("q", number("1")))),
          Map.entry(":ss", texts("a", "c")),
          Map.entry(":sab", texts("a", "b")),
          Map.entry(":ns", numbers("2", "3")),
          Map.entry(":b", bytes(1)),
          Map.entry(":bs", binaries(bytes(1))));

  private final Reading reading = new Reading(Map.of(), VALUES);

  /** Shows touched attributes as wholes. An exclamation mark stands for what all texts have. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET | !Syntax error; token: "<EOF>", near: "SET"
          SET a | !Syntax error; token: "<EOF>", near: "a"
          SET a = | !Syntax error; token: "<EOF>", near: "="
          SET a = :n | {a: 7}
          set a = :n | {a: 7}
          SET a = :n, | !Syntax error; token: "<EOF>", near: ","
          SET a = :n b = :n | !Syntax error; token: "b", near: ":n b ="
          SET a = :n, b = :n | {a: 7, b: 7}
          SET a = :n SET b = :n | !The "SET" section can only be used once in an update expression;
          SET a = :n REMOVE b SET c = :n | !The "SET" section can only be used once in an update expression;
          REMOVE a, b REMOVE c | !The "REMOVE" section can only be used once in an update expression;
          a = :n | !Syntax error; token: "a", near: "a ="
          SET :n = :n | !Syntax error; token: ":n", near: "SET :n ="
          SET a = 1 | !Syntax error; token: "1", near: "= 1"
          SET a = b | The provided expression refers to an attribute that does not exist in the item
          SET a = n | {a: 5}
          SET a = a | The provided expression refers to an attribute that does not exist in the item
          SET n = n + :one | {n: 6}
          SET n = n - :one | {n: 4}
          SET n = n + n | {n: 10}
          SET n = n + :one + :one | !Syntax error; token: "+", near: ":one + :one"
          SET n = (n + :one) | {n: 6}
          SET n = ((n + :one)) | !The expression has redundant parentheses;
          SET n = (n) + (:one) | {n: 6}
          SET n = ((n)) + :one | !The expression has redundant parentheses;
          SET n = (:one + :one) + :one | !Syntax error; token: "+", near: ") + :one"
          SET n=n+:one | {n: 6}
          SET n = - :one | !Syntax error; token: "-", near: "= - :one"
          SET a = size(s) | !The function is not allowed in an update expression; function: size
          SET a = attribute_exists(s) | !The function is not allowed in an update expression; function: attribute_exists
          SET a = foo(s) | !Invalid function name; function: foo
          SET name = :n | !Attribute name is a reserved keyword; reserved keyword: name
          SET a = name | !Attribute name is a reserved keyword; reserved keyword: name
          SET a = if_not_exists(a, :n) | {a: 7}
          SET a = if_not_exists(n, :n) | {a: 5}
          SET a = IF_NOT_EXISTS(n, :n) | !Invalid function name; function: IF_NOT_EXISTS
          SET a = if_not_exists(n) | !Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1
          SET a = if_not_exists(:n, n) | !Operator or function requires a document path; operator or function: if_not_exists
          SET a = if_not_exists(a, n) | {a: 5}
          SET a = if_not_exists(a, if_not_exists(b, :n)) | {a: 7}
          SET a = if_not_exists(a, b) | The provided expression refers to an attribute that does not exist in the item
          SET a = if_not_exists(a, :n + :one) | !Syntax error; token: "+", near: ":n + :one"
          SET a = if_not_exists(a, :n) + :one | {a: 8}
          SET a = :one + if_not_exists(a, :n) | {a: 8}
          SET a = if_not_exists(a, a) | !The first operand must be distinct from the remaining operands for this operator or function; operator: if_not_exists, first operand: [a]
          SET a = if_not_exists(a, :s) + :one | An operand in the update expression has an incorrect data type
          SET a = list_append(:le, if_not_exists(a,:l)) | {a: ["x"]}
          SET a = list_append(l, :l) | {a: [0, 1, 2, 3, "x"]}
          SET a = list_append(:l, l) | {a: ["x", 0, 1, 2, 3]}
          SET a = list_append(l, l) | {a: [0, 1, 2, 3, 0, 1, 2, 3]}
          SET a = list_append(l, n) | An operand in the update expression has an incorrect data type
          SET a = list_append(l, :n) | !Incorrect operand type for operator or function; operator or function: list_append, operand type: N
          SET a = list_append(:n, :s) | !Incorrect operand type for operator or function; operator or function: list_append, operand type: N
          SET a = list_append(list_append(l, :l), :l) | !The function is not allowed to be used this way in an expression; function: list_append
          SET a = list_append(l) | !Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1
          SET a = list_append(x, :l) | The provided expression refers to an attribute that does not exist in the item
          SET a = list_append(l, :n + :one) | !Syntax error; token: "+", near: ":n + :one"
          SET a = list_append(l, (:l)) | {a: [0, 1, 2, 3, "x"]}
          SET a = list_append(l, ((:l))) | !The expression has redundant parentheses;
          SET a = :s + :n | !Incorrect operand type for operator or function; operator or function: +, operand type: S
          SET a = :n + :s | !Incorrect operand type for operator or function; operator or function: +, operand type: S
          SET a = :l - :s | !Incorrect operand type for operator or function; operator or function: -, operand type: L
          SET a = s + :n | An operand in the update expression has an incorrect data type
          SET a = :ss + :n | !Incorrect operand type for operator or function; operator or function: +, operand type: SS
          SET a = x + :n | The provided expression refers to an attribute that does not exist in the item
          SET a = x.y | The provided expression refers to an attribute that does not exist in the item
          SET a = n.y | The provided expression refers to an attribute that does not exist in the item
          ADD a :n | {a: 7}
          ADD n :n | {n: 12}
          ADD a = :n | !Syntax error; token: "=", near: "a = :n"
          ADD a n | !Syntax error; token: "n", near: "a n"
          ADD a 5 | !Syntax error; token: "5", near: "a 5"
          ADD a :n, b :n | {a: 7, b: 7}
          ADD a :n b :n | !Syntax error; token: "b", near: ":n b :n"
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
          ADD m.new :n | !Attribute name is a reserved keyword; reserved keyword: new
          ADD l[0] :n | {l: [7, 1, 2, 3]}
          ADD l[9] :n | {}
          ADD m.ss :ss | {m: {k: 1, l: ["a", "b"], ss: <"a", "c", "x">}}
          ADD m.x.y :n | The document path provided in the update expression is invalid for update
          ADD x.y :n | The document path provided in the update expression is invalid for update
          ADD l :l | !Incorrect operand type for operator or function; operator: ADD, operand type: LIST, typeSet: ALLOWED_FOR_ADD_OPERAND
          DELETE ss :ss | {ss: <"b">}
          DELETE ss :sab | {}
          DELETE a :ss | {}
          DELETE ss :ns | An operand in the update expression has an incorrect data type
          DELETE a :n | !Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND
          DELETE a :s | !Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND
          DELETE a :l | !Incorrect operand type for operator or function; operator: DELETE, operand type: LIST, typeSet: ALLOWED_FOR_DELETE_OPERAND
          DELETE a :m | !Incorrect operand type for operator or function; operator: DELETE, operand type: MAP, typeSet: ALLOWED_FOR_DELETE_OPERAND
          DELETE a :t | !Incorrect operand type for operator or function; operator: DELETE, operand type: BOOLEAN, typeSet: ALLOWED_FOR_DELETE_OPERAND
          DELETE a | !Syntax error; token: "<EOF>", near: "a"
          DELETE s :ss | An operand in the update expression has an incorrect data type
          DELETE m.ss :ss | {m: {k: 1, l: ["a", "b"], ss: <"x">}}
          DELETE n :ns | An operand in the update expression has an incorrect data type
          REMOVE a | {}
          REMOVE n | {}
          REMOVE n, s | {}
          REMOVE m.k | {}
          REMOVE m.x | {}
          REMOVE m.x.y | The document path provided in the update expression is invalid for update
          REMOVE x.y | The document path provided in the update expression is invalid for update
          REMOVE x[0] | The document path provided in the update expression is invalid for update
          REMOVE n.y | The document path provided in the update expression is invalid for update
          REMOVE n[0] | The document path provided in the update expression is invalid for update
          REMOVE l[0] | {l: [1, 2, 3]}
          REMOVE l[0], l[2] | {l: [1, 3]}
          REMOVE l[2], l[0] | {l: [1, 3]}
          REMOVE l[9] | {}
          REMOVE l[1], l[1] | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [l, [1]], path two: [l, [1]]
          REMOVE l[0], l | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [l, [0]], path two: [l]
          REMOVE :n | !Syntax error; token: ":n", near: "REMOVE :n"
          REMOVE a :n | !Syntax error; token: ":n", near: "a :n"
          REMOVE m.l[0] | {m: {k: 1, l: ["b"], ss: <"x">}}
          FOO a | !Syntax error; token: "FOO", near: "FOO a"
          SET a = :n FOO b | !Syntax error; token: "FOO", near: ":n FOO b"
          REMOVE | !Syntax error; token: "<EOF>", near: "REMOVE"
          ADD | !Syntax error; token: "<EOF>", near: "ADD"
          DELETE | !Syntax error; token: "<EOF>", near: "DELETE"
          SET a = :n REMOVE | !Syntax error; token: "<EOF>", near: "REMOVE"
          SET #a = :n | !An expression attribute name used in the document path is not defined; attribute name: #a
          SET a = :q | !An expression attribute value used in expression is not defined; attribute value: :q
          SET #a = :q | !An expression attribute name used in the document path is not defined; attribute name: #a
          SET set = :n | !Syntax error; token: "set", near: "SET set ="
          SET add = :n | !Syntax error; token: "add", near: "SET add ="
          REMOVE remove | !Syntax error; token: "remove", near: "REMOVE remove"
          SET and = :n | !Syntax error; token: "and", near: "SET and ="
          SET between = :n | !Syntax error; token: "between", near: "SET between ="
          SET not = :n | !Syntax error; token: "not", near: "SET not ="
          SET a = and | !Syntax error; token: "and", near: "= and"
          SET a.b = :n | The document path provided in the update expression is invalid for update
          SET m.k = :n | {m: {k: 7, l: ["a", "b"], ss: <"x">}}
          SET m.new = :n | !Attribute name is a reserved keyword; reserved keyword: new
          SET m.new.x = :n | !Attribute name is a reserved keyword; reserved keyword: new
          SET m[0] = :n | The document path provided in the update expression is invalid for update
          SET l.k = :n | The document path provided in the update expression is invalid for update
          SET n.k = :n | The document path provided in the update expression is invalid for update
          SET x.k = :n | The document path provided in the update expression is invalid for update
          SET x[0] = :n | The document path provided in the update expression is invalid for update
          SET l[0] = :n | {l: [7, 1, 2, 3]}
          SET l[4] = :n | {l: [0, 1, 2, 3, 7]}
          SET l[9] = :n | {}
          SET l[9] = :n, l[7] = :s | {}
          SET l[9] = :n, l[0] = :s REMOVE l[1] | {l: ["z", 2, 3, 7]}
          SET l[9] = :n REMOVE l[0] | {l: [1, 2, 3, 7]}
          SET l[1] = l[2], l[2] = l[1] | {l: [0, 2, 1, 3]}
          SET l[0] = :n, l[0] = :n | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [l, [0]], path two: [l, [0]]
          SET m = :m, m.k = :n | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m], path two: [m, k]
          SET m.k = :n, m = :m | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, k], path two: [m]
          SET m.k = :n, m[0] = :n | !Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, k], path two: [m, [0]]
          SET m[0] = :n, m.k = :n | !Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, [0]], path two: [m, k]
          SET m.k.a = :n, m.k[0] = :n | !Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, k, a], path two: [m, k, [0]]
          SET m.l[0]=:n, m.k=:n | {m: {k: 7, l: [7, "b"], ss: <"x">}}
          SET a = :n REMOVE a | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
          SET a = :n ADD a :n | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
          ADD m.k :n SET m.k = :n | !Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, k], path two: [m, k]
          SET l[3000000000] = :n | !List index is not within the allowable range; index: [3000000000]
          SET a = :n, b = a | The provided expression refers to an attribute that does not exist in the item
          SET a = n REMOVE n | {a: 5}
          SET a = n, n = s, s = t | {a: 5, n: "abc", s: true}
          SET big = big + :one | {big: 100000000000000000000000000000000000000}
          SET big = big + :frac | Number overflow. Attempting to store a number with magnitude larger than supported range
          SET big = big + :b5 | Number overflow. Attempting to store a number with magnitude larger than supported range
          SET a = big - :m1 | {a: 100000000000000000000000000000000000000}
          SET max = max + :max | !Attribute name is a reserved keyword; reserved keyword: max
          SET a = tiny + :one | Number overflow. Attempting to store a number with magnitude larger than supported range
          SET a = tiny - :tiny | {a: 0}
          ADD max :max | !Attribute name is a reserved keyword; reserved keyword: max
          ADD big :big | Number overflow. Attempting to store a number with magnitude larger than supported range
          ADD big :one | {big: 100000000000000000000000000000000000000}
          SET a = :max + :max | Number overflow. Attempting to store a number with magnitude larger than supported range
          SET a = :tiny + :big | Number overflow. Attempting to store a number with magnitude larger than supported range
          SET a = :frac + :frac | {a: 0.2}
          SET a[0] = :n | The document path provided in the update expression is invalid for update
          SET m.l[5] = :n | {}
          SET m.l[0] = :n, m.l[1] = :s REMOVE m.ss | {m: {k: 1, l: [7, "z"]}}
          SET a = :n,b = :n,c=:n REMOVE n ADD ns :ns DELETE ss :ss | {a: 7, b: 7, c: 7, ns: <1, 2, 3>, ss: <"b">}
          DELETE ss :ss ADD ns :ns REMOVE n SET a = :n | {a: 7, ns: <1, 2, 3>, ss: <"b">}
          SET a = :le | {a: []}
          SET  a=:n | {a: 7}
          SET(a = :n) | !Syntax error; token: "(", near: "SET(a"
          SET (a) = :n | !Syntax error; token: "(", near: "SET (a"
          SET a = (:n) | {a: 7}
          SET a = ((:n)) | !The expression has redundant parentheses;
          REMOVE (a) | !Syntax error; token: "(", near: "REMOVE (a"
          ADD (a) :n | !Syntax error; token: "(", near: "ADD (a"
          SET a = (n | !Syntax error; token: "<EOF>", near: "n"
          SET a = n) | !Syntax error; token: ")", near: "n)"
          SET a = list_append (l, :l) | {a: [0, 1, 2, 3, "x"]}
          SET if_not_exists = :n | {if_not_exists: 7}
          SET a = if_not_exists | The provided expression refers to an attribute that does not exist in the item
          SET a = if_not_exists(m.k, :n) | {a: 1}
          SET a = if_not_exists(#q, :q) | !An expression attribute name used in the document path is not defined; attribute name: #q
          SET m.k = :n, m.new = :s | !Attribute name is a reserved keyword; reserved keyword: new
          SET l[1] = :n | {l: [0, 7, 2, 3]}
          SET l[9] = :n | {}
          REMOVE l[1] | {l: [0, 2, 3]}
          REMOVE l[1], l[3] | {l: [0, 2]}
          REMOVE n | {}
          REMOVE m.k | {}
          SET a = :n | {a: 7}
          SET n = :n | {n: 7}
          ADD n :one | {n: 6}
          ADD ss :ss | {ss: <"a", "b", "c">}
          DELETE ss :ss | {ss: <"b">}
          DELETE ss :sab | {}
          SET m.l[1] = :n | {m: {k: 1, l: ["a", 7], ss: <"x">}}
          SET m.l[5] = :n | {}
          SET l[1]=:n, l[3]=:s | {l: [0, 7, 2, "z"]}
          SET l[1]=:n, l[8]=:s REMOVE l[0] | {l: [7, 2, 3, "z"]}
          REMOVE m.l[0] | {m: {k: 1, l: ["b"], ss: <"x">}}
          SET l[1]=:n, m.k=:n | {l: [0, 7, 2, 3], m: {k: 7, l: ["a", "b"], ss: <"x">}}
          REMOVE l[9] | {}
          REMOVE l[0], m.k | {l: [1, 2, 3]}
          SET l[5]=:n, l[9]=:one | {l: [0, 1, 2, 3, 7, 1]}
          SET l[4]=:n | {l: [0, 1, 2, 3, 7]}
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
  void doesWhatDynamoDbDoes(String text, String told) {
    assertThat(
            Reading.told(
                () ->
                    switch (reading.update(text).apply(ITEM)) {
                      case Refused(String message) -> message;
                      case Updated(Item after, Projection touched) -> {
                        Map<String, AttributeValue> whole = new TreeMap<>(after.attributes());
                        whole.keySet().retainAll(touched.of(after).attributes().keySet());
                        yield Shown.of(Item.of(whole));
                      }
                    }))
        .isEqualTo(told.replace("!", "Invalid UpdateExpression: "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET l[1] = :n | {l: [0, 7, 2, 3], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          SET l[9] = :n | {l: [0, 1, 2, 3, 7], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          REMOVE l[1] | {l: [0, 2, 3], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          REMOVE l[1], l[3] | {l: [0, 2], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          REMOVE n | {l: [0, 1, 2, 3], m: {k: 1, l: ["a", "b"], ss: <"x">}, ss: <"a", "b">}
          REMOVE m.k | {l: [0, 1, 2, 3], m: {l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          SET a = :n | {a: 7, l: [0, 1, 2, 3], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          SET n = :n | {l: [0, 1, 2, 3], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 7, ss: <"a", "b">}
          ADD n :one | {l: [0, 1, 2, 3], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 6, ss: <"a", "b">}
          ADD ss :ss | {l: [0, 1, 2, 3], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b", "c">}
          DELETE ss :ss | {l: [0, 1, 2, 3], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"b">}
          DELETE ss :sab | {l: [0, 1, 2, 3], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5}
          SET m.l[1] = :n | {l: [0, 1, 2, 3], m: {k: 1, l: ["a", 7], ss: <"x">}, n: 5, ss: <"a", "b">}
          SET m.l[5] = :n | {l: [0, 1, 2, 3], m: {k: 1, l: ["a", "b", 7], ss: <"x">}, n: 5, ss: <"a", "b">}
          SET l[1]=:n, l[3]=:s | {l: [0, 7, 2, "z"], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          SET l[1]=:n, l[8]=:s REMOVE l[0] | {l: [7, 2, 3, "z"], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          REMOVE m.l[0] | {l: [0, 1, 2, 3], m: {k: 1, l: ["b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          SET l[1]=:n, m.k=:n | {l: [0, 7, 2, 3], m: {k: 7, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          REMOVE l[9] | {l: [0, 1, 2, 3], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          REMOVE l[0], m.k | {l: [1, 2, 3], m: {l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          SET l[5]=:n, l[9]=:one | {l: [0, 1, 2, 3, 7, 1], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          SET l[4]=:n | {l: [0, 1, 2, 3, 7], m: {k: 1, l: ["a", "b"], ss: <"x">}, n: 5, ss: <"a", "b">}
          """)
  void leavesTheRestOfTheItemAlone(String text, String after) {
    Map<String, AttributeValue> before = new TreeMap<>(ITEM.attributes());
    before.keySet().retainAll(List.of("n", "l", "m", "ss"));
    assertThat(updated(text, Item.of(before))).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET a = :n | {a: 7}
          SET a = p | {a: "k"}
          SET a = if_not_exists(p, :n) | {a: "k"}
          REMOVE a | {}
          ADD a :n | {a: 7}
          ADD a :ss | {a: <"a", "c">}
          DELETE a :ss | {}
          SET a.b = :n | The document path provided in the update expression is invalid for update
          SET a[0] = :n | The document path provided in the update expression is invalid for update
          REMOVE a.b | The document path provided in the update expression is invalid for update
          REMOVE a[0] | The document path provided in the update expression is invalid for update
          SET a = x | The provided expression refers to an attribute that does not exist in the item
          SET a = x + :n | The provided expression refers to an attribute that does not exist in the item
          SET a = list_append(x, :l) | The provided expression refers to an attribute that does not exist in the item
          """)
  void aMissingItemHasItsKeyOnly(String text, String after) {
    Map<String, AttributeValue> key = Map.of("p", text("k"));
    assertThat(updated(text, Item.of(key)).replaceAll(",? ?p: \"k\"", "")).isEqualTo(after);
  }

  /** Verified with AWS by the tests of another implementation. */
  @Test
  void tellsOnlyWhatWasTouched() {
    assertThat(touched("SET m.k = :n", false)).isEqualTo("{m: {k: 1}}");
    assertThat(touched("SET m.k = :n", true)).isEqualTo("{m: {k: 7}}");
    assertThat(touched("SET m.l[1] = :n, m.k = :s", false)).isEqualTo("{m: {k: 1, l: [\"b\"]}}");
    assertThat(touched("SET m.l[1] = :n, m.k = :s", true)).isEqualTo("{m: {k: \"z\", l: [7]}}");
    assertThat(touched("REMOVE l[1], l[9]", false)).isEqualTo("{l: [1]}");
    assertThat(touched("SET m.x = :n", false)).isEqualTo("{}");
    assertThat(touched("SET m.x = :n", true)).isEqualTo("{m: {x: 7}}");
    assertThat(touched("SET l[100] = :n", true)).as("not where it was said").isEqualTo("{}");
    assertThat(touched("REMOVE l[1]", true)).as("what moved up").isEqualTo("{l: [2]}");
    assertThat(touched("REMOVE n", true)).isEqualTo("{}");
  }

  @Test
  void saysWhatItChangesAndWhereItLooks() {
    ItemUpdate update = reading.update("SET m.k = if_not_exists(n, :n) + s REMOVE l[0]");
    assertThat(update.attributes()).containsExactly("l", "m");
    assertThat(update.paths()).hasToString("[[m, k], [l, [0]], [n], [s]]");
  }

  private String updated(String text, Item before) {
    return Reading.told(
        () ->
            switch (reading.update(text).apply(before)) {
              case Refused(String message) -> message;
              case Updated(Item after, Projection _) -> Shown.of(after);
            });
  }

  private String touched(String text, boolean after) {
    return switch (reading.update(text).apply(ITEM)) {
      case Refused(String message) -> message;
      case Updated(Item item, Projection touched) -> Shown.of(touched.of(after ? item : ITEM));
    };
  }
}

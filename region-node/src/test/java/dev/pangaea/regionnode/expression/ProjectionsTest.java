package dev.pangaea.regionnode.expression;

import static dev.pangaea.regionnode.expression.Shown.list;
import static dev.pangaea.regionnode.expression.Shown.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which parts of an item projections give, and which projections there cannot be. */
class ProjectionsTest {
  private static final Item ITEM =
      Item.of(
          Map.of(
              "a",
              MapValue.of(
                  Map.of(
                      "b",
                      number("1"),
                      "c",
                      MapValue.of(Map.of("d", number("2"), "e", number("3"))),
                      "l",
                      list(
                          number("0"),
                          MapValue.of(Map.of("x", number("1"), "y", number("2"))),
                          number("2")))),
              "l",
              list(number("0"), number("1"), number("2"), list(number("30"), number("31"))),
              "n",
              number("5"),
              "e",
              MapValue.of(Map.of()),
              "el",
              list(),
              "a.b",
              number("9")));

  private final Reading reading =
      new Reading(Map.of("#a", "a", "#b", "b", "#dotted", "a.b"), Map.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ,                   | Syntax error; token: ",", near: ","
          a,                  | Syntax error; token: "<EOF>", near: ","
          a,,b                | Syntax error; token: ",", near: ",,b"
          a b                 | Syntax error; token: "b", near: "a b"
          a.b                 | {a: {b: 1}}
          a.b, a.c.d          | {a: {b: 1, c: {d: 2}}}
          a.c, a.l[1].x       | {a: {c: {d: 2, e: 3}, l: [{x: 1}]}}
          l[1], l[3], l[0]    | {l: [0, 1, [30, 31]]}
          l[3], l[1]          | {l: [1, [30, 31]]}
          l[9]                | {}
          l[0], l[9]          | {l: [0]}
          l[3][1]             | {l: [[31]]}
          l[3][5]             | {}
          a.z                 | {}
          a.z, n              | {n: 5}
          n.x                 | {}
          n[0]                | {}
          e                   | {e: {}}
          e.x                 | {}
          el                  | {el: []}
          el[0]               | {}
          a.l[1].z            | {}
          a.l[1].y, a.l[0]    | {a: {l: [0, {y: 2}]}}
          x                   | {}
          a, a                | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
          a, a.b              | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]
          a.b, a              | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a]
          a.b, a[0]           | Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]
          l[0], l.b           | Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [l, [0]], path two: [l, b]
          #a, a               | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
          (a)                 | Syntax error; token: "(", near: "(a"
          a.b.                | Syntax error; token: "<EOF>", near: "."
          a[                  | Syntax error; token: "<EOF>", near: "["
          a[]                 | Syntax error; token: "]", near: "[]"
          a[0                 | Syntax error; token: "<EOF>", near: "0"
          a[x]                | Syntax error; token: "x", near: "[x]"
          a[00]               | Syntax error; token: "0", near: "00]"
          :a                  | Syntax error; token: ":a", near: ":a"
          #n                  | An expression attribute name used in the document path is not defined; attribute name: #n
          size(a)             | Syntax error; token: "(", near: "size(a"
          a = b               | Syntax error; token: "=", near: "a = b"
          1                   | Syntax error; token: "1", near: "1"
          a.*                 | Syntax error; token: "*", near: ".*"
          name                | Attribute name is a reserved keyword; reserved keyword: name
          a.name              | Attribute name is a reserved keyword; reserved keyword: name
          #n, name            | Attribute name is a reserved keyword; reserved keyword: name
          set                 | Syntax error; token: "set", near: "set"
          a.#                 | Syntax error; token: "#", near: ".#"
          l[99999999999]      | List index is not within the allowable range; index: [99999999999]
          a .b, a [ 0 ] .x    | Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0], x]
          a. b                | {a: {b: 1}}
          #a.#b               | {a: {b: 1}}
          #dotted             | {a.b: 9}
          attribute_exists    | {}
          """)
  void givesWhatDynamoDbGives(String text, String told) {
    String expected = told.startsWith("{") ? told : "Invalid ProjectionExpression: " + told;
    assertThat(Reading.told(() -> Shown.of(reading.projection(text).of(ITEM)))).isEqualTo(expected);
  }

  @Test
  void pathsGoDownThirtyTwoLevels() {
    String deep = "b" + ".b".repeat(31);
    assertThat(reading.projection(deep).of(ITEM)).isEqualTo(Item.EMPTY);
    assertThatThrownBy(() -> reading.projection(deep + "[0]"))
        .hasMessage(
            "Invalid ProjectionExpression: The document path has too many nesting levels;"
                + " nesting levels: 33");
  }

  @Test
  void attributesCanBeTakenAsWholes() {
    Projection projection = Projection.ofAttributes(List.of("n", "a.b", "x"));
    assertThat(Shown.of(projection.of(ITEM))).isEqualTo("{a.b: 9, n: 5}");
    assertThat(projection.attributes()).containsExactly("a.b", "n", "x");
  }
}

package dev.pangaea.regionnode.expression;

import static dev.pangaea.regionnode.expression.Shown.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.Item;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What updates of several kinds come to together, and that they leave all else as it was. */
class UpdatesTest {
  private final Updates updates = new Updates();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET l[9] = :n, l[0] = :s REMOVE l[1] | {l: ["z", 2, 3, 7]}
          SET l[9] = :n REMOVE l[0] | {l: [1, 2, 3, 7]}
          SET a = n REMOVE n | {a: 5}
          SET m.l[0] = :n, m.l[1] = :s REMOVE m.ss | {m: {k: 1, l: [7, "z"]}}
          SET a = :n,b = :n,c=:n REMOVE n ADD ns :ns DELETE ss :ss | {a: 7, b: 7, c: 7, ns: <1, 2, 3>, ss: <"b">}
          DELETE ss :ss ADD ns :ns REMOVE n SET a = :n | {a: 7, ns: <1, 2, 3>, ss: <"b">}
          SET l[1]=:n, l[8]=:s REMOVE l[0] | {l: [7, 2, 3, "z"]}
          """)
  void readsBeforeItWrites(String text, String told) {
    assertThat(updates.told(text)).isEqualTo(told);
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
    Map<String, AttributeValue> before = new TreeMap<>(Updates.ITEM.attributes());
    before.keySet().retainAll(List.of("n", "l", "m", "ss"));
    assertThat(updates.told(text, Item.of(before))).isEqualTo(after);
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
    assertThat(updates.told(text, Item.of(key)).replaceAll(",? ?p: \"k\"", "")).isEqualTo(after);
  }

  /** Verified with AWS by the tests of another implementation. */
  @Test
  void tellsOnlyWhatWasTouched() {
    assertThat(updates.touched("SET m.k = :n", false)).isEqualTo("{m: {k: 1}}");
    assertThat(updates.touched("SET m.k = :n", true)).isEqualTo("{m: {k: 7}}");
    assertThat(updates.touched("SET m.l[1] = :n, m.k = :s", false))
        .isEqualTo("{m: {k: 1, l: [\"b\"]}}");
    assertThat(updates.touched("SET m.l[1] = :n, m.k = :s", true))
        .isEqualTo("{m: {k: \"z\", l: [7]}}");
    assertThat(updates.touched("REMOVE l[1], l[9]", false)).isEqualTo("{l: [1]}");
    assertThat(updates.touched("SET m.x = :n", false)).isEqualTo("{}");
    assertThat(updates.touched("SET m.x = :n", true)).isEqualTo("{m: {x: 7}}");
    assertThat(updates.touched("SET l[100] = :n", true))
        .as("not where it was said")
        .isEqualTo("{}");
    assertThat(updates.touched("REMOVE l[1]", true)).as("what moved up").isEqualTo("{l: [2]}");
    assertThat(updates.touched("REMOVE n", true)).isEqualTo("{}");
  }

  @Test
  void saysWhatItChangesAndWhereItLooks() {
    ItemUpdate update = updates.update("SET m.k = if_not_exists(n, :n) + s REMOVE l[0]");
    assertThat(update.attributes()).containsExactly("l", "m");
    assertThat(update.paths()).hasToString("[[m, k], [l, [0]], [n], [s]]");
  }
}

package dev.pangaea.regionnode.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What REMOVE makes of items. */
class RemoveUpdatesTest {
  private final Updates updates = new Updates();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
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
          REMOVE m.l[0] | {m: {k: 1, l: ["b"], ss: <"x">}}
          REMOVE l[1] | {l: [0, 2, 3]}
          REMOVE l[1], l[3] | {l: [0, 2]}
          REMOVE l[0], m.k | {l: [1, 2, 3]}
          """)
  void removesWhatIsThere(String text, String told) {
    assertThat(updates.told(text)).isEqualTo(told);
  }
}

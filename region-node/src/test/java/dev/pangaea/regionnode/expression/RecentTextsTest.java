package dev.pangaea.regionnode.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTextsTest {
  private final RecentTexts<Integer> texts = new RecentTexts<>(4);
  private final List<String> made = new ArrayList<>();

  @Test
  void makesOnceWhatComesAgain() {
    assertThat(get("a")).isEqualTo(1);
    get("b");
    get("c");
    assertThat(get("a")).isEqualTo(1);
    assertThat(made).containsExactly("a", "b", "c");
  }

  @Test
  void keepsNoMoreThanItsBound() {
    for (int index = 0; index < 100; index++) {
      get("text " + index);
      assertThat(texts.size()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void keepsWhatComesAgainAndAgain() {
    for (int index = 0; index < 100; index++) {
      get("a");
      get("text " + index);
    }
    assertThat(made).containsOnlyOnce("a");
  }

  @Test
  void keepsNothingOfAFailure() {
    assertThatThrownBy(
            () ->
                texts.get(
                    "a",
                    _ -> {
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(texts.size()).isZero();
  }

  private int get(String text) {
    return texts.get(
        text,
        made -> {
          this.made.add(made);
          return made.length();
        });
  }
}

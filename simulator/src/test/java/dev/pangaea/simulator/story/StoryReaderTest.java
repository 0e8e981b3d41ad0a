package dev.pangaea.simulator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NullValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryReaderTest {
  @Test
  void readsOneStepALineAndPassesOverComments() {
    Story story =
        StoryReader.read(
            "cut", "# a comment\n\n  cut us-east-1 eu-west-1 # and another\nheal\nconverged\n");
    assertThat(story.regions()).containsExactly("us-east-1", "eu-west-1");
    assertThat(story.lines())
        .containsExactly(
            new Story.Line(
                3,
                "cut us-east-1 eu-west-1 # and another",
                new Step.Cut("us-east-1", "eu-west-1", true)),
            new Story.Line(4, "heal", new Step.Heal()),
            new Story.Line(5, "converged", new Step.Converged()));
  }

  @Test
  void readsEveryKindOfValue() {
    Step step =
        step(
            "us-east-1 put \"a key\" {\"text\": \"a \\\"b\\\" # c\", \"n\": -1.50, \"list\": [true, null],"
                + " \"map\": {\"in\": {}}, \"set\": <<\"x\", \"y\">>}");
    Item item =
        Item.of(
            Map.of(
                "text", new StringValue("a \"b\" # c"),
                "n", new NumberValue(new BigDecimal("-1.5")),
                "list", new ListValue(List.of(new BooleanValue(true), new NullValue())),
                "map", MapValue.of(Map.of("in", MapValue.of(Map.of()))),
                "set", new StringSetValue(new TreeSet<>(List.of("x", "y")))));
    assertThat(step)
        .isEqualTo(
            new Step.Writes("us-east-1", new Write.Put("a key", item, Expression.NONE), false));
    assertThat(ItemText.of(Optional.of(item)))
        .isEqualTo(
            "{\"list\": [true, null], \"map\": {\"in\": {}}, \"n\": -1.5, \"set\": <<\"x\", \"y\">>,"
                + " \"text\": \"a \\\"b\\\" # c\"}");
  }

  @Test
  void makesExpressionsAsApplicationsWriteThem() {
    Step step =
        step(
            "fails eu-west-1 update k set a = 1, add n 2, set b = \"x\", remove c if n >= 3 and a <> 1");
    assertThat(step).isInstanceOf(Step.Writes.class);
    Step.Writes writes = (Step.Writes) step;
    assertThat(writes.fails()).isTrue();
    Write.Update update = (Write.Update) writes.write();
    assertThat(update.update().text()).isEqualTo("SET #u0 = :u0, #u2 = :u2 ADD #u1 :u1 REMOVE #u3");
    assertThat(update.update().names())
        .containsExactlyEntriesOf(
            new TreeMap<>(Map.of("#u0", "a", "#u1", "n", "#u2", "b", "#u3", "c")));
    assertThat(update.condition().text()).isEqualTo("#c0 >= :c0 AND #c1 <> :c1");
    assertThat(update.condition().values()).containsEntry(":c0", NumberValue.of(3));
  }

  @Test
  void readsWhatOnlyWorldsDo() {
    assertThat(step("skew eu-west-1 -5s"))
        .isEqualTo(new Step.Skew("eu-west-1", Duration.ofSeconds(-5)));
    assertThat(step("pass 2h")).isEqualTo(new Step.Pass(Duration.ofHours(2)));
    assertThat(step("cut eu-west-1 -> us-east-1"))
        .isEqualTo(new Step.Cut("eu-west-1", "us-east-1", false));
  }

  /** Where it is, what was expected there, and what is there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          us-east-2 put k {}            | line 1, column 1: expected a region (us-east-1, eu-west-1) or one of fails, cut,
          us-east-1 putt k {}           | line 1, column 11: expected one of put, update, delete, transact, get, read, sees, found 'putt'
          us-east-1 put k {"a" 1}       | line 1, column 22: expected ':', found '1'
          us-east-1 put k {a: 1}        | line 1, column 18: expected an attribute's name in quotes, found 'a:'
          us-east-1 put k {"a": one}    | line 1, column 23: expected a value
          us-east-1 put k {"a": "one}   | line 1, column 23: expected a text that ends with '"'
          us-east-1 put k {} if a ~ 1   | line 1, column 25: expected one of <> <= >= = < >, found '~'
          us-east-1 get k {}            | line 1, column 17: expected '=', found '{'
          us-east-1 get k = {} now      | line 1, column 22: expected the end of the line, found 'now'
          us-east-1 update k            | line 1, column 19: expected set, add, remove or take, found the end of the line
          fails us-east-1 get k = {}    | line 1, column 17: expected one of put, update, delete, transact, found 'get'
          cut us-east-1 ap-south-1      | line 1, column 15: expected a region (us-east-1, eu-west-1), found 'ap-south-1'
          conflicts = many              | line 1, column 13: expected a number, found 'many'
          skew us-east-1 5              | line 1, column 16: expected a duration like 5s, 20ms, 3m, 2h or 1d, found '5'
          regions us-east-1             | line 1, column 18: expected at least two regions, found the end of the line
          policy newest                 | line 1, column 8: expected one of last-writer-wins, attribute-last-writer-wins, mergeable, found 'newest'
          # nothing                     | line 2, column 1: expected a step, found 'the end of the story'
          """)
  void saysWhereATextIsNoStory(String text, String message) {
    assertThatThrownBy(() -> StoryReader.read("wrong", text))
        .isInstanceOf(StoryFaultException.class)
        .message()
        .startsWith(message.replace("found 'the end of the story'", "found the end of the story"));
  }

  private static Step step(String line) {
    return StoryReader.read("one", line).lines().getFirst().step();
  }
}

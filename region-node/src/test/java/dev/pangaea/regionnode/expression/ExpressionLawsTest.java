package dev.pangaea.regionnode.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.expression.Operand.Literal;
import dev.pangaea.regionnode.expression.UpdateOutcome.Updated;
import dev.pangaea.regionnode.expression.syntax.ParsedCondition;
import dev.pangaea.regionnode.expression.syntax.ParsedPath;
import dev.pangaea.regionnode.expression.syntax.ParsedProjection;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate;
import dev.pangaea.regionnode.expression.syntax.ParsedUpdate.Action;
import dev.pangaea.regionnode.expression.syntax.Parser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

class ExpressionLawsTest {
  private static final Item NOTHING = Item.EMPTY;

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyTextIsAnExpressionOrRefused(@ForAll("texts") String text) {
    Reading reading = new Reading(AnyExpression.NAMES, AnyExpression.VALUES);
    List<Function<String, Object>> readers =
        List.of(reading::condition, reading::keyCondition, reading::update, reading::projection);
    for (Function<String, Object> reader : readers) {
      try {
        reader.apply(text);
      } catch (InvalidExpressionException refused) {
        assertThat(refused.getMessage()).startsWith("Invalid ");
      }
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void conditionsAreReadAsTheyAreWritten(@ForAll("conditions") ParsedCondition condition) {
    assertThat(Parser.condition(condition.toString())).isEqualTo(condition);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void updatesAreReadAsTheyAreWritten(@ForAll("actions") List<Action> actions) {
    List<Action> bySection =
        actions.stream()
            .sorted(Comparator.comparing(action -> action.getClass().getSimpleName()))
            .toList();
    ParsedUpdate update = new ParsedUpdate(bySection);
    assertThat(Parser.update(update.toString())).isEqualTo(update);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void projectionsAreReadAsTheyAreWritten(@ForAll("paths") List<ParsedPath> paths) {
    ParsedProjection projection = new ParsedProjection(paths);
    assertThat(Parser.projection(projection.toString())).isEqualTo(projection);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void conditionsMeanWhatTheirNaiveTwinSays(
      @ForAll("conditions") ParsedCondition condition, @ForAll("items") Item item) {
    Condition bound = assumeFine(() -> condition(condition.toString()));
    Statistics.label("holds")
        .collect(bound.holds(item))
        .coverage(
            holding -> {
              holding.check(true).percentage(percent -> percent > 15);
              holding.check(false).percentage(percent -> percent > 15);
            });
    assertThat(bound.holds(item)).isEqualTo(NaiveCondition.holds(condition, item));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void updatesDoWhatTheirNaiveTwinDoes(
      @ForAll("actions") List<Action> actions, @ForAll("fullItems") Item item) {
    List<Action> apart = NaiveUpdate.apart(actions);
    ItemUpdate update = assumeFine(() -> update(new ParsedUpdate(apart).toString()));
    Statistics.label("fits")
        .collect(update.apply(item) instanceof Updated)
        .coverage(fitting -> fitting.check(true).percentage(percent -> percent > 15));
    if (update.apply(item) instanceof Updated updated) {
      assertThat(Shown.of(updated.after())).isEqualTo(Shown.of(NaiveUpdate.applied(apart, item)));
    } else {
      assertThatThrownBy(() -> NaiveUpdate.applied(apart, item))
          .isInstanceOf(NaiveUpdate.DoesNotFit.class);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void pathsThatAreNotApartAreRefused(@ForAll("paths") List<ParsedPath> paths) {
    String text = new ParsedProjection(paths).toString();
    String refused = Reading.told(() -> String.valueOf(reading().projection(text).paths().size()));
    assertThat(refused.startsWith("Invalid ProjectionExpression: Two document paths"))
        .isEqualTo(NaiveUpdate.apartPaths(paths).size() < paths.size());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void projectingTwiceIsProjectingOnce(
      @ForAll("fieldPaths") List<ParsedPath> paths, @ForAll("items") Item item) {
    List<ParsedPath> apart = NaiveUpdate.apartPaths(paths);
    Projection projection = reading().projection(new ParsedProjection(apart).toString());
    Item once = projection.of(item);
    assertThat(projection.of(once)).isEqualTo(once);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void valuesAreOrderedAsTheirBytes(
      @ForAll("characters") String left, @ForAll("characters") String right) {
    int bytes =
        Arrays.compareUnsigned(
            left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    int order = ValueOrder.compare(new StringValue(left), new StringValue(right)).orElseThrow();
    assertThat(Integer.signum(order)).isEqualTo(Integer.signum(bytes));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void relationsFitTogether(
      @ForAll("values") AttributeValue left, @ForAll("values") AttributeValue right) {
    assertThat(Relation.UNEQUAL.holds(left, right)).isEqualTo(!Relation.EQUAL.holds(left, right));
    for (Relation relation : Relation.values()) {
      assertThat(relation.mirrored().holds(right, left)).isEqualTo(relation.holds(left, right));
    }
    boolean ordered = ValueOrder.compare(left, right).isPresent();
    long holding =
        Stream.of(Relation.LESS, Relation.EQUAL, Relation.GREATER)
            .filter(relation -> relation.holds(left, right))
            .count();
    assertThat(holding).isEqualTo(ordered || left.equals(right) ? 1 : 0);
    if (ordered) {
      assertThat(Relation.AT_MOST.holds(left, right))
          .isEqualTo(!Relation.GREATER.holds(left, right));
      assertThat(Relation.AT_LEAST.holds(left, right)).isEqualTo(!Relation.LESS.holds(left, right));
      Operand value = new Literal(left);
      assertThat(new Condition.Between(value, value, new Literal(right)).holds(NOTHING))
          .isEqualTo(Relation.AT_MOST.holds(left, right));
    }
  }

  private static Reading reading() {
    return new Reading(AnyExpression.NAMES, AnyExpression.VALUES);
  }

  private static Condition condition(String text) {
    return reading().condition(text);
  }

  private static ItemUpdate update(String text) {
    return reading().update(text);
  }

  /** Trees are drawn whatever the types of their operands. */
  private static <T> T assumeFine(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (InvalidExpressionException refused) {
      Assume.that(false);
      throw refused;
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> word =
        Arbitraries.of(
            "a",
            "b.c",
            "#a",
            ":a",
            ":0",
            "(",
            ")",
            "[0]",
            "[",
            "]",
            ".",
            ",",
            "+",
            "-",
            "=",
            "<>",
            "<",
            ">=",
            " AND ",
            " OR ",
            " NOT ",
            " BETWEEN ",
            " IN ",
            "SET ",
            "REMOVE ",
            "ADD ",
            "DELETE ",
            "size(",
            "contains(",
            "attribute_exists(",
            "if_not_exists(",
            "list_append(",
            "status",
            "99999999999",
            "\uD83D",
            "\u00E9",
            "!",
            "'",
            " ");
    return Arbitraries.oneOf(
        word.list().ofMaxSize(12).map(words -> String.join("", words)),
        word.map(text -> text.repeat(4000 / text.length())),
        word.list().ofSize(2).map(words -> String.join("", words).repeat(300)),
        Arbitraries.strings().ofMaxLength(30));
  }

  @Provide
  Arbitrary<ParsedCondition> conditions() {
    return AnyExpression.condition();
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    return AnyExpression.action().list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<ParsedPath>> paths() {
    return AnyExpression.path().list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<ParsedPath>> fieldPaths() {
    return paths()
        .map(
            paths ->
                paths.stream()
                    .filter(
                        path ->
                            path.segments().stream()
                                .noneMatch(ParsedPath.Segment.Index.class::isInstance))
                    .toList())
        .filter(paths -> !paths.isEmpty());
  }

  @Provide
  Arbitrary<Item> items() {
    return AnyExpression.item();
  }

  @Provide
  Arbitrary<Item> fullItems() {
    return AnyExpression.fullItem();
  }

  @Provide
  Arbitrary<AttributeValue> values() {
    return AnyExpression.value();
  }

  @Provide
  Arbitrary<String> characters() {
    return Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of("a", "b", "\u00E9", "\uD7FF", "\uE000", "\uFFFF")),
            Tuple.of(1, Arbitraries.of("\uD800\uDC00", "\uD83D\uDE00", "\uDBFF\uDFFF")))
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }
}

package dev.pangaea.dashboards.console;

import static dev.pangaea.dashboards.console.Rounds.EU;
import static dev.pangaea.dashboards.console.Rounds.US;
import static dev.pangaea.dashboards.console.Rounds.link;
import static dev.pangaea.dashboards.console.Rounds.visible;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final String THERE = "us-east-1-to-eu-west-1";
  private static final String BACK = "eu-west-1-to-us-east-1";

  private final Rounds rounds = new Rounds();
  private final Marks marks = new Marks();

  @Test
  void aCutOfBothWaysIsOneMark() {
    assertThat(linked(false, false)).isEmpty();
    List<Mark> happened = linked(true, true);

    assertThat(happened).hasSize(1);
    assertThat(happened.getFirst().kind()).isEqualTo(Mark.Kind.CUT);
    assertThat(happened.getFirst().links()).containsExactly(THERE, BACK);
    assertThat(happened.getFirst().atMillis()).isEqualTo(rounds.now());
    assertThat(linked(true, true)).isEmpty();
  }

  @Test
  void whatWasCutBeforeTheFirstLookIsNoEvent() {
    assertThat(linked(true, false)).isEmpty();
    assertThat(linked(false, false)).extracting(Mark::kind).containsExactly(Mark.Kind.HEAL);
  }

  @Test
  void aCutWhileLinkControlIsSilentIsSeenAfterwards() {
    linked(false, false);
    assertThat(marks.next(rounds.linkControlIsSilent().next())).isEmpty();
    assertThat(linked(true, false)).extracting(Mark::kind).containsExactly(Mark.Kind.CUT);
  }

  @Test
  void regionsHaveConvergedOnceTheySeePastTheInstantOfTheHeal() {
    rounds.node(US, visible("t", EU, 1)).node(EU, visible("t", US, 1));
    linked(true, true);
    linked(false, false);
    long healed = rounds.now();
    rounds.node(US, visible("t", EU, healed + 500)).node(EU, visible("t", US, healed));
    assertThat(linked(false, false)).isEmpty();
    rounds.node(EU, visible("t", US, healed + 1));

    List<Mark> happened = linked(false, false);

    assertThat(happened).extracting(Mark::kind).containsExactly(Mark.Kind.CONVERGED);
    assertThat(happened.getFirst().text()).isEqualTo("converged, 2 s after the heal");
    assertThat(linked(false, false)).as("once").isEmpty();
  }

  @Test
  void withoutAHealNothingConverges() {
    rounds.node(US, visible("t", EU, 9_000_000)).node(EU, visible("t", US, 9_000_000));
    assertThat(linked(false, false)).isEmpty();
    assertThat(linked(false, false)).isEmpty();
  }

  @Test
  void theSameLatencyOnTwoLinksIsOneMark() {
    linked(false, false);
    rounds.links(link(US, EU, false, 80), link(EU, US, false, 80));
    List<Mark> happened = marks.next(rounds.next());
    assertThat(happened).hasSize(1);
    assertThat(happened.getFirst().kind()).isEqualTo(Mark.Kind.LATENCY);
    assertThat(happened.getFirst().text()).contains("latency 80 ms");

    rounds.links(link(US, EU, false, 20), link(EU, US, false, 0));
    assertThat(marks.next(rounds.next()))
        .extracting(Mark::text)
        .containsExactly(
            "us-east-1 → eu-west-1: latency 20 ms", "eu-west-1 → us-east-1: no latency added");
  }

  @Test
  void scenariosAndLoadsAreMarkedAsTheyComeAndGo() {
    marks.next(rounds.next());
    assertThat(marks.next(rounds.scenario("night", "running").next()))
        .extracting(Mark::text)
        .containsExactly("scenario night: running");
    assertThat(marks.next(rounds.next())).isEmpty();
    assertThat(marks.next(rounds.scenario("night", "done").next()))
        .extracting(Mark::kind)
        .containsExactly(Mark.Kind.SCENARIO);

    assertThat(marks.next(rounds.scenario("scenario", "running").next()))
        .as("without a name")
        .extracting(Mark::text)
        .containsExactly("scenario: running");

    LoadPlan plan =
        new LoadPlan(
            "demo", 100, 10, LoadPlan.Distribution.UNIFORM, new TreeMap<>(Map.of(US, 1)), 10, 50);
    assertThat(marks.next(rounds.load(new LoadStanding(Optional.of(plan), List.of())).next()))
        .extracting(Mark::text)
        .containsExactly("load: 100 requests/s on demo");
    assertThat(marks.next(rounds.load(LoadStanding.NONE).next()))
        .extracting(Mark::text)
        .containsExactly("load: ended");
  }

  private List<Mark> linked(boolean there, boolean back) {
    return marks.next(rounds.links(link(US, EU, there), link(EU, US, back)).next());
  }
}

package dev.pangaea.dashboards.console;

import static dev.pangaea.dashboards.console.Rounds.EU;
import static dev.pangaea.dashboards.console.Rounds.START_MILLIS;
import static dev.pangaea.dashboards.console.Rounds.US;
import static dev.pangaea.dashboards.console.Rounds.link;
import static dev.pangaea.dashboards.console.Rounds.progress;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.dashboards.console.History.Figure;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final String LINK = "us-east-1-to-eu-west-1";

  private final Rounds rounds = new Rounds();
  private final History history = new History();

  @Test
  void theLastHourIsKeptAndNoMore() {
    rounds.node(US).links(link(US, EU, false));
    for (int second = 1; second <= History.SECONDS + 10; second++) {
      rounds.counted(US, 0, 5L * second, 0).replicator(EU, progress(US, EU, "t", second, 1));
      history.add(rounds.next(), List.of());
    }

    assertThat(history.size()).isEqualTo(History.SECONDS);
    assertThat(history.atMillis(0)).isEqualTo(START_MILLIS + 11_000);
    assertThat(history.at(LINK, Figure.LAG_P99_MILLIS, 0)).hasValue(11);
    assertThat(history.at(LINK, Figure.LAG_P50_MILLIS, 0)).hasValue(5.5);
    int last = History.SECONDS - 1;
    assertThat(history.atMillis(last)).isEqualTo(rounds.now());
    assertThat(history.at(LINK, Figure.LAG_P99_MILLIS, last)).hasValue(History.SECONDS + 10);
    assertThat(history.writesPerSecond(US, last)).hasValue(5);
  }

  @Test
  void whatIsNotKnownIsEmptyAndAllColumnsAreOfOneLength() {
    rounds.links(link(US, EU, false));
    history.add(rounds.next(), List.of());
    rounds.replicator(EU, progress(US, EU, "t", 9, 3)).replicator(US, progress(EU, US, "t", 9, 3));
    history.add(rounds.links(link(US, EU, false), link(EU, US, false)).next(), List.of());
    history.add(rounds.links(link(EU, US, false)).next(), List.of());

    assertThat(history.links()).containsExactly("eu-west-1-to-us-east-1", LINK);
    assertThat(history.at(LINK, Figure.STALENESS_MILLIS, 0)).isEmpty();
    assertThat(history.at(LINK, Figure.STALENESS_MILLIS, 1)).hasValue(3);
    assertThat(history.at(LINK, Figure.STALENESS_MILLIS, 2)).isEmpty();
    assertThat(history.at("eu-west-1-to-us-east-1", Figure.STALENESS_MILLIS, 0)).isEmpty();
    assertThat(history.writesPerSecond(US, 2)).isEmpty();
  }

  @Test
  void aPlaceThatIsUsedAgainForgetsWhatWasThere() {
    rounds.links(link(US, EU, false)).replicator(EU, progress(US, EU, "t", 9, 3));
    for (int second = 0; second < History.SECONDS; second++) {
      history.add(rounds.next(), List.of());
    }
    rounds.replicator(EU);
    history.add(rounds.next(), List.of());
    assertThat(history.at(LINK, Figure.STALENESS_MILLIS, History.SECONDS - 1)).isEmpty();
  }

  @Test
  void marksAreBoundedAndGoWithTheHour() {
    history.add(rounds.next(), Collections.nCopies(History.MARKS_MAX + 5, mark(rounds.now())));
    assertThat(history.marks()).hasSize(History.MARKS_MAX);
    for (int second = 0; second < History.SECONDS; second++) {
      history.add(rounds.next(), List.of());
    }
    assertThat(history.marks()).isEmpty();
  }

  @Test
  void linksAreBoundedAndThoseThatAreLeftOutCounted() {
    LinkReading[] many = new LinkReading[History.LINKS_MAX + 3];
    for (int number = 0; number < many.length; number++) {
      many[number] = link("a" + number, "b", false);
    }
    history.add(rounds.links(many).next(), List.of());
    assertThat(history.links()).hasSize(History.LINKS_MAX);
    assertThat(history.linksLeftOut()).isEqualTo(3);

    history.add(rounds.links(Arrays.copyOf(many, History.LINKS_MAX)).next(), List.of());
    assertThat(history.linksLeftOut()).isZero();
  }

  private static Mark mark(long atMillis) {
    return new Mark(atMillis, Mark.Kind.CUT, List.of(), "cut");
  }
}

package dev.pangaea.simulator.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What boards, rules, alerts and pages ask for, beside the page of metrics. */
class QueriesTest {
  private static final Path PAGE = Path.of("..", "METRICS.md");

  private static Vocabulary documented() throws IOException {
    return Vocabulary.of(MetricFamilies.documented(Files.readString(PAGE)))
        .withRules(RuleFile.read(RuleFile.RECORDED));
  }

  @Test
  void allThatIsAskedForIsDocumented() throws IOException {
    List<Question> questions = Question.all();

    assertThat(questions).hasSizeGreaterThan(100);
    for (Question question : questions) {
      assertThat(documented().complaints(question)).as("%s", question).isEmpty();
    }
  }

  @Test
  void pagesNameNoMetricThatThereIsNot() throws IOException {
    MetricFamilies families = MetricFamilies.documented(Files.readString(PAGE));
    for (Path page : Question.pages()) {
      assertThat(MetricFamilies.named(Files.readString(page)))
          .as("metrics in %s", page)
          .isSubsetOf(families.names());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pangaea_table_itemz",
        "pangaea_replication_lag_seconds",
        "rate(pangaea_replication_lag_seconds_buckets[1m])",
        "pangaea_table_items{source=\"us\"}",
        "sum by (regoin) (pangaea_table_items)",
        "sum by (region, le) (rate(pangaea_api_request_seconds_count[1m]))",
        "pangaea_table_items / on (source) pangaea_table_tombstones",
        "sum by (table) (pangaea_table_items) / sum by (source) (pangaea_table_tombstones)",
        "sum by (target) (label_replace(pangaea_table_items, \"source\", \"$1\", \"region\", \"(.+)\"))",
        "region:pangaea_leader_partitions:sum",
        "region:pangaea_leader_partitions_not_leading:sum{table=\"carts\"}",
        "up{link=\"a\"}",
        "1 + 1"
      })
  void aBadQueryIsFound(String query) throws IOException {
    assertThat(documented().complaints(Question.of("here", query, ""))).isNotEmpty();
  }

  @Test
  void aLegendTellsOnlyWhatIsLeft() throws IOException {
    String grouped = "sum by (region) (pangaea_table_items)";

    assertThat(documented().complaints(Question.of("here", grouped, "{{region}}"))).isEmpty();
    assertThat(documented().complaints(Question.of("here", grouped, "{{table}}"))).hasSize(1);
    assertThat(documented().complaints(Question.of("here", "pangaea_table_items", "{{tabel}}")))
        .hasSize(1);
  }

  @Test
  void aGoodQueryIsLeftAlone() throws IOException {
    for (String query :
        List.of(
            "time() - min by (source) (pangaea_table_visible_as_of_timestamp_seconds{table=~\"$t\"})",
            "histogram_quantile(0.99, sum by (region, le) (rate(pangaea_api_request_seconds_bucket[1m])))",
            "sum by (source) (label_replace(pangaea_table_items, \"source\", \"$1\", \"region\", \"(.+)\"))",
            "sum by (table) (pangaea_table_items) / on (table) group_right () sum by (table, member) (pangaea_table_tombstones_awaited_seconds)",
            "up{job=\"pangaea-node\"} == 1 unless on (instance) pangaea_table_items offset 5m")) {
      assertThat(documented().complaints(Question.of("here", query, ""))).isEmpty();
    }
  }

  @Test
  void whatIsNoQueryIsRefused() {
    assertThatThrownBy(() -> PromQuery.of("{region=\"us\"}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PromQuery.of("sum(up) by (job)"))
        .as("what is kept is to be said in front")
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PromQuery.of("sum(up) @ §"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.pangaea.simulator.workload.http;

import static dev.pangaea.simulator.workload.http.ShortBench.closed;
import static dev.pangaea.simulator.workload.http.ShortBench.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pangaea.simulator.workload.BenchPlan.AgainstPlan;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.Plans;
import dev.pangaea.simulator.workload.Report;
import dev.pangaea.simulator.workload.TableShape;
import dev.pangaea.simulator.workload.http.StubEndpoint.Manner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a bench measures of two tables in turn. */
@Timeout(60)
class BenchAgainstTest {
  private static final SortedMap<String, String> TAGS =
      new TreeMap<>(Map.of("pangaea:capacity", "unmetered"));
  private static final AgainstPlan OTHER =
      new AgainstPlan("other", TAGS, new Pace.Closed(), 2, Duration.ofMillis(400));
  private static final long SELF = ProcessHandle.current().pid();

  private final StubRegion table = new StubRegion();
  private final StubRegion other = new StubRegion();
  private final List<String> asked = new ArrayList<>();
  private String created = "";

  @Test
  void eachOperationGoesToBothTablesInTurn() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, this::answer)) {
      Report report = run(Plans.against(closed(endpoint, 0.5, true), OTHER, SELF));
      assertThat(report.turns())
          .extracting(each -> each.operation() + " " + each.table())
          .containsExactly("GET bench", "GET other", "PUT bench", "PUT other");
      for (Report.Turns turns : report.turns()) {
        assertThat(turns.load().errors()).isEmpty();
        assertThat(turns.load().missed()).isZero();
        assertThat(turns.load().of(turns.operation()).answered()).isPositive();
        assertThat(turns.load().ended()).isEqualTo(turns.load().of(turns.operation()).ended());
        assertThat(turns.serverMicros()).hasSize(2).allMatch(micros -> micros > 0);
      }
      assertThat(report.load().of(Operation.PUT).answered()).isPositive();
    }
    assertThat(table.items()).hasSize(200);
    assertThat(other.items()).hasSize(200);
    assertThat(StubRegion.JSON.readTree(created).at("/Tags/0/Key").asText())
        .isEqualTo("pangaea:capacity");
    assertThat(asked)
        .as("filled and measured; filled, and of each operation a turn aside and two that count")
        .containsExactly(
            "bench", "other", "bench", "other", "bench", "other", "bench", "other", "bench");
  }

  @Test
  void aTableWithoutTheTagIsOneClearSentence() throws Exception {
    other.answer(
        "CreateTable", new TableDefinition("other", TableShape.simple(200), false).createTable());
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, this::answer)) {
      assertThatExceptionOfType(BenchException.class)
          .isThrownBy(() -> run(Plans.against(closed(endpoint, 0, false), OTHER, SELF)))
          .withMessageContaining("other")
          .withMessageEndingWith("has not the tags {pangaea:capacity=unmetered}.");
    }
    assertThat(asked).as("no load before that").isEmpty();
  }

  private synchronized StubReply answer(String operation, String body) throws Exception {
    JsonNode request = StubRegion.JSON.readTree(body);
    String name = request.path("TableName").asText();
    boolean ofOther =
        name.equals("other") || request.path("ResourceArn").asText().endsWith("other");
    if (ofOther && operation.equals("CreateTable")) {
      created = body;
    }
    boolean ofItems = operation.equals("PutItem") || operation.equals("GetItem");
    if (ofItems && (asked.isEmpty() || !asked.getLast().equals(name))) {
      asked.add(name);
    }
    return (ofOther ? other : table).answer(operation, body);
  }
}

package dev.pangaea.simulator.history;

import static dev.pangaea.simulator.history.RecordedRegion.ENCODED;
import static dev.pangaea.simulator.history.RecordedRegion.EU;
import static dev.pangaea.simulator.history.RecordedRegion.KEY;
import static dev.pangaea.simulator.history.RecordedRegion.US;
import static dev.pangaea.simulator.history.RecordedRegion.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of an item from the logs of two regions. */
class ExplanationTest {
  private RecordedRegion us;
  private RecordedRegion eu;

  @BeforeEach
  void begin() throws Exception {
    RecordedRegion.begin();
    us = new RecordedRegion(US);
    eu = new RecordedRegion(EU);
  }

  @Test
  void aConflictIsToldOnBothSides() throws Exception {
    Change first = us.write(item("v", "first"));
    eu.takeIn(first, Standing.NEWER);
    Change here = us.write(item("v", "us"), first);
    Change there = eu.write(item("v", "eu"), first);
    us.takeIn(there, Standing.CONFLICT_WON);
    eu.takeIn(here, Standing.CONFLICT_LOST);
    assertThat(text())
        .isEqualTo(
            """
            t {"p":{"S":"k"}}, partition 0 of 1. Times are those of each region's Kafka.
            eu-west-1's log: 3 entries
            us-east-1's log: 3 entries

            1970-01-01T00:00:01Z  us-east-1 wrote 1: {"p":{"S":"k"},"v":{"S":"first"}}
            1970-01-01T00:00:02Z  eu-west-1 took in 1 from us-east-1: new here
            1970-01-01T00:00:03Z  us-east-1 wrote 2: {"p":{"S":"k"},"v":{"S":"us"}}
            1970-01-01T00:00:04Z  eu-west-1 wrote 3 (it had not seen 2): {"p":{"S":"k"},"v":{"S":"eu"}}
            1970-01-01T00:00:05Z  us-east-1 took in 3 from eu-west-1: in conflict with 2, and won
            1970-01-01T00:00:06Z  eu-west-1 took in 2 from us-east-1: in conflict with 3, and lost

            eu-west-1 holds {"p":{"S":"k"},"v":{"S":"eu"}}
              write 3, its own; it has the higher version than 2
            us-east-1 holds {"p":{"S":"k"},"v":{"S":"eu"}}
              write 3, of eu-west-1: in conflict with 2 it had the higher version
            """);
  }

  @Test
  void whatDoesNotCountIsNotTold() throws Exception {
    us.write(item("v", "counts"));
    us.zombie(item("v", "does not"));
    us.write(new Content.Deleted());
    us.append(new Body.Noop());
    us.writeKey(EncodedKey.of(PrimaryKey.of(new StringValue("other"))), item("v", "another's"));
    String text = text();
    assertThat(text)
        .contains("us-east-1's log: 5 entries, 1 of which do not count")
        .contains("us-east-1 holds deleted", "eu-west-1's log does not mention it")
        .doesNotContain("does not\"", "another's");
  }

  @Test
  void whatIsOlderThanTheLogIsNotGuessed() throws Exception {
    us.write(item("v", "gone"));
    us.takeIn(eu.write(item("v", "lost")), Standing.CONFLICT_LOST);
    us.log().trim(1);
    assertThat(text()).contains("us-east-1 holds what it had before its log begins");
  }

  @Test
  void aDeletionThatAllHaveIsDropped() throws Exception {
    Change made = us.write(item("v", "made"));
    Change deleted = us.write(new Content.Deleted(), made);
    us.append(
        new Body.Dropped(deleted.context(), List.of(new Tombstone(ENCODED, deleted.version()))));
    assertThat(text())
        .contains("us-east-1 dropped what was left of 2: every region has this deletion")
        .contains("us-east-1 holds nothing of it");
  }

  @Test
  void aRestorationIsToldAsOne() throws Exception {
    Change lost = us.write(item("v", "lost"));
    Change won = eu.write(item("v", "won"));
    us.takeIn(won, Standing.CONFLICT_WON);
    us.restore(item("v", "lost"), lost, won);
    assertThat(text())
        .contains("us-east-1 restored, as 3: {\"p\":{\"S\":\"k\"},\"v\":{\"S\":\"lost\"}}")
        .endsWith("  write 3, its own\n");
  }

  @Test
  void aGapByRetentionIsNamedAndTheChainFoundBehindIt() throws Exception {
    us.write(item("v", "gone"));
    us.zombie(item("v", "a zombie's"));
    us.write(item("v", "kept"));
    us.write(item("v", "last"));
    us.log().trim(1);
    assertThat(text())
        .contains(
            "us-east-1's log: 3 entries, 1 of which do not count; what it said before"
                + " 1970-01-01T00:00:02Z is gone (retention)")
        .contains("wrote 1", "kept", "wrote 2")
        .doesNotContain("zombie");
  }

  @Test
  void aWriteComesBeforeItsArrivalWhateverTheClocksSay() throws Exception {
    Change lost = eu.write(item("v", "eu"));
    Change late = us.write(item("v", "us"));
    RecordedRegion.begin();
    eu.takeIn(late, Standing.REFUSED);
    us.takeIn(lost, Standing.MERGED);
    JsonNode steps = new ObjectMapper().readTree(explanation().json()).get("steps");
    assertThat(steps.findValuesAsText("what"))
        .containsExactly("WROTE", "WROTE", "TOOK_IN", "TOOK_IN");
    assertThat(steps.findValuesAsText("standing")).containsExactly("REFUSED", "MERGED");
    assertThat(steps.get(1).at("/item/v/S").asText()).isEqualTo("us");
  }

  @Test
  void aKeyThatIsNoneIsRefusedInWords() {
    for (String key : List.of("nope", "{}", "{\"p\":{\"S\":7}}", "{\"p\":{\"L\":[]}}")) {
      assertThatThrownBy(() -> Shown.key(key))
          .isInstanceOf(UnreadableException.class)
          .hasMessageContaining(key);
    }
  }

  @Test
  void aKeyIsReadWithItsSortKey() throws Exception {
    assertThat(Shown.key(KEY)).isEqualTo(ENCODED);
    assertThat(Shown.key("{\"p\":{\"S\":\"k\"},\"s\":{\"N\":\"7\"}}").decode().sortKey())
        .isPresent();
  }

  private String text() throws Exception {
    return explanation().text();
  }

  private Explanation explanation() throws Exception {
    TreeMap<RegionName, RecordedTable.Logs> logs = new TreeMap<>();
    logs.put(US, partition -> RecordedRegion.logOf(us));
    logs.put(EU, partition -> RecordedRegion.logOf(eu));
    return Explanation.of(new RecordedTable("t", 1, logs, List.of()), KEY);
  }
}

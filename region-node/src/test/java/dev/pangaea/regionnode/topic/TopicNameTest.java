package dev.pangaea.regionnode.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;

class TopicNameTest {
  private static final RegionName LONGEST = new RegionName("r".repeat(RegionName.LENGTH_MAX));

  @Test
  void aPlainNameStandsInTheTopic() {
    assertThat(TopicName.of(new RegionName("us-east-1"), "my_carts-2"))
        .isEqualTo("us-east-1.my_carts-2.changes");
  }

  @Test
  void noTwoTablesShareATopicAndKafkaTakesAll() {
    String longName = "t".repeat(254);
    List<String> tables =
        List.of(
            "a.b",
            "a_b",
            "a.b.c",
            "a_b.c",
            "a.b_c",
            "a-b",
            "changes",
            longName + "1",
            longName + "2");
    assertThat(
            tables.stream()
                .map(table -> TopicName.of(LONGEST, table))
                .peek(Topic::validate)
                .map(Topic::unifyCollisionChars)
                .collect(Collectors.toSet()))
        .hasSize(tables.size());
  }
}

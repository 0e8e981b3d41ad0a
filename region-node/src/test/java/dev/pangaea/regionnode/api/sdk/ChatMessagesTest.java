package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.n;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Messages of chat rooms: the time that they were sent at is the sort key. */
class ChatMessagesTest {
  private static final long NOON = 1_795_000_000_000L;
  private static final int MESSAGES = 40;

  @RegisterExtension private static final SdkTable TABLE = SdkTable.of("room", "at").numbers("at");

  @BeforeAll
  static void put() {
    for (int minute = 0; minute < MESSAGES; minute++) {
      for (String room : List.of("lobby", "kitchen")) {
        TABLE.put(
            item("room", room, "at", at(minute), "by", "user-" + minute % 3, "text", "m" + minute));
      }
    }
  }

  @Test
  void aRangeOfTimeGivesItsMessagesInOrder() {
    assertThat(between(10, 13, true)).containsExactly("m10", "m11", "m12", "m13");
    assertThat(between(10, 13, false)).containsExactly("m13", "m12", "m11", "m10");
    assertThat(between(100, 200, true)).isEmpty();
  }

  @Test
  void aReaderScrollsBackFromTheLatestMessage() {
    List<String> read = new ArrayList<>();
    Map<String, AttributeValue> start = Map.of();
    do {
      QueryResponse page = latest(7, start);
      page.items().forEach(message -> read.add(message.get("text").s()));
      start = page.lastEvaluatedKey();
    } while (!start.isEmpty());
    assertThat(read).hasSize(MESSAGES).startsWith("m39", "m38").endsWith("m1", "m0");
  }

  @Test
  void whatIsNewIsAllBehindTheLastOneSeen() {
    QueryResponse fresh =
        TABLE.query(
            query ->
                query
                    .keyConditionExpression("room = :room AND #at > :seen")
                    .expressionAttributeNames(Map.of("#at", "at"))
                    .expressionAttributeValues(Map.of(":room", s("lobby"), ":seen", n(at(36))))
                    .consistentRead(true));
    assertThat(fresh.items())
        .extracting(message -> message.get("text").s())
        .containsExactly("m37", "m38", "m39");
  }

  @Test
  void oneUsersMessagesAreFilteredAndCounted() {
    QueryResponse counted =
        TABLE.query(
            query ->
                query
                    .keyConditionExpression("room = :room")
                    .filterExpression("#by = :by")
                    .expressionAttributeNames(Map.of("#by", "by"))
                    .expressionAttributeValues(Map.of(":room", s("kitchen"), ":by", s("user-1")))
                    .select(Select.COUNT));
    assertThat(counted.count()).isEqualTo(13);
    assertThat(counted.scannedCount()).isEqualTo(MESSAGES);
    assertThat(counted.hasItems()).isFalse();
  }

  private static long at(int minute) {
    return NOON + minute * 60_000L;
  }

  private static List<String> between(int from, int to, boolean forward) {
    return TABLE
        .query(
            query ->
                query
                    .keyConditionExpression("room = :room AND #at BETWEEN :from AND :to")
                    .expressionAttributeNames(Map.of("#at", "at"))
                    .expressionAttributeValues(
                        Map.of(":room", s("lobby"), ":from", n(at(from)), ":to", n(at(to))))
                    .scanIndexForward(forward))
        .items()
        .stream()
        .map(message -> message.get("text").s())
        .toList();
  }

  private static QueryResponse latest(int limit, Map<String, AttributeValue> start) {
    return TABLE.query(
        query ->
            query
                .keyConditionExpression("room = :room")
                .expressionAttributeValues(Map.of(":room", s("lobby")))
                .scanIndexForward(false)
                .limit(limit)
                .exclusiveStartKey(start.isEmpty() ? null : start));
  }
}

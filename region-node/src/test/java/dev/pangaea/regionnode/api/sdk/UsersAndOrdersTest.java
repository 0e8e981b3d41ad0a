package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
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

/** Users and their orders in one table: what is read together is kept under one partition key. */
class UsersAndOrdersTest {
  @RegisterExtension private static final SdkTable TABLE = SdkTable.of("pk", "sk");

  @BeforeAll
  static void put() {
    for (String user : List.of("alice", "bob")) {
      TABLE.put(item("pk", "USER#" + user, "sk", "PROFILE", "email", user + "@example.com"));
      for (int day = 1; day <= 5; day++) {
        TABLE.put(
            item(
                "pk",
                "USER#" + user,
                "sk",
                "ORDER#2026-11-0%d#%s-%d".formatted(day, user, day),
                "total",
                day * 10,
                "state",
                day < 4 ? "delivered" : "open"));
      }
    }
  }

  @Test
  void aUserIsReadByItsKey() {
    assertThat(TABLE.get(item("pk", "USER#alice", "sk", "PROFILE")))
        .containsEntry("email", s("alice@example.com"));
  }

  @Test
  void aUserAndItsOrdersAreReadAtOnce() {
    QueryResponse all =
        TABLE.query(
            query ->
                query
                    .keyConditionExpression("pk = :user")
                    .expressionAttributeValues(Map.of(":user", s("USER#alice"))));
    assertThat(all.count()).isEqualTo(6);
    assertThat(all.items().getLast()).containsEntry("sk", s("PROFILE"));
    assertThat(all.items()).allMatch(found -> found.get("pk").s().equals("USER#alice"));
  }

  @Test
  void theLatestOrdersComeFirst() {
    QueryResponse latest =
        TABLE.query(
            query ->
                query
                    .keyConditionExpression("pk = :user AND begins_with(sk, :order)")
                    .expressionAttributeValues(
                        Map.of(":user", s("USER#bob"), ":order", s("ORDER#")))
                    .scanIndexForward(false)
                    .limit(2));
    assertThat(latest.items())
        .extracting(order -> order.get("sk").s())
        .containsExactly("ORDER#2026-11-05#bob-5", "ORDER#2026-11-04#bob-4");
    assertThat(latest.lastEvaluatedKey())
        .isEqualTo(item("pk", "USER#bob", "sk", "ORDER#2026-11-04#bob-4"));
  }

  @Test
  void theOrdersOfAMonthAreARange() {
    QueryResponse some =
        TABLE.query(
            query ->
                query
                    .keyConditionExpression("pk = :user AND sk BETWEEN :from AND :to")
                    .filterExpression("#state = :open")
                    .projectionExpression("sk, #state")
                    .expressionAttributeNames(Map.of("#state", "state"))
                    .expressionAttributeValues(
                        Map.of(
                            ":user",
                            s("USER#alice"),
                            ":from",
                            s("ORDER#2026-11-02"),
                            ":to",
                            s("ORDER#2026-11-05"),
                            ":open",
                            s("open"))));
    assertThat(some.scannedCount()).isEqualTo(3);
    assertThat(some.items())
        .containsExactly(item("sk", "ORDER#2026-11-04#alice-4", "state", "open"));
  }

  @Test
  void ordersAreReadPageByPage() {
    List<Map<String, AttributeValue>> orders = new ArrayList<>();
    TABLE
        .client()
        .queryPaginator(
            query ->
                query
                    .tableName(TABLE.name())
                    .keyConditionExpression("pk = :user AND begins_with(sk, :order)")
                    .expressionAttributeValues(
                        Map.of(":user", s("USER#alice"), ":order", s("ORDER#")))
                    .limit(2))
        .items()
        .forEach(orders::add);
    assertThat(orders)
        .extracting(order -> order.get("total").n())
        .containsExactly("10", "20", "30", "40", "50");
  }
}

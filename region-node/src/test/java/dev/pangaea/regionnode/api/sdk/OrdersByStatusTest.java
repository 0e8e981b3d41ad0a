package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders by the status that they have, through an index; what has no status is not in it. */
class OrdersByStatusTest {
  @RegisterExtension
  private static final SdkTable TABLE =
      SdkTable.of("customer", "order").global("by-status", "status", "placed");

  @BeforeAll
  static void put() {
    order("alice", "1001", "open", "2026-11-01");
    order("bob", "1002", "open", "2026-11-03");
    order("alice", "1003", "shipped", "2026-11-02");
    order("carol", "1004", "open", "2026-11-02");
    TABLE.put(item("customer", "dora", "order", "1005", "note", "a draft"));
  }

  @Test
  void ordersOfAStatusComeByDate() {
    assertThat(withStatus("open", "2026-11-01")).startsWith("1001", "1004");
    assertThat(withStatus("open", "2026-11-02")).containsExactly("1004", "1002");
    assertThat(withStatus("lost", "2026-11-01")).isEmpty();
  }

  @Test
  void anOrderThatMovesOnMovesInTheIndex() {
    order("eve", "1006", "packed", "2026-11-05");
    assertThat(withStatus("packed", "2026")).containsExactly("1006");
    TABLE
        .client()
        .updateItem(
            update ->
                update
                    .tableName(TABLE.name())
                    .key(item("customer", "eve", "order", "1006"))
                    .updateExpression("SET #status = :sent")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(Map.of(":sent", s("sent"))));
    assertThat(withStatus("packed", "2026")).isEmpty();
    assertThat(withStatus("sent", "2026")).containsExactly("1006");
    TABLE
        .client()
        .updateItem(
            update ->
                update
                    .tableName(TABLE.name())
                    .key(item("customer", "eve", "order", "1006"))
                    .updateExpression("REMOVE #status")
                    .expressionAttributeNames(Map.of("#status", "status")));
    assertThat(withStatus("sent", "2026")).isEmpty();
  }

  @Test
  void theIndexHoldsNoOrderWithoutAStatus() {
    assertThat(
            TABLE
                .client()
                .scanPaginator(scan -> scan.tableName(TABLE.name()).indexName("by-status").limit(2))
                .items())
        .extracting(order -> order.get("order").s())
        .contains("1001", "1002", "1003", "1004")
        .doesNotContain("1005");
  }

  private static void order(String customer, String number, String status, String placed) {
    TABLE.put(item("customer", customer, "order", number, "status", status, "placed", placed));
  }

  private static List<String> withStatus(String status, String since) {
    return TABLE
        .query(
            query ->
                query
                    .indexName("by-status")
                    .keyConditionExpression("#status = :status AND placed >= :since")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(Map.of(":status", s(status), ":since", s(since))))
        .items()
        .stream()
        .map(order -> order.get("order").s())
        .toList();
  }
}

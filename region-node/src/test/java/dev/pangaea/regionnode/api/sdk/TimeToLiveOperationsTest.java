package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.TableForATest.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** UpdateTimeToLive and DescribeTimeToLive. */
class TimeToLiveOperationsTest {
  @Test
  void expiryIsSwitchedOnAndOff() {
    try (TableForATest table = new TableForATest()) {
      assertThat(describe(table).timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
      assertRefused(() -> update(table, false, "expires"), "TimeToLive is already disabled");

      update(table, true, "expires");
      assertThat(describe(table).timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
      assertThat(describe(table).attributeName()).isEqualTo("expires");
      assertRefused(() -> update(table, true, "expires"), "TimeToLive is already enabled");
      assertThat(SdkTable.refusal(() -> update(table, true, "other")))
          .startsWith("TimeToLive is active on a different AttributeName");

      update(table, false, "expires");
      assertThat(describe(table).timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
      assertThat(describe(table).attributeName()).isNull();
    }
  }

  @Test
  void itemsGoOnceTheirTimeIsUpAndNoOthers() {
    try (TableForATest table = new TableForATest()) {
      long now = Instant.now().getEpochSecond();
      put(table, "before", AttributeValue.fromN(Long.toString(now - 60)));
      put(table, "later", AttributeValue.fromN(Long.toString(now + 3600)));
      put(table, "text", AttributeValue.fromS(Long.toString(now - 60)));
      put(table, "long-ago", AttributeValue.fromN(Long.toString(now - 6L * 366 * 86_400)));
      update(table, true, "expires");
      put(table, "soon", AttributeValue.fromN(Long.toString(now + 2)));
      put(table, "at-once", AttributeValue.fromN(Long.toString(now - 1)));
      awaitKeys(table, Set.of("later", "text", "long-ago"));
    }
  }

  private static void awaitKeys(TableForATest table, Set<String> wanted) {
    long bound = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Set<String> there = keys(table);
    while (!there.equals(wanted)) {
      assertThat(System.nanoTime()).as("waited 20 s, and there is %s", there).isLessThan(bound);
      there = keys(table);
    }
  }

  private static void put(TableForATest table, String key, AttributeValue until) {
    client()
        .putItem(
            put ->
                put.tableName(table.name())
                    .item(Map.of("p", AttributeValue.fromS(key), "expires", until)));
  }

  private static Set<String> keys(TableForATest table) {
    return client().scan(scan -> scan.tableName(table.name()).consistentRead(true)).items().stream()
        .map(item -> item.get("p").s())
        .collect(Collectors.toSet());
  }

  @Test
  void aTableThatIsNotThereIsNotFound() {
    assertThatThrownBy(
            () -> client().describeTimeToLive(describe -> describe.tableName("never-made")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private static void update(TableForATest table, boolean enabled, String attribute) {
    client()
        .updateTimeToLive(
            update ->
                update
                    .tableName(table.name())
                    .timeToLiveSpecification(
                        wanted -> wanted.enabled(enabled).attributeName(attribute)));
  }

  private static TimeToLiveDescription describe(TableForATest table) {
    return client()
        .describeTimeToLive(describe -> describe.tableName(table.name()))
        .timeToLiveDescription();
  }
}

package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.TableForATest.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
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

package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.TableForATest.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What tools ask of a table beside DescribeTable: each answer is that there is none of it. */
@DisabledIfSystemProperty(named = "pangaea.endpoint", matches = ".+")
class DisabledFeaturesTest {
  private static final String MISSING = "never-made";

  @RegisterExtension
  private static final SdkTable TABLE =
      SdkTable.sorted().local("by-l", "l").global("by-g", "g", "s");

  @Test
  void nobodyCountsKeys() {
    assertThat(
            client()
                .describeContributorInsights(
                    describe -> describe.tableName(TABLE.name()).indexName("by-g"))
                .contributorInsightsStatus())
        .isEqualTo(ContributorInsightsStatus.DISABLED);
    assertThat(
            client()
                .describeContributorInsights(describe -> describe.tableName(TABLE.name()))
                .indexName())
        .isNull();
    assertThatThrownBy(
            () ->
                client()
                    .describeContributorInsights(
                        describe -> describe.tableName(TABLE.name()).indexName("by-l")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(
            client()
                .listContributorInsights(list -> list.tableName(TABLE.name()).maxResults(1))
                .contributorInsightsSummaries())
        .isEmpty();
    assertThatThrownBy(() -> client().listContributorInsights(list -> list.tableName(MISSING)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void noTableGoesToKinesis() {
    var described =
        client().describeKinesisStreamingDestination(describe -> describe.tableName(TABLE.name()));
    assertThat(described.tableName()).isEqualTo(TABLE.name());
    assertThat(described.kinesisDataStreamDestinations()).isEmpty();
  }

  @Test
  void aTableOfOneRegionIsNoGlobalTable() {
    assertThatThrownBy(
            () ->
                client()
                    .describeTableReplicaAutoScaling(describe -> describe.tableName(TABLE.name())))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Global table with name: '" + TABLE.name() + "' does not exist.");
  }
}

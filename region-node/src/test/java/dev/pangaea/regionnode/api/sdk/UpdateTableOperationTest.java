package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.TableForATest.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class UpdateTableOperationTest {
  @Test
  void capacityIsProvisionedRaisedLoweredAndLetGo() {
    try (TableForATest table = new TableForATest()) {
      client()
          .updateTable(
              update ->
                  update
                      .tableName(table.name())
                      .billingMode(BillingMode.PROVISIONED)
                      .provisionedThroughput(
                          units -> units.readCapacityUnits(5L).writeCapacityUnits(6L)));
      TableDescription provisioned = table.awaitActive();
      assertThat(provisioned.provisionedThroughput().readCapacityUnits()).isEqualTo(5);
      assertThat(provisioned.provisionedThroughput().writeCapacityUnits()).isEqualTo(6);
      assertThat(provisioned.billingModeSummary().billingMode()).isEqualTo(BillingMode.PROVISIONED);

      capacity(table, 7, 2);
      TableDescription changed = table.awaitActive();
      assertThat(changed.provisionedThroughput().readCapacityUnits()).isEqualTo(7);
      assertThat(changed.provisionedThroughput().writeCapacityUnits()).isEqualTo(2);

      client()
          .updateTable(
              update -> update.tableName(table.name()).billingMode(BillingMode.PAY_PER_REQUEST));
      TableDescription onDemand = table.awaitActive();
      assertThat(onDemand.provisionedThroughput().readCapacityUnits()).isZero();
      assertThat(onDemand.billingModeSummary().billingMode())
          .isEqualTo(BillingMode.PAY_PER_REQUEST);
      assertThat(onDemand.billingModeSummary().lastUpdateToPayPerRequestDateTime()).isNotNull();
    }
  }

  @Test
  void theSameCapacityAgainIsRefused() {
    try (TableForATest table = new TableForATest()) {
      client()
          .updateTable(
              update ->
                  update
                      .tableName(table.name())
                      .billingMode(BillingMode.PROVISIONED)
                      .provisionedThroughput(
                          units -> units.readCapacityUnits(5L).writeCapacityUnits(6L)));
      table.awaitActive();
      assertThat(SdkTable.refusal(() -> capacity(table, 5, 6)))
          .contains("equals the current value");
    }
  }

  @Test
  void theSameBillingModeAgainChangesNothing() {
    try (TableForATest table = new TableForATest()) {
      client()
          .updateTable(
              update -> update.tableName(table.name()).billingMode(BillingMode.PAY_PER_REQUEST));
      assertThat(table.awaitActive().billingModeSummary().billingMode())
          .isEqualTo(BillingMode.PAY_PER_REQUEST);
    }
  }

  @Test
  void aStreamIsSwitchedOnAndOffAndKeepsItsLastName() {
    try (TableForATest table = new TableForATest()) {
      stream(table, StreamViewType.NEW_IMAGE);
      TableDescription streaming = table.awaitActive();
      assertThat(streaming.streamSpecification().streamViewType())
          .isEqualTo(StreamViewType.NEW_IMAGE);
      assertThat(streaming.latestStreamArn())
          .isEqualTo(streaming.tableArn() + "/stream/" + streaming.latestStreamLabel());
      assertThat(SdkTable.refusal(() -> stream(table, StreamViewType.KEYS_ONLY)))
          .startsWith("Table already has an enabled stream");

      noStream(table);
      TableDescription quiet = table.awaitActive();
      assertThat(quiet.streamSpecification()).isNull();
      assertThat(quiet.latestStreamLabel()).isEqualTo(streaming.latestStreamLabel());
      assertThat(SdkTable.refusal(() -> noStream(table)))
          .startsWith("Table has no stream to disable");
    }
  }

  @Test
  void aProtectedTableIsNotDeleted() {
    try (TableForATest table = new TableForATest()) {
      protect(table, true);
      assertThat(table.describe().deletionProtectionEnabled()).isTrue();
      assertRefused(
          () -> client().deleteTable(delete -> delete.tableName(table.name())),
          "Resource cannot be deleted as it is currently protected against deletion. Disable"
              + " deletion protection first.");
      protect(table, false);
      assertThat(table.describe().deletionProtectionEnabled()).isFalse();
    }
  }

  @Test
  void aTableIsNamedByItsArnAsWell() {
    try (TableForATest table = new TableForATest()) {
      String arn = table.arn();
      client().updateTable(update -> update.tableName(arn).deletionProtectionEnabled(false));
      assertThat(client().describeTable(describe -> describe.tableName(arn)).table().tableName())
          .isEqualTo(table.name());
    }
  }

  @Test
  void aTableThatIsNotThereIsNotFound() {
    assertThatThrownBy(
            () ->
                client()
                    .updateTable(
                        update -> update.tableName("never-made").deletionProtectionEnabled(true)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private static void capacity(TableForATest table, long read, long write) {
    client()
        .updateTable(
            update ->
                update
                    .tableName(table.name())
                    .provisionedThroughput(
                        units -> units.readCapacityUnits(read).writeCapacityUnits(write)));
  }

  private static void stream(TableForATest table, StreamViewType viewType) {
    client()
        .updateTable(
            update ->
                update
                    .tableName(table.name())
                    .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(viewType)));
  }

  private static void noStream(TableForATest table) {
    client()
        .updateTable(
            update ->
                update
                    .tableName(table.name())
                    .streamSpecification(stream -> stream.streamEnabled(false)));
  }

  private static void protect(TableForATest table, boolean wanted) {
    client()
        .updateTable(update -> update.tableName(table.name()).deletionProtectionEnabled(wanted));
  }
}

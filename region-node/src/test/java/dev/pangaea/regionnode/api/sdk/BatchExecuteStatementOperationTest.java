package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.key;
import static dev.pangaea.regionnode.api.sdk.SdkTable.n;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

class BatchExecuteStatementOperationTest {
  @RegisterExtension private static final SdkTable TABLE = SdkTable.plain();
  @RegisterExtension private static final SdkTable OTHER = SdkTable.plain();

  @BeforeEach
  void seed() {
    TABLE.put(item("p", "a", "x", 1));
    OTHER.put(item("p", "a", "y", 2));
  }

  @Test
  void readsItemsOfSeveralTables() {
    List<BatchStatementResponse> responses =
        execute(
                "SELECT x FROM \"%1$s\" WHERE p = 'a'",
                "SELECT * FROM \"%1$s\" WHERE p = 'nobody'", "SELECT * FROM \"%2$s\" WHERE p = 'a'")
            .responses();
    assertThat(responses)
        .extracting(BatchStatementResponse::tableName)
        .containsExactly(TABLE.name(), TABLE.name(), OTHER.name());
    assertThat(responses.get(0).item()).isEqualTo(item("x", 1));
    assertThat(responses.get(1).hasItem()).isFalse();
    assertThat(responses.get(2).item()).isEqualTo(item("p", "a", "y", 2));
  }

  @Test
  void writesEachOnItsOwn() {
    TABLE.client().deleteItem(delete -> delete.tableName(TABLE.name()).key(key("new")));
    List<BatchStatementResponse> responses =
        execute(
                "INSERT INTO \"%1$s\" VALUE {'p': 'new', 'x': 7}",
                "INSERT INTO \"%1$s\" VALUE {'p': 'a'}",
                "UPDATE \"%2$s\" SET y = y + 1 WHERE p = 'a' RETURNING ALL NEW *",
                "UPDATE \"%2$s\" SET y = 1 WHERE p = 'nobody'",
                "DELETE FROM \"%2$s\" WHERE p = 'gone'")
            .responses();
    assertThat(responses)
        .extracting(response -> response.error() == null ? null : response.error().code())
        .containsExactly(
            null,
            BatchStatementErrorCodeEnum.DUPLICATE_ITEM,
            null,
            BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED,
            null);
    assertThat(responses.get(1).tableName()).isEqualTo(TABLE.name());
    assertThat(responses.get(2).item()).isEqualTo(item("p", "a", "y", 3));
    assertThat(TABLE.get(key("new"))).isEqualTo(item("p", "new", "x", 7));
  }

  @Test
  void aStatementThatCannotBeExecutedFailsAlone() {
    List<BatchStatementResponse> responses =
        execute(
                "SLECT * FROM \"%1$s\"",
                "SELECT * FROM \"%1$s\" WHERE p = 'a'",
                "SELECT * FROM \"no-such-table\" WHERE p = 'a'",
                "SELECT * FROM \"%1$s\" WHERE x = 1")
            .responses();
    assertThat(responses)
        .extracting(response -> response.error() == null ? null : response.error().codeAsString())
        .containsExactly("ValidationError", null, "ResourceNotFound", "ValidationError");
    assertThat(responses.get(1).item()).isEqualTo(item("p", "a", "x", 1));
    assertThat(responses.get(0).tableName()).isNull();
  }

  @Test
  void tellsTheItemThatAConditionFailedOn() {
    BatchStatementResponse response =
        TABLE
            .client()
            .batchExecuteStatement(
                batch ->
                    batch.statements(
                        BatchStatementRequest.builder()
                            .statement(
                                "DELETE FROM \"%s\" WHERE p = ? AND x = ?".formatted(TABLE.name()))
                            .parameters(s("a"), n(2))
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                            .build()))
            .responses()
            .getFirst();
    assertThat(response.error().item()).isEqualTo(item("p", "a", "x", 1));
  }

  @Test
  void refusesMixturesAndItemsThatComeTwice() {
    assertRefused(
        () -> execute("SELECT * FROM \"%1$s\" WHERE p='a'", "DELETE FROM \"%1$s\" WHERE p='b'"),
        "Read and write requests together in the same batch is not supported.");
    assertRefused(
        () -> execute("DELETE FROM \"%1$s\" WHERE p='b'", "DELETE FROM \"%1$s\" WHERE p='b'"),
        "Provided list of item keys contains duplicates");
  }

  @Test
  void refusesMixturesOfStatementsThatAreRefusedThemselves() {
    assertRefused(
        () ->
            execute(
                "SELECT * FROM \"%1$s\" WHERE p='a' AND x IN []",
                "UPDATE \"%1$s\" SET x=MISSING WHERE p='b'"),
        "Read and write requests together in the same batch is not supported.");
  }

  @Test
  void refusesTheStatementAloneWhoseParameterIsNoValue() {
    assumeFalse(Endpoint.isForeign(), "DynamoDB Local refuses all of the batch");
    List<BatchStatementResponse> responses =
        TABLE
            .client()
            .batchExecuteStatement(
                batch ->
                    batch.statements(
                        statement("SELECT x FROM \"%1$s\" WHERE p = 'a' AND x = ?").toBuilder()
                            .parameters(AttributeValue.fromN("1e99999999999"))
                            .build(),
                        statement("SELECT x FROM \"%1$s\" WHERE p = 'a'")))
            .responses();
    assertThat(responses.get(0).error().message())
        .isEqualTo("The parameter cannot be converted to a numeric value: 1e99999999999");
    assertThat(responses.get(1).item()).isEqualTo(item("x", 1));
  }

  @Test
  void refusesNoneAndTooMany() {
    assumeFalse(Endpoint.isForeign(), "DynamoDB Local words it otherwise");
    assertRefused(
        () -> execute(),
        "1 validation error detected: Value '[]' at 'statements' failed to satisfy constraint:"
            + " Member must have length greater than or equal to 1");
    assertRefused(
        () ->
            execute(
                Collections.nCopies(26, "SELECT * FROM \"%1$s\" WHERE p='a'")
                    .toArray(String[]::new)),
        "1 validation error detected: Value '[...]' at 'statements' failed to satisfy constraint:"
            + " Member must have length less than or equal to 25");
  }

  @Test
  void tellsTheCapacityOfWhatSucceeded() {
    assumeFalse(Endpoint.isForeign(), "DynamoDB Local tells none");
    BatchExecuteStatementResponse response =
        TABLE
            .client()
            .batchExecuteStatement(
                batch ->
                    batch
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .statements(
                            statement("SELECT * FROM \"%1$s\" WHERE p = 'a'").toBuilder()
                                .consistentRead(true)
                                .build(),
                            statement("SELECT * FROM \"%1$s\" WHERE p = 'nobody'"),
                            statement("SELECT * FROM \"%1$s\" WHERE x = 1")));
    assertThat(response.consumedCapacity()).hasSize(1);
    assertThat(response.consumedCapacity().getFirst().capacityUnits()).isEqualTo(1.5);
  }

  private static BatchExecuteStatementResponse execute(String... statements) {
    return TABLE
        .client()
        .batchExecuteStatement(
            batch ->
                batch.statements(
                    Arrays.stream(statements)
                        .map(BatchExecuteStatementOperationTest::statement)
                        .toList()));
  }

  private static BatchStatementRequest statement(String text) {
    return BatchStatementRequest.builder()
        .statement(text.formatted(TABLE.name(), OTHER.name()))
        .build();
  }
}

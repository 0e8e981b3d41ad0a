package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.key;
import static dev.pangaea.regionnode.api.sdk.SdkTable.n;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class ExecuteTransactionOperationTest {
  @RegisterExtension private static final SdkTable TABLE = SdkTable.plain();

  @RegisterExtension
  private static final SdkTable SORTED = SdkTable.sorted().global("byOwner", "owner", "s");

  @BeforeEach
  void seed() {
    TABLE.put(item("p", "a", "x", 1));
    TABLE.put(item("p", "b", "x", 2));
    TABLE.client().deleteItem(delete -> delete.tableName(TABLE.name()).key(key("new")));
  }

  @Test
  void writesAllTogether() {
    execute(
        "INSERT INTO \"%1$s\" VALUE {'p': 'new'}",
        "UPDATE \"%1$s\" SET x = x + 1 WHERE p = 'a'",
        "DELETE FROM \"%1$s\" WHERE p = 'b' AND x = 2");
    assertThat(TABLE.get(key("new"))).isEqualTo(item("p", "new"));
    assertThat(TABLE.get(key("a"))).isEqualTo(item("p", "a", "x", 2));
    assertThat(TABLE.get(key("b"))).isEmpty();
  }

  @Test
  void writesIfWhatItDependsOnIsSo() {
    execute(
        "EXISTS(SELECT * FROM \"%1$s\" WHERE p = 'b' AND y IS MISSING)",
        "UPDATE \"%1$s\" SET x = 9 WHERE p = 'a'");
    assertThat(TABLE.get(key("a"))).isEqualTo(item("p", "a", "x", 9));
  }

  @Test
  void readsAllTogether() {
    List<ItemResponse> responses =
        execute(
                "SELECT * FROM \"%1$s\" WHERE p = 'a'",
                "SELECT x FROM \"%1$s\" WHERE p = 'b'", "SELECT x FROM \"%1$s\" WHERE p = 'nobody'")
            .responses();
    assertThat(responses.get(0).item()).isEqualTo(item("p", "a", "x", 1));
    assertThat(responses.get(1).item()).isEqualTo(item("x", 2));
    assertThat(responses.get(2).hasItem()).isFalse();
  }

  @Test
  void writesNothingIfAConditionFails() {
    TransactionCanceledException cancelled =
        cancelled(
            statement("INSERT INTO \"%1$s\" VALUE {'p': 'new'}"),
            statement("EXISTS(SELECT * FROM \"%1$s\" WHERE p = 'b' AND x = 7)"),
            statement("UPDATE \"%1$s\" SET x = 5 WHERE p = 'a' AND x = 7").toBuilder()
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build(),
            statement("UPDATE \"%1$s\" SET x = 5 WHERE p = 'nobody'"));
    assertThat(cancelled.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly(
            "None", "ConditionalCheckFailed", "ConditionalCheckFailed", "ConditionalCheckFailed");
    assertThat(cancelled.cancellationReasons().get(2).item()).isEqualTo(item("p", "a", "x", 1));
    assertThat(TABLE.get(key("new"))).isEmpty();
  }

  @Test
  void anItemThatIsThereCancelsItsInsertion() {
    TransactionCanceledException cancelled =
        cancelled(
            statement("INSERT INTO \"%1$s\" VALUE {'p': 'a'}"),
            statement("INSERT INTO \"%1$s\" VALUE {'p': 'new'}"));
    CancellationReason reason = cancelled.cancellationReasons().getFirst();
    assertThat(reason.message()).isEqualTo("Duplicate primary key exists in table");
    if (!Endpoint.isForeign()) {
      assertThat(reason.code()).isEqualTo("DuplicateItem");
    }
    assertThat(TABLE.get(key("new"))).isEmpty();
  }

  @Test
  void happensOnceForEachToken() {
    String token = UUID.randomUUID().toString();
    for (int time = 0; time < 2; time++) {
      withToken(token, "UPDATE \"%1$s\" SET x = x + 1 WHERE p = 'a'");
    }
    assertThat(TABLE.get(key("a")).get("x")).isEqualTo(n(2));
    assertThatThrownBy(() -> withToken(token, "UPDATE \"%1$s\" SET x = x + 2 WHERE p = 'a'"))
        .isInstanceOf(IdempotentParameterMismatchException.class);
  }

  @Test
  void refusesWhatNoTransactionTakes() {
    refused(
        "Validation failed in TransactStatements[1]: RETURNING clause is not supported in"
            + " ExecuteTransaction.",
        "DELETE FROM \"%1$s\" WHERE p = 'b'",
        "UPDATE \"%1$s\" SET x = 1 WHERE p = 'a' RETURNING ALL NEW *");
    refused(
        "Validation failed in TransactStatements[0]: Reads on indices are not supported within"
            + " transactions.",
        "SELECT * FROM \"%2$s\".byOwner WHERE owner = 'o'");
    refused(
        "Validation failed in TransactStatements[0]: Select statements within ExecuteTransaction"
            + " must specify the primary key in the where clause.",
        "SELECT * FROM \"%1$s\" WHERE x = 1");
    refused(
        "Validation failed in TransactStatements[0]: EXISTS() must contain a single item read with"
            + " additional condition",
        "EXISTS(SELECT * FROM \"%1$s\" WHERE p = 'a')",
        "DELETE FROM \"%1$s\" WHERE p = 'b'");
    refused(
        "ExecuteTransaction API does not support both read and write operations in the same"
            + " request.",
        "SELECT * FROM \"%1$s\" WHERE p = 'a'",
        "DELETE FROM \"%1$s\" WHERE p = 'b'");
    refused(
        "Transaction request cannot include multiple operations on one item",
        "DELETE FROM \"%1$s\" WHERE p = 'b'",
        "DELETE FROM \"%1$s\" WHERE p = 'b'");
    assertThatThrownBy(() -> execute("SELECT * FROM \"no-such-table\" WHERE p = 'a'"))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void tellsWhichTextIsNoStatement() {
    assumeFalse(Endpoint.isForeign(), "DynamoDB Local does not tell which");
    refused(
        "Validation failed in TransactStatements[1]: Statement wasn't well formed, can't be"
            + " processed: Unexpected term",
        "SELECT * FROM \"%1$s\" WHERE p = 'a'",
        "SELECT * FROM \"%1$s\" WHERE");
  }

  @Test
  void tellsTwiceTheCapacityOfPlainStatements() {
    assumeFalse(Endpoint.isForeign(), "DynamoDB Local tells none");
    List<ConsumedCapacity> used =
        TABLE
            .client()
            .executeTransaction(
                request ->
                    request
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .transactStatements(statement("DELETE FROM \"%1$s\" WHERE p = 'b'")))
            .consumedCapacity();
    assertThat(used.getFirst().writeCapacityUnits()).isEqualTo(2.0);
  }

  private static void refused(String message, String... statements) {
    assertRefused(() -> execute(statements), message);
  }

  private static TransactionCanceledException cancelled(ParameterizedStatement... statements) {
    return catchThrowableOfType(
        TransactionCanceledException.class,
        () -> TABLE.client().executeTransaction(request -> request.transactStatements(statements)));
  }

  private static void withToken(String token, String statement) {
    TABLE
        .client()
        .executeTransaction(
            request -> request.clientRequestToken(token).transactStatements(statement(statement)));
  }

  private static ExecuteTransactionResponse execute(String... statements) {
    return TABLE
        .client()
        .executeTransaction(
            request ->
                request.transactStatements(
                    Arrays.stream(statements)
                        .map(ExecuteTransactionOperationTest::statement)
                        .toList()));
  }

  private static ParameterizedStatement statement(String text) {
    return ParameterizedStatement.builder()
        .statement(text.formatted(TABLE.name(), SORTED.name()))
        .build();
  }
}

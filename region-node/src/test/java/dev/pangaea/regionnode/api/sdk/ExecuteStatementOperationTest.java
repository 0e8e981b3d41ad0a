package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.key;
import static dev.pangaea.regionnode.api.sdk.SdkTable.n;
import static dev.pangaea.regionnode.api.sdk.SdkTable.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

class ExecuteStatementOperationTest {
  @RegisterExtension private static final SdkTable TABLE = SdkTable.plain();

  @RegisterExtension
  private static final SdkTable SORTED =
      SdkTable.sorted().global("byOwner", "owner", "s").local("byName", "name", "extra");

  @BeforeEach
  void seed() {
    TABLE.put(
        item(
            "p",
            "a",
            "x",
            1,
            "m",
            AttributeValue.fromM(Map.of("y", s("deep"), "z", n(2))),
            "l",
            AttributeValue.fromL(List.of(n(1), s("two"))),
            "ss",
            AttributeValue.fromSs(List.of("r", "s")),
            "none",
            AttributeValue.fromNul(true)));
    for (int number = 0; number < 5; number++) {
      SORTED.put(
          item(
              "p",
              "many",
              "s",
              number,
              "owner",
              "o" + number % 2,
              "name",
              "n" + number,
              "x",
              number * 10));
    }
    SORTED.put(item("p", "few", "s", 1));
  }

  @Test
  void selectsAnItemByItsKey() {
    assertThat(select(TABLE, "SELECT * FROM %s WHERE p = 'a' AND x = 1")).hasSize(1);
    assertThat(select(TABLE, "SELECT * FROM %s WHERE p = 'a' AND x = 2")).isEmpty();
    assertThat(select(TABLE, "SELECT * FROM %s WHERE p = 'nobody'")).isEmpty();
    assertThat(select(SORTED, "SELECT x FROM %s WHERE p = 'many' AND s = 3"))
        .containsExactly(item("x", 30));
  }

  @Test
  void tellsWhatIsAtPathsUnderTheirLastNames() {
    assertThat(select(TABLE, "SELECT m.y, l[1], absent FROM %s WHERE p = 'a'"))
        .containsExactly(item("y", "deep", "l[1]", "two"));
    assertRefused(
        () -> select(TABLE, "SELECT x, x FROM %s WHERE p = 'a'"),
        "Duplicate identifiers in select clause: x");
  }

  @Test
  void selectsByConditions() {
    assertThat(sorts("p = 'many' AND s > 1 AND s < 4")).containsExactly(2L, 3L);
    assertThat(sorts("p = 'many' AND s BETWEEN 1 AND 2")).containsExactly(1L, 2L);
    assertThat(sorts("p = 'many' AND s IN [1, 3]")).containsExactly(1L, 3L);
    assertThat(sorts("p = 'many' AND s <> 1 AND NOT x > 20")).containsExactly(0L, 2L);
    assertThat(sorts("p = 'many' AND (x = 0 OR begins_with(name, 'n4'))")).containsExactly(0L, 4L);
    assertThat(sorts("p = 'many' AND x IS MISSING")).isEmpty();
    assertThat(sorts("x IS NOT MISSING AND size(name) = 2 AND contains(name, '3')"))
        .containsExactly(3L);
    assertThat(sorts("p = 'many' AND attribute_type(x, 'N') AND x != 0"))
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(sorts("p IN ['few', 'many'] AND s = 1")).containsExactly(1L, 1L);
    assertThat(select(TABLE, "SELECT p FROM %s WHERE none IS NULL")).hasSize(1);
    assertThat(select(TABLE, "SELECT p FROM %s WHERE p = 'a' AND ss = <<'s', 'r'>>")).hasSize(1);
    assertThat(select(TABLE, "SELECT p FROM %s WHERE p = 'a' AND m = {'y': 'deep', 'z': 2}"))
        .hasSize(1);
  }

  @Test
  void takesParameters() {
    assertThat(execute(SORTED, "SELECT s FROM %s WHERE p = ? AND s = ?", s("many"), n(2)).items())
        .containsExactly(item("s", 2));
    assertRefused(
        () -> execute(SORTED, "SELECT s FROM %s WHERE p = ?"),
        "Number of parameters in request and statement don't match.");
  }

  @Test
  void ordersByKeys() {
    assumeFalse(Endpoint.isForeign(), "DynamoDB Local fails on DESC");
    assertThat(sorts("p = 'many' ORDER BY s DESC")).containsExactly(4L, 3L, 2L, 1L, 0L);
    assertThat(sorts("p = 'many' ORDER BY s")).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(sorts("p IN ['many', 'few'] ORDER BY p DESC, s ASC"))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 1L);
    assertRefused(
        () -> sorts("x = 1 ORDER BY s"),
        "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY"
            + " clause.");
    assertRefused(
        () -> sorts("p = 'many' ORDER BY x"),
        "Attribute x in ORDER BY clause must be part of the primary key");
  }

  @Test
  void goesOnWhereAPageEnded() {
    String statement = "SELECT s FROM \"%s\" WHERE p IN ['many', 'few']".formatted(SORTED.name());
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    String token = null;
    do {
      String last = token;
      ExecuteStatementResponse page =
          SORTED
              .client()
              .executeStatement(request -> request.statement(statement).limit(2).nextToken(last));
      assertThat(page.items().size()).isLessThanOrEqualTo(2);
      found.addAll(page.items());
      token = page.nextToken();
    } while (token != null);
    assertThat(found)
        .extracting(item -> item.get("s").n())
        .containsExactly("1", "0", "1", "2", "3", "4");
  }

  @Test
  void refusesTokensOfOtherStatements() {
    assumeFalse(Endpoint.isForeign(), "DynamoDB Local does not look");
    String token =
        SORTED
            .client()
            .executeStatement(
                request ->
                    request
                        .statement("SELECT s FROM \"%s\" WHERE p='many'".formatted(SORTED.name()))
                        .limit(1))
            .nextToken();
    assertRefused(
        () -> page("SELECT s FROM \"%s\" WHERE p='few'", token),
        "NextToken does not match request");
    assertRefused(() -> page("SELECT s FROM \"%s\" WHERE p='many'", "bm8="), "Invalid NextToken");
    assertRefused(() -> page("SELECT s FROM \"%s\" WHERE p='many'", "?"), "Invalid NextToken");
  }

  @Test
  void selectsFromIndexes() {
    assertThat(select(SORTED, "SELECT s FROM %s.byOwner WHERE owner = 'o1'"))
        .containsExactly(item("s", 1), item("s", 3));
    assertThat(select(SORTED, "SELECT x FROM %s.byName WHERE p = 'many' AND name = 'n2'"))
        .containsExactly(item("x", 20));
    assertThat(select(SORTED, "SELECT * FROM %s.byName WHERE p = 'many' AND name = 'n2'"))
        .containsExactly(item("p", "many", "s", 2, "name", "n2"));
    assertRefused(
        () -> select(SORTED, "SELECT * FROM %s.nowhere WHERE p = 'many'"),
        "The table does not have the specified index");
  }

  @Test
  void insertsWhatIsNotThereYet() {
    String insert =
        "INSERT INTO %s VALUE {'p': 'in', 'n': -1.5e2, 't': 'it''s', 'b': true, 'nil': NULL,"
            + " 'l': [1, 'a', {'k': <<1, 2>>}], 's': <<'a'>>}";
    TABLE.client().deleteItem(delete -> delete.tableName(TABLE.name()).key(key("in")));
    assertThat(execute(TABLE, insert).items()).isEmpty();
    assertThat(TABLE.get(key("in")))
        .isEqualTo(
            item(
                "p",
                "in",
                "n",
                -150,
                "t",
                "it's",
                "b",
                AttributeValue.fromBool(true),
                "nil",
                AttributeValue.fromNul(true),
                "l",
                AttributeValue.fromL(
                    List.of(
                        n(1),
                        s("a"),
                        AttributeValue.fromM(
                            Map.of("k", AttributeValue.fromNs(List.of("1", "2")))))),
                "s",
                AttributeValue.fromSs(List.of("a"))));
    DynamoDbException twice =
        catchThrowableOfType(DynamoDbException.class, () -> execute(TABLE, insert));
    assertThat(twice.awsErrorDetails().errorCode()).startsWith("DuplicateItem");
    assertThat(twice.awsErrorDetails().errorMessage())
        .isEqualTo("Duplicate primary key exists in table");
  }

  @Test
  void updatesWhatIsThere() {
    execute(
        TABLE,
        "UPDATE %s SET x = x + 1 SET m.y = ?, l = list_append(l, [3]) SET ss = set_add(ss, <<'t'>>)"
            + " REMOVE m.z WHERE p = 'a' AND x = 1",
        s("new"));
    execute(TABLE, "UPDATE %s SET ss = set_delete(ss, <<'r'>>) WHERE p = 'a'");
    assertThat(TABLE.get(key("a")))
        .isEqualTo(
            item(
                "p",
                "a",
                "x",
                2,
                "m",
                AttributeValue.fromM(Map.of("y", s("new"))),
                "l",
                AttributeValue.fromL(List.of(n(1), s("two"), n(3))),
                "ss",
                AttributeValue.fromSs(List.of("s", "t")),
                "none",
                AttributeValue.fromNul(true)));
  }

  @Test
  void updatesAlsoWithTheTableFirst() {
    execute(TABLE, "FROM %s WHERE p = 'a' AND x = 1 SET x = 9 REMOVE l");
    assertThat(TABLE.get(key("a"))).containsEntry("x", n(9)).doesNotContainKey("l");
  }

  @Test
  void asksOfWhatTypeAValueIs() {
    assertThat(select(TABLE, "SELECT x FROM %s WHERE p = 'a' AND x IS NUMERIC AND m IS STRUCT"))
        .hasSize(1);
    assertThat(select(TABLE, "SELECT x FROM %s WHERE p = 'a' AND x IS STRING")).isEmpty();
    assertThat(select(TABLE, "SELECT x FROM %s WHERE p = 'a' AND attribute_exists(x) = FALSE"))
        .isEmpty();
  }

  @Test
  void updatesNothingThatIsNotThereOrNotAsItSays() {
    assertThatThrownBy(() -> execute(TABLE, "UPDATE %s SET x = 1 WHERE p = 'nobody'"))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(TABLE.get(key("nobody"))).isEmpty();
    ConditionalCheckFailedException failed =
        catchThrowableOfType(
            ConditionalCheckFailedException.class,
            () ->
                TABLE
                    .client()
                    .executeStatement(
                        request ->
                            request
                                .statement(
                                    "UPDATE \"%s\" SET x = 5 WHERE p = 'a' AND x = 7"
                                        .formatted(TABLE.name()))
                                .returnValuesOnConditionCheckFailure(
                                    ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    assertThat(failed.item().get("x")).isEqualTo(n(1));
    assertThat(TABLE.get(key("a")).get("x")).isEqualTo(n(1));
  }

  @Test
  void tellsOfWhatItChanged() {
    assertThat(execute(TABLE, "UPDATE %s SET x = 2 WHERE p = 'a' RETURNING MODIFIED OLD *").items())
        .containsExactly(item("x", 1));
    assertThat(execute(TABLE, "UPDATE %s SET x = 3 WHERE p = 'a' RETURNING MODIFIED NEW *").items())
        .containsExactly(item("x", 3));
    assertThat(
            execute(TABLE, "UPDATE %s SET x = 4 WHERE p = 'a' RETURNING ALL OLD *")
                .items()
                .getFirst())
        .containsEntry("x", n(3))
        .containsEntry("p", s("a"));
    assertThat(
            execute(TABLE, "UPDATE %s SET x = 5 WHERE p = 'a' RETURNING ALL NEW *")
                .items()
                .getFirst())
        .containsEntry("x", n(5));
    assertThat(execute(TABLE, "UPDATE %s REMOVE x WHERE p = 'a' RETURNING MODIFIED NEW *").items())
        .isEmpty();
  }

  @Test
  void deletes() {
    TABLE.put(item("p", "gone", "x", 1));
    assertThatThrownBy(() -> execute(TABLE, "DELETE FROM %s WHERE p = 'gone' AND x = 2"))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(
            execute(TABLE, "DELETE FROM %s WHERE p = 'gone' AND x = 1 RETURNING ALL OLD *").items())
        .containsExactly(item("p", "gone", "x", 1));
    assertThat(execute(TABLE, "DELETE FROM %s WHERE p = 'gone' AND x = 1").items()).isEmpty();
    assertRefused(
        () -> execute(TABLE, "DELETE FROM %s WHERE p = 'a' RETURNING ALL NEW *"),
        "Invalid returning clause: RETURNING ALL NEW *. Only RETURNING ALL OLD * is allowed in"
            + " DELETE statements.");
  }

  @Test
  void writesNeedTheWholeKey() {
    String incomplete = "Where clause does not contain a mandatory equality on all key attributes";
    assertRefused(() -> execute(SORTED, "DELETE FROM %s WHERE p = 'many'"), incomplete);
    assertRefused(() -> execute(TABLE, "UPDATE %s SET x = 1 WHERE x = 1"), incomplete);
    assertRefused(() -> execute(TABLE, "UPDATE %s SET x = 1 WHERE p = 'a' OR x = 1"), incomplete);
    assertRefused(
        () -> execute(TABLE, "UPDATE %s SET p = 'b' WHERE p = 'a'"),
        "One or more parameter values were invalid: Cannot update attribute p. This attribute is"
            + " part of the key");
    assertRefused(
        () -> execute(TABLE, "INSERT INTO %s VALUE {'x': 1}"),
        "Key attribute should be present in the item: Key p");
  }

  @Test
  void refusesWhatIsNoStatement() {
    assertThat(SdkTable.refusal(() -> execute(TABLE, "SELECTT * FROM %s")))
        .startsWith("Statement wasn't well formed, can't be processed: ");
    assertThatThrownBy(
            () ->
                TABLE
                    .client()
                    .executeStatement(r -> r.statement("SELECT * FROM \"no-such-table\"")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void refusesNamesThatNoTableHas() {
    assertRefused(
        () -> TABLE.client().executeStatement(r -> r.statement("SELECT * FROM \"no table\"")),
        "Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9',"
            + " '-', '_', '.'.");
  }

  @Test
  void tellsCapacityAsTheOtherOperationsDo() {
    assumeFalse(Endpoint.isForeign(), "DynamoDB Local tells none");
    assertThat(capacity("SELECT * FROM \"%s\" WHERE p = 'a'", false)).isEqualTo(0.5);
    assertThat(capacity("SELECT * FROM \"%s\" WHERE p = 'a'", true)).isEqualTo(1.0);
    assertThat(capacity("DELETE FROM \"%s\" WHERE p = 'nobody'", false)).isEqualTo(1.0);
  }

  private static double capacity(String statement, boolean consistent) {
    return TABLE
        .client()
        .executeStatement(
            request ->
                request
                    .statement(statement.formatted(TABLE.name()))
                    .consistentRead(consistent)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
        .consumedCapacity()
        .capacityUnits();
  }

  private static void page(String statement, String token) {
    SORTED
        .client()
        .executeStatement(
            request -> request.statement(statement.formatted(SORTED.name())).nextToken(token));
  }

  private static List<Long> sorts(String where) {
    return select(SORTED, "SELECT s FROM %s WHERE " + where).stream()
        .map(item -> Long.parseLong(item.get("s").n()))
        .toList();
  }

  private static List<Map<String, AttributeValue>> select(SdkTable table, String statement) {
    return execute(table, statement).items();
  }

  private static ExecuteStatementResponse execute(
      SdkTable table, String statement, AttributeValue... parameters) {
    return table
        .client()
        .executeStatement(
            request ->
                request
                    .statement(statement.formatted("\"" + table.name() + "\""))
                    .parameters(parameters.length == 0 ? null : List.of(parameters)));
  }
}

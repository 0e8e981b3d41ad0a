package dev.pangaea.regionnode.api.sdk;

import static dev.pangaea.regionnode.api.sdk.SdkTable.assertRefused;
import static dev.pangaea.regionnode.api.sdk.SdkTable.item;
import static dev.pangaea.regionnode.api.sdk.SdkTable.n;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Key attributes of a table or an index have nothing inside, whatever asks for it. */
class PathsIntoKeysTest {
  private static final String REFUSAL =
      "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ";

  @RegisterExtension
  private static final SdkTable TABLE = SdkTable.sorted().global("by-g", "g", "s");

  private final Map<String, AttributeValue> key = item("p", "a", "s", 1);

  @Test
  @SuppressWarnings("unchecked")
  void areRefusedInProjections() {
    assertRefused(
        () ->
            TABLE
                .client()
                .getItem(get -> get.tableName(TABLE.name()).key(key).projectionExpression("p.x")),
        REFUSAL + "Key: p");
    assertRefused(
        () ->
            TABLE
                .client()
                .getItem(get -> get.tableName(TABLE.name()).key(key).projectionExpression("g[0]")),
        REFUSAL + "IndexKey: g");
    Map<String, KeysAndAttributes> batch =
        Map.of(
            TABLE.name(),
            KeysAndAttributes.builder().keys(key).projectionExpression("s.x").build());
    assertRefused(
        () -> TABLE.client().batchGetItem(get -> get.requestItems(batch)), REFUSAL + "Key: s");
    assertRefused(
        () ->
            TABLE
                .client()
                .transactGetItems(
                    get ->
                        get.transactItems(
                            one ->
                                one.get(
                                    it ->
                                        it.tableName(TABLE.name())
                                            .key(key)
                                            .projectionExpression("p.x")))),
        REFUSAL + "Key: p");
  }

  @Test
  void areRefusedInConditions() {
    assertRefused(
        () ->
            TABLE
                .client()
                .putItem(
                    put ->
                        put.tableName(TABLE.name())
                            .item(key)
                            .conditionExpression("attribute_not_exists(p.x)")),
        REFUSAL + "Key: p");
    assertRefused(
        () ->
            TABLE
                .client()
                .deleteItem(
                    delete ->
                        delete
                            .tableName(TABLE.name())
                            .key(key)
                            .conditionExpression("attribute_not_exists(g.x)")),
        REFUSAL + "IndexKey: g");
    assertRefused(() -> update("SET v = :v", "attribute_not_exists(s[1])"), REFUSAL + "Key: s");
  }

  @Test
  @SuppressWarnings("unchecked")
  void areRefusedInUpdates() {
    assertRefused(() -> update("SET g.x = :v", "attribute_not_exists(v)"), REFUSAL + "IndexKey: g");
    assertRefused(
        () -> update("SET v = if_not_exists(s.x, :v)", "attribute_not_exists(v)"),
        REFUSAL + "Key: s");
    assertRefused(
        () -> update("SET p.x = :v", "attribute_not_exists(v)"),
        "One or more parameter values were invalid: Cannot update attribute p. This attribute is"
            + " part of the key");
    assertRefused(
        () ->
            TABLE
                .client()
                .transactWriteItems(
                    write ->
                        write.transactItems(
                            one ->
                                one.update(
                                    it ->
                                        it.tableName(TABLE.name())
                                            .key(key)
                                            .updateExpression("SET g.x = :v")
                                            .expressionAttributeValues(Map.of(":v", n(1)))))),
        REFUSAL + "IndexKey: g");
  }

  private void update(String update, String condition) {
    TABLE
        .client()
        .updateItem(
            it ->
                it.tableName(TABLE.name())
                    .key(key)
                    .updateExpression(update)
                    .conditionExpression(condition)
                    .expressionAttributeValues(Map.of(":v", n(1))));
  }
}

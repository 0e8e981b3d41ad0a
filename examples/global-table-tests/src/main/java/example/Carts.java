package example;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The application: carts in a global table. */
public final class Carts {
  public static final String TABLE = "carts";
  public static final String KEY = "cart";

  private final DynamoDbClient region;

  public Carts(DynamoDbClient region) {
    this.region = region;
  }

  public void add(String cart, int items) {
    region.updateItem(
        request ->
            request
                .tableName(TABLE)
                .key(key(cart))
                .updateExpression("ADD #items :more")
                .expressionAttributeNames(Map.of("#items", "items"))
                .expressionAttributeValues(Map.of(":more", AttributeValue.fromN("" + items))));
  }

  public void empty(String cart) {
    region.deleteItem(request -> request.tableName(TABLE).key(key(cart)));
  }

  public int items(String cart) {
    Map<String, AttributeValue> item =
        region.getItem(request -> request.tableName(TABLE).key(key(cart))).item();
    return item.containsKey("items") ? Integer.parseInt(item.get("items").n()) : 0;
  }

  private static Map<String, AttributeValue> key(String cart) {
    return Map.of(KEY, AttributeValue.fromS(cart));
  }
}

package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan.LoadPlan;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.BenchPlan.WirePlan;
import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.QueryPlan;
import dev.pangaea.simulator.workload.RequestPlan;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes the templates of requests for one table at one endpoint. */
record Requests(Target target, WirePlan wire, String table, ItemShape shape) {
  /**
   * Holds for an item that is missing, and for every item of the load: stamps begin with digits.
   */
  private static final String CONDITION =
      """
      ,"ConditionExpression":"attribute_not_exists(%s) OR #d > :least",\
      "ExpressionAttributeNames":{"#d":"%s"},"ExpressionAttributeValues":{":least":{"S":"0"}}"""
          .formatted(ItemShape.KEY_NAME, ItemShape.DATA_NAME);

  /** One template for each operation of a load; each call has payloads of its own. */
  Map<Operation, RequestTemplate> of(LoadPlan load, Instant now, SplittableRandom random) {
    EnumMap<Operation, RequestTemplate> templates = new EnumMap<>(Operation.class);
    for (Operation operation : load.requests().mix().operations()) {
      templates.put(operation, of(operation, load.requests(), now, random));
    }
    if (load.fill()) {
      templates.computeIfAbsent(Operation.PUT, put -> of(put, load.requests(), now, random));
    }
    return templates;
  }

  private RequestTemplate of(
      Operation operation, RequestPlan requests, Instant now, SplittableRandom random) {
    return switch (operation) {
      case GET -> get(now, requests.consistentReads());
      case PUT -> put(now, random, requests.conditionalPuts());
      case UPDATE -> update(now, random);
      case QUERY -> query(now, requests.query(), requests.consistentReads());
    };
  }

  /** PutItem of a whole item. */
  RequestTemplate put(Instant now, SplittableRandom random, boolean conditional) {
    StringBuilder item = new StringBuilder(key());
    for (int index = 1; index <= shape.table().indexes(); index++) {
      item.append(',').append(text(ItemShape.indexAttribute(index), group()));
    }
    if (shape.counted()) {
      item.append(',').append(number(ItemShape.HITS_NAME, ItemShape.HITS_FIRST));
    }
    item.append(',').append(text(ItemShape.DATA_NAME, data(random)));
    return template("PutItem", "\"Item\":{" + item + "}" + (conditional ? CONDITION : ""), now);
  }

  /** GetItem of a whole item. */
  RequestTemplate get(Instant now, boolean consistent) {
    return template("GetItem", "\"Key\":{" + key() + "}" + consistent(consistent), now);
  }

  /** UpdateItem with a new payload and one more hit. */
  RequestTemplate update(Instant now, SplittableRandom random) {
    return template(
        "UpdateItem",
        """
        "Key":{%s},"UpdateExpression":"SET #d = :d ADD %s :n",\
        "ExpressionAttributeNames":{"#d":"%s"},"ExpressionAttributeValues":{%s,%s}"""
            .formatted(
                key(),
                ItemShape.HITS_NAME,
                ItemShape.DATA_NAME,
                text(":d", data(random)),
                number(":n", Integer.toString(ItemShape.HITS_STEP))),
        now);
  }

  /** Query of one page, from the first item of the key on; indexes have no consistent reads. */
  RequestTemplate query(Instant now, QueryPlan query, boolean consistent) {
    String index =
        query
            .index()
            .map(number -> "\"IndexName\":\"" + ItemShape.indexName(number) + "\",")
            .orElse("");
    String name = query.index().map(ItemShape::indexAttribute).orElse(ItemShape.KEY_NAME);
    String value = query.index().isPresent() ? group() : partitionKey();
    return template(
        "Query",
        """
        %s"KeyConditionExpression":"%s = :k","ExpressionAttributeValues":{%s},"Limit":%d%s"""
            .formatted(
                index,
                name,
                text(":k", value),
                query.limit(),
                consistent(consistent && query.index().isEmpty())),
        now);
  }

  private RequestTemplate template(String operation, String members, Instant now) {
    String body = "{\"TableName\":\"" + table + "\"," + members + "}";
    return new RequestTemplate(target, wire.credentials(), wire.sign(), operation, body, now);
  }

  private String key() {
    String partition = text(ItemShape.KEY_NAME, partitionKey());
    return shape.table().sortKey()
        ? partition
            + ","
            + text(ItemShape.SORT_NAME, marks(RequestTemplate.SORT_MARKER, ItemShape.SORT_DIGITS))
        : partition;
  }

  private String partitionKey() {
    return shape.keyPrefix() + marks(RequestTemplate.KEY_MARKER, ItemShape.KEY_DIGITS);
  }

  private String data(SplittableRandom random) {
    return marks(RequestTemplate.STAMP_MARKER, ItemShape.STAMP_DIGITS) + shape.filler(random);
  }

  private static String group() {
    return marks(RequestTemplate.GROUP_MARKER, ItemShape.KEY_DIGITS);
  }

  private static String consistent(boolean consistent) {
    return consistent ? ",\"ConsistentRead\":true" : "";
  }

  private static String text(String name, String value) {
    return "\"" + name + "\":{\"S\":\"" + value + "\"}";
  }

  private static String number(String name, String value) {
    return "\"" + name + "\":{\"N\":\"" + value + "\"}";
  }

  private static String marks(char marker, int count) {
    return String.valueOf(marker).repeat(count);
  }
}

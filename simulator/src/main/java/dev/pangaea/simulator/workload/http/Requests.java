package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.BenchPlan.WirePlan;
import dev.pangaea.simulator.workload.ItemShape;
import java.time.Instant;
import java.util.SplittableRandom;

/** Makes the templates of reads and writes of one table at one endpoint. */
record Requests(Target target, WirePlan wire, String table, ItemShape shape) {
  /** PutItem of a whole item; each call has a payload of its own. */
  RequestTemplate write(Instant now, SplittableRandom random) {
    String data =
        marks(RequestTemplate.STAMP_MARKER, ItemShape.STAMP_DIGITS) + shape.filler(random);
    return template(
        "PutItem",
        "{\"TableName\":\""
            + table
            + "\",\"Item\":{\""
            + ItemShape.KEY_NAME
            + "\":{\"S\":\""
            + key()
            + "\"},\""
            + ItemShape.DATA_NAME
            + "\":{\"S\":\""
            + data
            + "\"}}}",
        now);
  }

  /** GetItem of a whole item. */
  RequestTemplate read(Instant now, boolean consistent) {
    return template(
        "GetItem",
        "{\"TableName\":\""
            + table
            + "\",\"Key\":{\""
            + ItemShape.KEY_NAME
            + "\":{\"S\":\""
            + key()
            + "\"}}"
            + (consistent ? ",\"ConsistentRead\":true}" : "}"),
        now);
  }

  private RequestTemplate template(String operation, String body, Instant now) {
    return new RequestTemplate(target, wire.credentials(), wire.sign(), operation, body, now);
  }

  private String key() {
    return shape.keyPrefix() + marks(RequestTemplate.KEY_MARKER, ItemShape.KEY_DIGITS);
  }

  private static String marks(char marker, int count) {
    return String.valueOf(marker).repeat(count);
  }
}

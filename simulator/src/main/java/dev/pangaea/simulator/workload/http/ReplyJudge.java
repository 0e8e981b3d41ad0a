package dev.pangaea.simulator.workload.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.simulator.workload.ItemShape;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.Outcome;
import dev.pangaea.simulator.workload.QueryPlan;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Says what a reply means. Confined to one thread. */
final class ReplyJudge {
  static final String CHECKSUM_MISMATCH = "ChecksumMismatch";
  static final String UNEXPECTED_BODY = "UnexpectedBody";
  static final String WRONG_ITEM = "WrongItem";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] OBJECT = ascii("{");
  private static final byte[] ITEM = ascii("\"Item\"");
  private static final byte[] ITEM_FIRST = ascii("{\"Item\"");
  private static final byte[] COUNT = ascii("\"Count\":");
  private static final byte[] COUNT_FIRST = ascii("{\"Count\":");
  private static final int EMPTY_OBJECT_LENGTH = 2;
  private static final int EXAMPLE_LENGTH_MAX = 300;

  private final boolean verify;
  private final ItemShape shape;
  private final QueryPlan query;
  private final CRC32 crc = new CRC32();

  /**
   * @param verify whether to check the checksum, and of a read also the keys and the size, of every
   *     reply
   */
  ReplyJudge(boolean verify, ItemShape shape, QueryPlan query) {
    this.verify = verify;
    this.shape = shape;
    this.query = query;
  }

  Outcome judge(Operation operation, Reply reply, long key) {
    if (reply.status() != 200) {
      return refusal(reply);
    }
    if (verify && reply.corrupt(crc)) {
      return new Outcome.Refused(CHECKSUM_MISMATCH, "The body does not have its x-amz-crc32.");
    }
    if (!reply.startsWith(OBJECT)) {
      return new Outcome.Refused(UNEXPECTED_BODY, example(reply.text()));
    }
    return switch (operation) {
      case PUT, UPDATE -> Outcome.ANSWERED;
      case GET -> got(reply, key);
      case QUERY -> queried(reply, key);
    };
  }

  private Outcome got(Reply reply, long key) {
    boolean found =
        reply.startsWith(ITEM_FIRST)
            || reply.bodyLength() > EMPTY_OBJECT_LENGTH && reply.contains(ITEM);
    if (!found) {
      return Outcome.MISSED;
    }
    if (verify && !itemOf(key, reply)) {
      return new Outcome.Refused(WRONG_ITEM, example(reply.text()));
    }
    return Outcome.ANSWERED;
  }

  private boolean itemOf(long key, Reply reply) {
    return reply.bodyLength() >= shape.itemBytes()
        && reply.contains(ascii(shape.partitionKey(key)))
        && (!shape.table().sortKey() || reply.contains(quoted(shape.sortKey(key))));
  }

  private Outcome queried(Reply reply, long key) {
    long items = count(reply);
    if (items == 0) {
      return Outcome.MISSED;
    }
    if (items < 0) {
      return new Outcome.Refused(UNEXPECTED_BODY, example(reply.text()));
    }
    if (verify && !itemsOf(key, items, reply)) {
      return new Outcome.Refused(WRONG_ITEM, example(reply.text()));
    }
    return new Outcome.Found(items);
  }

  /** The reply's Count: it comes first, or behind the items. */
  private static long count(Reply reply) {
    if (reply.startsWith(COUNT_FIRST)) {
      return reply.number(COUNT_FIRST.length);
    }
    int at = reply.lastIndexOf(COUNT);
    return at < 0 ? -1 : reply.number(at + COUNT.length);
  }

  private boolean itemsOf(long key, long items, Reply reply) {
    String shared = query.index().isPresent() ? shape.indexKey(key) : shape.partitionKey(key);
    return items <= query.itemsPerQuery(shape.table())
        && reply.bodyLength() >= items * shape.itemBytes()
        && reply.contains(quoted(shared));
  }

  private static byte[] quoted(String text) {
    return ascii("\"" + text + "\"");
  }

  /** DynamoDB's error name and message, or the status if the body names none. */
  static Outcome refusal(Reply reply) {
    String text = reply.text();
    try {
      JsonNode body = JSON.readTree(text);
      String type = body.path("__type").asText();
      if (!type.isEmpty()) {
        String message = body.path("message").asText(body.path("Message").asText());
        return new Outcome.Refused(type.substring(type.indexOf('#') + 1), message);
      }
    } catch (JsonProcessingException e) {
      return new Outcome.Refused("HTTP " + reply.status(), example(text));
    }
    return new Outcome.Refused("HTTP " + reply.status(), example(text));
  }

  private static String example(String text) {
    return text.substring(0, Math.min(EXAMPLE_LENGTH_MAX, text.length()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

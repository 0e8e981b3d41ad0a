package dev.pangaea.simulator.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws requests about a table's stream, its expiry and its capacity: most of them are wrong
 * somewhere. Those about capacity change nothing, or else what both hold would not be told from
 * what they are about to hold.
 */
final class SettingsRequests {
  /** New with both: its stream is the only one of that name. */
  static final String TABLE = "settings";

  private static final String OTHER = "arn:aws:dynamodb:us-east-1:000000000000:table/nothing";
  private static final List<String> STREAMS =
      List.of(
          StreamNames.STREAM,
          StreamNames.STREAM,
          StreamNames.STREAM,
          "short",
          "",
          "x".repeat(40),
          "x".repeat(1025),
          OTHER,
          OTHER + "/stream/2026-01-01T00:00:00.000");

  /** Those behind them name a region, and each side is in one of its own. */
  private static final int OF_ANY_REGION = 7;

  private static final List<String> SHARDS =
      List.of(
          StreamNames.SHARD,
          StreamNames.SHARD,
          StreamNames.SHARD,
          "short",
          "x".repeat(70),
          "shardId-00000000000000000000-00000000");
  private static final List<String> TYPES =
      List.of(
          "LATEST", "TRIM_HORIZON", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "latest", "");
  private static final List<String> TABLES =
      List.of(TABLE, TABLE, TABLE, "nothing", "ab", "", "a b c");

  private final Draw draw;

  SettingsRequests(SplittableRandom random) {
    this.draw = new Draw(random);
  }

  Call next() {
    ObjectNode body = Draw.JSON.objectNode();
    return switch (draw.below(8)) {
      case 0 -> {
        body.put("TableName", draw.one(TABLES));
        limit(body, 101);
        if (draw.chance(0.3)) {
          body.put("ExclusiveStartStreamArn", draw.one(STREAMS.subList(0, OF_ANY_REGION)));
        }
        yield new Call("ListStreams", body);
      }
      case 1, 2 -> {
        text(body, "StreamArn", STREAMS);
        limit(body, 101);
        if (draw.chance(0.2)) {
          body.put("ExclusiveStartShardId", draw.one(SHARDS));
        }
        if (draw.chance(0.2)) {
          ObjectNode filter = body.putObject("ShardFilter");
          text(filter, "Type", List.of("CHILD_SHARDS", "CHILD_SHARDS", "child"));
          text(filter, "ShardId", SHARDS);
        }
        yield new Call("DescribeStream", body);
      }
      case 3, 4 -> {
        text(body, "StreamArn", STREAMS);
        text(body, "ShardId", SHARDS);
        text(body, "ShardIteratorType", TYPES);
        if (draw.chance(0.2)) {
          body.put("SequenceNumber", draw.one(List.of("1", "9".repeat(41), "nine".repeat(6))));
        }
        yield new Call("GetShardIterator", body);
      }
      case 5 -> {
        text(
            body,
            "ShardIterator",
            List.of(StreamNames.ITERATOR, StreamNames.ITERATOR, "x", "", "x".repeat(2049)));
        limit(body, 1001);
        yield new Call("GetRecords", body);
      }
      case 6 -> expiry(body);
      default -> capacity(body);
    };
  }

  private Call expiry(ObjectNode body) {
    text(body, "TableName", TABLES);
    if (draw.chance(0.4)) {
      return new Call("DescribeTimeToLive", body);
    }
    if (draw.chance(0.9)) {
      ObjectNode specification = body.putObject("TimeToLiveSpecification");
      text(specification, "AttributeName", List.of("ttl", "ttl", "ttl", "other", "", "pk"));
      if (draw.chance(0.9)) {
        specification.put("Enabled", draw.chance(0.5));
      }
    }
    return new Call("UpdateTimeToLive", body);
  }

  private Call capacity(ObjectNode body) {
    text(body, "TableName", TABLES);
    if (draw.chance(0.2)) {
      return new Call("DescribeLimits", body);
    }
    if (draw.chance(0.4)) {
      body.put("BillingMode", draw.one(List.of("PROVISIONED", "NOPE")));
    }
    if (draw.chance(0.7)) {
      ObjectNode units = body.putObject("ProvisionedThroughput");
      JsonNode none = Draw.JSON.numberNode(-draw.below(2));
      units.set(draw.chance(0.5) ? "ReadCapacityUnits" : "WriteCapacityUnits", none);
    }
    return new Call("UpdateTable", body);
  }

  private void text(ObjectNode body, String member, List<String> from) {
    if (!draw.chance(0.05)) {
      body.put(member, draw.one(from));
    }
  }

  private void limit(ObjectNode body, int tooMany) {
    if (draw.chance(0.3)) {
      body.put("Limit", draw.one(List.of(1, 100, 0, -1, tooMany)));
    }
  }
}

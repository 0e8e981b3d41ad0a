package dev.pangaea.regionnode.api.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.stream.SequenceNumber;
import dev.pangaea.regionnode.stream.StreamDescription;
import dev.pangaea.regionnode.stream.StreamDescription.Shard;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

final class DescribeStreamHandler implements Operation {
  private static final long PAGE_MAX = 100;
  private static final List<String> FILTERS = List.of("CHILD_SHARDS");

  private final StreamLookup streams;

  DescribeStreamHandler(StreamLookup streams) {
    this.streams = streams;
  }

  /**
   * A filter for shards that follow another one. The API reference requires neither member; what
   * becomes of one that lacks them is as in DynamoDB Local: without a type it is refused, without a
   * shard it leaves nothing out.
   */
  private record Filter(String type, String shard) {
    static Filter read(JsonReader from) {
      String type = null;
      String shard = null;
      from.enterStructure("ShardFilter");
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "Type" -> type = from.string();
          case "ShardId" -> shard = from.string();
          default -> from.skip();
        }
      }
      return new Filter(type, shard);
    }
  }

  /**
   * A checked request.
   *
   * @param after the shard that the page starts after
   * @param children whether only shards that follow another one are wanted; none does
   */
  private record Page(String arn, Optional<String> after, long limit, boolean children) {
    static Page read(JsonReader from) {
      Constraints constraints = new Constraints();
      String arn = null;
      String after = null;
      Long limit = null;
      Filter filter = null;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "StreamArn" -> arn = from.string();
          case "ExclusiveStartShardId" -> after = from.string();
          case "Limit" -> limit = from.integer("Integer");
          case "ShardFilter" -> filter = Filter.read(from);
          default -> from.skip();
        }
      }
      from.end();
      StreamLookup.checkArn(constraints, arn);
      constraints.length(
          "exclusiveStartShardId",
          after,
          StreamLookup.SHARD_CHARS_MIN,
          StreamLookup.SHARD_CHARS_MAX);
      constraints.atLeast("limit", limit, 1);
      if (filter != null) {
        if (filter.type() == null) {
          constraints.broken("shardFilter.type", "null", "Member must be CHILD_SHARDS");
        }
        constraints.oneOf("shardFilter.type", filter.type(), FILTERS);
        constraints.length(
            "shardFilter.shardId",
            filter.shard(),
            StreamLookup.SHARD_CHARS_MIN,
            StreamLookup.SHARD_CHARS_MAX);
      }
      constraints.check();
      if (limit != null && limit > PAGE_MAX) {
        throw Failure.invalidParameter("Limit cannot be greater than the maximum: " + PAGE_MAX)
            .refused();
      }
      if (filter != null && after != null) {
        throw Failure.validation(
                "ShardFilter and ExclusiveStartShardId both should not be specified in the"
                    + " request.")
            .refused();
      }
      return new Page(
          arn,
          Optional.ofNullable(after),
          limit == null ? PAGE_MAX : limit,
          filter != null && filter.shard() != null);
    }
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Page page = Page.read(request.body());
    StreamDescription stream = streams.existing(page.arn());
    List<Shard> found =
        stream.shards().stream()
            .filter(shard -> !page.children())
            .filter(
                shard ->
                    page.after().isEmpty() || shard.id().text().compareTo(page.after().get()) > 0)
            .limit(page.limit() + 1)
            .toList();
    boolean more = found.size() > page.limit();
    List<Shard> shown = more ? found.subList(0, (int) page.limit()) : found;
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeObjectFieldStart("StreamDescription");
              write(stream, to);
              to.writeArrayFieldStart("Shards");
              for (Shard shard : shown) {
                write(shard, to);
              }
              to.writeEndArray();
              if (more) {
                to.writeStringField("LastEvaluatedShardId", shown.getLast().id().text());
              }
              to.writeEndObject();
              to.writeEndObject();
            }));
  }

  private void write(StreamDescription stream, JsonGenerator to) throws IOException {
    to.writeStringField("StreamArn", streams.arn(stream.id()));
    to.writeStringField("StreamLabel", stream.id().label());
    to.writeStringField("StreamStatus", stream.status().name());
    to.writeStringField("StreamViewType", stream.view().name());
    to.writeNumberField(
        "CreationRequestDateTime", BigDecimal.valueOf(stream.id().sinceMillis(), 3));
    to.writeStringField("TableName", stream.id().table());
    to.writeArrayFieldStart("KeySchema");
    String type = "HASH";
    for (String key : stream.keys()) {
      to.writeStartObject();
      to.writeStringField("AttributeName", key);
      to.writeStringField("KeyType", type);
      to.writeEndObject();
      type = "RANGE";
    }
    to.writeEndArray();
  }

  private static void write(Shard shard, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("ShardId", shard.id().text());
    to.writeObjectFieldStart("SequenceNumberRange");
    to.writeStringField("StartingSequenceNumber", SequenceNumber.of(shard.start()));
    if (shard.end().isPresent()) {
      to.writeStringField("EndingSequenceNumber", SequenceNumber.of(shard.end().get()));
    }
    to.writeEndObject();
    to.writeEndObject();
  }
}

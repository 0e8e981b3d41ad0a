package dev.pangaea.regionnode.api.stream;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.SequenceNumber;
import dev.pangaea.regionnode.stream.ShardId;
import dev.pangaea.regionnode.stream.StreamDescription;
import dev.pangaea.regionnode.stream.StreamDescription.Shard;
import dev.pangaea.regionnode.stream.StreamReader;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

final class GetShardIteratorHandler implements Operation {
  private static final int NUMBER_CHARS_MIN = 21;
  private static final int NUMBER_CHARS_MAX = 40;
  private static final String AT = "AT_SEQUENCE_NUMBER";
  private static final String AFTER = "AFTER_SEQUENCE_NUMBER";
  private static final List<String> TYPES = List.of("TRIM_HORIZON", "LATEST", AT, AFTER);

  private final StreamLookup lookup;
  private final StreamReader streams;
  private final Leaders leaders;
  private final InstantSource clock;

  GetShardIteratorHandler(
      StreamLookup lookup, StreamReader streams, Leaders leaders, InstantSource clock) {
    this.lookup = lookup;
    this.streams = streams;
    this.leaders = leaders;
    this.clock = clock;
  }

  /** A checked request. The number is there if the type asks for one. */
  private record Wanted(String arn, String shard, String type, StreamPosition number) {
    static Wanted read(JsonReader from) {
      Constraints constraints = new Constraints();
      String arn = null;
      String shard = null;
      String type = null;
      String number = null;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "StreamArn" -> arn = from.string();
          case "ShardId" -> shard = from.string();
          case "ShardIteratorType" -> type = from.string();
          case "SequenceNumber" -> number = from.string();
          default -> from.skip();
        }
      }
      from.end();
      StreamLookup.checkArn(constraints, arn);
      constraints.present("shardId", shard);
      constraints.length(
          "shardId", shard, StreamLookup.SHARD_CHARS_MIN, StreamLookup.SHARD_CHARS_MAX);
      constraints.present("shardIteratorType", type);
      constraints.oneOf("shardIteratorType", type, TYPES);
      constraints.length("sequenceNumber", number, NUMBER_CHARS_MIN, NUMBER_CHARS_MAX);
      constraints.check();
      boolean numbered = type.equals(AT) || type.equals(AFTER);
      if (!numbered && number != null) {
        throw Failure.invalidParameter("SequenceNumber should not be passed for this iterator type")
            .refused();
      }
      return new Wanted(arn, shard, type, numbered ? position(number) : StreamPosition.START);
    }

    private static StreamPosition position(String number) {
      Failure invalid = Failure.invalidParameter("Invalid SequenceNumber");
      if (number == null) {
        throw invalid.refused();
      }
      return SequenceNumber.parse(number).orElseThrow(invalid::refused);
    }
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Wanted wanted = Wanted.read(request.body());
    StreamDescription stream = lookup.existing(wanted.arn());
    Shard shard = StreamLookup.shard(stream, wanted.shard());
    StreamPosition position =
        switch (wanted.type()) {
          case "LATEST" -> latest(shard);
          case AT -> untrimmed(shard, wanted.number());
          case AFTER -> untrimmed(shard, wanted.number().next());
          default -> oldest(shard.id());
        };
    String iterator = new ShardIterator(shard.id(), position, clock.millis()).text(wanted.arn());
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeStringField("ShardIterator", iterator);
              to.writeEndObject();
            }));
  }

  /** What was acknowledged before is no news; after a start the store may not have it yet. */
  private StreamPosition latest(Shard shard) {
    PartitionId partition =
        new PartitionId(shard.id().stream().storeNumber(), shard.id().partition());
    if (shard.end().isEmpty() && !leaders.holdsAllAcknowledged(partition)) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
    return streams.latest(shard.id()).orElseThrow(StreamLookup.shardNotFound()::refused);
  }

  private StreamPosition oldest(ShardId shard) {
    return streams.oldest(shard).orElseThrow(StreamLookup.shardNotFound()::refused);
  }

  private StreamPosition untrimmed(Shard shard, StreamPosition position) {
    StreamPosition from = position.max(shard.start());
    if (from.compareTo(oldest(shard.id())) < 0) {
      throw trimmed().refused();
    }
    return from;
  }

  static Failure trimmed() {
    return Failure.of(
        ErrorKind.TRIMMED_DATA_ACCESS, "The data you are trying to access has been trimmed");
  }
}

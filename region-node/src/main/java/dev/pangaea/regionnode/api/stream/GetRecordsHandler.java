package dev.pangaea.regionnode.api.stream;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.ReadPool;
import dev.pangaea.regionnode.api.json.EncodedJson;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.stream.ShardRead;
import dev.pangaea.regionnode.stream.StreamReader;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers at once, with what there is; whoever asks for the origin of changes is told it too. A
 * page is a short read, by its bounds.
 */
final class GetRecordsHandler implements Operation {
  /** Asked for by {@code true}. */
  static final String ORIGIN_HEADER = "x-pangaea-stream-origin";

  private static final int RECORDS_MAX = 1000;
  private static final long BYTES_MAX = 1 << 20;

  private final StreamLookup lookup;
  private final StreamReader streams;
  private final InstantSource clock;
  private final ReadPool pool;

  GetRecordsHandler(StreamLookup lookup, StreamReader streams, InstantSource clock, ReadPool pool) {
    this.lookup = lookup;
    this.streams = streams;
    this.clock = clock;
    this.pool = pool;
  }

  /** A checked request. */
  private record Wanted(ShardIterator iterator, int recordsMax) {
    static Wanted read(JsonReader from) {
      Constraints constraints = new Constraints();
      String iterator = null;
      Long limit = null;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "ShardIterator" -> iterator = from.string();
          case "Limit" -> limit = from.integer("Integer");
          default -> from.skip();
        }
      }
      from.end();
      constraints.present("shardIterator", iterator);
      constraints.length("shardIterator", iterator, 1, ShardIterator.CHARS_MAX);
      constraints.atLeast("limit", limit, 1);
      constraints.check();
      ShardIterator parsed = ShardIterator.parse(iterator);
      if (limit != null && limit > RECORDS_MAX) {
        throw Failure.invalidParameter("Limit should be less than or equal to " + RECORDS_MAX)
            .refused();
      }
      return new Wanted(parsed, limit == null ? RECORDS_MAX : limit.intValue());
    }
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Wanted wanted = Wanted.read(request.body());
    ShardIterator iterator = wanted.iterator();
    if (iterator.isExpired(clock.millis())) {
      throw Failure.of(ErrorKind.EXPIRED_ITERATOR, "Shard iterator has expired").refused();
    }
    boolean origin = request.header().apply(ORIGIN_HEADER).filter("true"::equals).isPresent();
    pool.read(effort -> Optional.of(reply(iterator, wanted.recordsMax(), origin)), listener);
  }

  private Reply reply(ShardIterator iterator, int recordsMax, boolean origin) {
    return switch (streams.read(iterator.shard(), iterator.position(), recordsMax, BYTES_MAX)) {
      case ShardRead.NotFound() -> new Reply.Failed(StreamLookup.shardNotFound());
      case ShardRead.Trimmed() -> new Reply.Failed(GetShardIteratorHandler.trimmed());
      case ShardRead.Page page -> {
        Optional<String> next =
            page.atEnd()
                ? Optional.empty()
                : Optional.of(
                    new ShardIterator(iterator.shard(), page.next(), clock.millis())
                        .text(lookup.arn(iterator.shard().stream())));
        yield new Reply.Success(
            new EncodedJson(
                new JsonEncoder()
                    .encode(new RecordsPage(page.records(), next, lookup.region(), origin))));
      }
    };
  }
}

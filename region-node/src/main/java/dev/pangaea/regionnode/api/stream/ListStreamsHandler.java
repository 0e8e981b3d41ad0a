package dev.pangaea.regionnode.api.stream;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.stream.StreamDescription;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

final class ListStreamsHandler implements Operation {
  static final long PAGE_MAX = 100;

  private final StreamLookup streams;

  ListStreamsHandler(StreamLookup streams) {
    this.streams = streams;
  }

  /**
   * A checked request.
   *
   * @param after the resource name that the page starts after
   */
  private record Page(Optional<String> table, Optional<String> after, long limit) {
    static Page read(JsonReader from) {
      Constraints constraints = new Constraints();
      String table = null;
      String after = null;
      Long limit = null;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "TableName" -> table = from.string();
          case "ExclusiveStartStreamArn" -> after = from.string();
          case "Limit" -> limit = from.integer("Integer");
          default -> from.skip();
        }
      }
      from.end();
      if (table != null) {
        TableNames.created(constraints, table);
      }
      constraints.length(
          "exclusiveStartStreamArn", after, StreamLookup.ARN_CHARS_MIN, StreamLookup.ARN_CHARS_MAX);
      constraints.atLeast("limit", limit, 1);
      constraints.check();
      if (limit != null && limit > PAGE_MAX) {
        throw Failure.invalidParameter(
                "Limit cannot be greater than the maximum allowed size: " + PAGE_MAX)
            .refused();
      }
      return new Page(
          Optional.ofNullable(table).map(TableNames::plain),
          Optional.ofNullable(after),
          limit == null ? PAGE_MAX : limit);
    }
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Page page = Page.read(request.body());
    List<StreamDescription> found =
        streams.all().stream()
            .sorted(Comparator.comparing(stream -> streams.arn(stream.id())))
            .filter(stream -> page.table().map(stream.id().table()::equals).orElse(true))
            .filter(
                stream ->
                    page.after().isEmpty()
                        || streams.arn(stream.id()).compareTo(page.after().get()) > 0)
            .limit(page.limit() + 1)
            .toList();
    boolean more = found.size() > page.limit();
    List<StreamDescription> shown = more ? found.subList(0, (int) page.limit()) : found;
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeArrayFieldStart("Streams");
              for (StreamDescription stream : shown) {
                to.writeStartObject();
                to.writeStringField("StreamArn", streams.arn(stream.id()));
                to.writeStringField("TableName", stream.id().table());
                to.writeStringField("StreamLabel", stream.id().label());
                to.writeEndObject();
              }
              to.writeEndArray();
              if (more) {
                to.writeStringField("LastEvaluatedStreamArn", streams.arn(shown.getLast().id()));
              }
              to.writeEndObject();
            }));
  }
}

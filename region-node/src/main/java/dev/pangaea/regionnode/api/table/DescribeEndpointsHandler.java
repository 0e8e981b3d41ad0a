package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import java.util.function.Consumer;

/** Answers with the endpoint that the caller found already. */
final class DescribeEndpointsHandler implements Operation {
  private static final int CACHE_MINUTES = 1440;

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    EmptyRequest.read(request.body());
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeArrayFieldStart("Endpoints");
              to.writeStartObject();
              to.writeStringField("Address", request.endpoint());
              to.writeNumberField("CachePeriodInMinutes", CACHE_MINUTES);
              to.writeEndObject();
              to.writeEndArray();
              to.writeEndObject();
            }));
  }
}

package dev.pangaea.regionnode.trace;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.trace.TracedRequest.Write;
import dev.pangaea.trace.Span;
import dev.pangaea.trace.Step;
import dev.pangaea.trace.TraceParent;
import dev.pangaea.trace.Tracing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells of each write of a request that counts: the request, and the write's way into the log. A
 * request that writes several items is told of in the trace of each.
 */
final class TracedOperations {
  private final Tracing tracing;
  private final String region;

  TracedOperations(Tracing tracing, RegionName region) {
    this.tracing = tracing;
    this.region = region.value();
  }

  /** The same operation, told of. */
  Operation around(String name, Operation operation) {
    return (request, listener) -> {
      TracedRequest traced =
          new TracedRequest(
              name,
              request.header().apply(TraceParent.HEADER).flatMap(TraceParent::of),
              tracing.now());
      traced.during(
          () ->
              operation.handle(
                  request,
                  reply -> {
                    Tracing.aside(() -> answered(traced, reply));
                    listener.accept(reply);
                  }));
    };
  }

  private void answered(TracedRequest request, Reply reply) {
    Instant end = tracing.now();
    for (Write write : request.writes()) {
      Map<String, String> attributes = new TreeMap<>();
      attributes.put("db.system.name", "aws.dynamodb");
      attributes.put("db.operation.name", request.operation());
      attributes.put("db.collection.name", write.table());
      attributes.put("pangaea.version", write.version());
      if (reply instanceof Reply.Failed failed) {
        attributes.put("error.type", failed.failure().kind().wireName());
      }
      Span whole =
          Span.of(
                  write.trace(),
                  Step.REQUEST,
                  region,
                  Optional.empty(),
                  request.operation() + " " + write.table(),
                  request.start(),
                  end,
                  attributes)
              .linkedWith(request.caller());
      Span logged =
          Span.of(
              write.trace(),
              Step.LOG,
              region,
              Optional.of(whole.id()),
              "log " + write.table(),
              write.start(),
              write.end(),
              Map.of("pangaea.version", write.version()));
      tracing.spans().tell(whole);
      tracing.spans().tell(logged);
    }
  }
}

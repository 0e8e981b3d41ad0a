package dev.pangaea.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.broker.ClaimedPort;
import dev.pangaea.trace.Span;
import dev.pangaea.trace.Step;
import dev.pangaea.trace.TraceParent;
import dev.pangaea.trace.WriteTrace;
import dev.pangaea.trace.otlp.OtlpSpans;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtlpSpansTest {
  private static final Instant START = Instant.parse("2026-11-21T20:00:00.123456789Z");
  private static final WriteTrace TRACE =
      WriteTrace.of(
          EncodedKey.of(PrimaryKey.of(new StringValue("cart-7"))),
          new Version(HybridTime.of(1_700_000_000_000L, 3), new RegionName("us-east-1")));

  private static Span span(Step step, Optional<String> parent) {
    return Span.of(
        TRACE,
        step,
        "us-east-1",
        parent,
        "a step",
        START,
        START.plusNanos(5_000),
        Map.of("db.collection.name", "carts"));
  }

  @Test
  void aSpanArrivesAsItIs() throws IOException {
    Optional<TraceParent> caller =
        TraceParent.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    try (Collector collector = Collector.start()) {
      try (OtlpSpans spans =
          new OtlpSpans(
              URI.create(collector.endpoint() + "/v1/traces"), "pangaea-node", "us-east-1")) {
        spans.tell(span(Step.REQUEST, Optional.empty()).linkedWith(caller));
        spans.tell(span(Step.LOG, Optional.of(span(Step.REQUEST, Optional.empty()).id())));
      }

      assertThat(collector.told())
          .containsExactly(
              new Collector.Told(
                  "pangaea-node",
                  "us-east-1",
                  TRACE.id(),
                  TRACE.spanId(Step.REQUEST, "us-east-1"),
                  Optional.empty(),
                  "a step",
                  nanos(START),
                  nanos(START) + 5_000,
                  Map.of("db.collection.name", "carts"),
                  List.of("4bf92f3577b34da6a3ce929d0e0e4736")),
              new Collector.Told(
                  "pangaea-node",
                  "us-east-1",
                  TRACE.id(),
                  TRACE.spanId(Step.LOG, "us-east-1"),
                  Optional.of(TRACE.spanId(Step.REQUEST, "us-east-1")),
                  "a step",
                  nanos(START),
                  nanos(START) + 5_000,
                  Map.of("db.collection.name", "carts"),
                  List.of()));
    }
  }

  @Test
  void aCollectorThatIsNotThereCostsItsSpansOnly() throws IOException {
    int nobody = ClaimedPort.next();
    try (OtlpSpans spans =
        new OtlpSpans(
            URI.create("http://127.0.0.1:" + nobody + "/v1/traces"), "pangaea-node", "us")) {
      for (int count = 0; count < 20_000; count++) {
        spans.tell(span(Step.REQUEST, Optional.empty()));
      }
    }
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }
}

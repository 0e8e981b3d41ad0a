package dev.pangaea.trace.otlp;

import dev.pangaea.trace.Span;
import dev.pangaea.trace.Spans;
import dev.pangaea.trace.TraceParent;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;

/**
 * Sends spans to a collector, some at a time, from a thread of its own. A collector that does not
 * answer costs its spans and nothing else.
 */
public final class OtlpSpans implements Spans, AutoCloseable {
  private static final Duration SEND_EVERY = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final int KEPT_MAX = 8192;
  private static final int SENT_TOGETHER_MAX = 512;

  private final GivenIds ids = new GivenIds();
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * @param endpoint where the collector takes spans, such as {@code
   *     http://localhost:4318/v1/traces}
   * @param service the name of this kind of process
   * @param region the region that it works for
   */
  public OtlpSpans(URI endpoint, String service, String region) {
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint.toString())
            .setTimeout(ANSWER_WITHIN)
            .build();
    this.provider =
        SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .setResource(
                Resource.create(
                    Attributes.builder()
                        .put("service.name", service)
                        .put("service.namespace", "pangaea")
                        .put("service.instance.id", service + "-" + region)
                        .put("pangaea.region", region)
                        .build()))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter)
                    .setScheduleDelay(SEND_EVERY)
                    .setMaxQueueSize(KEPT_MAX)
                    .setMaxExportBatchSize(SENT_TOGETHER_MAX)
                    .build())
            .build();
    this.tracer = provider.get("dev.pangaea");
  }

  @Override
  public void tell(Span span) {
    SpanBuilder builder =
        tracer
            .spanBuilder(span.name())
            .setSpanKind(kind(span))
            .setParent(span.parent().map(id -> parent(span, id)).orElse(Context.root()))
            .setStartTimestamp(span.start());
    span.attributes().forEach(builder::setAttribute);
    span.link().ifPresent(link -> builder.addLink(context(link)));
    ids.of(span, builder::startSpan).end(span.end());
  }

  /** Sends what is left, for as long as a collector may take to answer. */
  @Override
  public void close() {
    provider.close();
  }

  private static SpanKind kind(Span span) {
    return switch (span.step()) {
      case REQUEST, TAKE_IN -> SpanKind.SERVER;
      case DELIVER -> SpanKind.CLIENT;
      case LINK -> SpanKind.CONSUMER;
      case LOG -> SpanKind.INTERNAL;
    };
  }

  private static Context parent(Span span, String id) {
    SpanContext context =
        SpanContext.createFromRemoteParent(
            span.trace().id(), id, TraceFlags.getSampled(), TraceState.getDefault());
    return Context.root().with(io.opentelemetry.api.trace.Span.wrap(context));
  }

  private static SpanContext context(TraceParent other) {
    return SpanContext.createFromRemoteParent(
        other.traceId(),
        other.spanId(),
        other.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }
}

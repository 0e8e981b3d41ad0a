package dev.pangaea.trace.otlp;

import dev.pangaea.trace.Span;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/** Has the SDK take the ids that a span has already, in place of drawing new ones. */
final class GivenIds implements IdGenerator {
  private final ThreadLocal<Span> beginning = new ThreadLocal<>();

  /** Begins a span of the SDK with the ids of ours. */
  io.opentelemetry.api.trace.Span of(Span span, Supplier<io.opentelemetry.api.trace.Span> begin) {
    beginning.set(span);
    try {
      return begin.get();
    } finally {
      beginning.remove();
    }
  }

  @Override
  public String generateSpanId() {
    return beginning.get().id();
  }

  @Override
  public String generateTraceId() {
    return beginning.get().trace().id();
  }
}

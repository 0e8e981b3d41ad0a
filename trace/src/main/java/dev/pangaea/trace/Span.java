package dev.pangaea.trace;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A step of a write's way that is over.
 *
 * @param region where it was made
 * @param parent the span that caused it: empty for the first
 * @param link a span of somebody else that it has to do with
 */
public record Span(
    WriteTrace trace,
    Step step,
    String region,
    Optional<String> parent,
    String name,
    Instant start,
    Instant end,
    SortedMap<String, String> attributes,
    Optional<TraceParent> link) {
  public Span {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    end = end.isBefore(start) ? start : end;
  }

  public static Span of(
      WriteTrace trace,
      Step step,
      String region,
      Optional<String> parent,
      String name,
      Instant start,
      Instant end,
      Map<String, String> attributes) {
    return new Span(
        trace, step, region, parent, name, start, end, new TreeMap<>(attributes), Optional.empty());
  }

  public String id() {
    return trace.spanId(step, region);
  }

  /** The same, linked with a span of somebody else. */
  public Span linkedWith(Optional<TraceParent> other) {
    return new Span(trace, step, region, parent, name, start, end, attributes, other);
  }
}

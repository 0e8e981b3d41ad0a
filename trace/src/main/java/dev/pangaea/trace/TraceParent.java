package dev.pangaea.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of somebody else, as the header {@code traceparent} names it (W3C Trace Context, level 1).
 *
 * @param traceId 32 hexadecimal digits, not all zero
 * @param spanId 16 hexadecimal digits, not all zero
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {
  public static final String HEADER = "traceparent";

  private static final Pattern TEXT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

  /** What a header says; empty for nonsense, which is passed over. */
  public static Optional<TraceParent> of(String header) {
    Matcher text = TEXT.matcher(header.strip());
    return text.matches()
        ? Optional.of(
            new TraceParent(
                text.group(1), text.group(2), (Integer.parseInt(text.group(3), 16) & 1) == 1))
        : Optional.empty();
  }
}

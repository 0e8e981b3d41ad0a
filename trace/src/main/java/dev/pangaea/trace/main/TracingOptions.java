package dev.pangaea.trace.main;

import dev.pangaea.trace.Tracing;
import dev.pangaea.trace.otlp.OtlpSpans;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which a process is asked to tell of writes. */
public final class TracingOptions {
  private static final String PATH = "/v1/traces";

  @Option(
      names = "--trace-endpoint",
      paramLabel = "URL",
      description =
          "Tells the way of writes to a collector that speaks OTLP over HTTP, such as http://localhost:4318 (default: not"
              + " at all).")
  private Optional<URI> endpoint = Optional.empty();

  @Option(
      names = "--trace-share",
      paramLabel = "0..1",
      defaultValue = "1",
      description =
          "Of how large a share of all writes; the same for all nodes and replicators. Default: ${DEFAULT-VALUE}.")
  private double share = 1;

  /** What is told, for as long as it is open. */
  public record Open(Optional<Tracing> tracing, Optional<OtlpSpans> spans)
      implements AutoCloseable {
    @Override
    public void close() {
      spans.ifPresent(OtlpSpans::close);
    }
  }

  /**
   * @param service the name of this kind of process
   * @throws IllegalArgumentException if it cannot be as the options say
   */
  public Open open(String service, String region) {
    if (endpoint.isEmpty()) {
      return new Open(Optional.empty(), Optional.empty());
    }
    URI collector = endpoint.get();
    if (!"http".equals(collector.getScheme()) && !"https".equals(collector.getScheme())
        || collector.getHost() == null) {
      throw new IllegalArgumentException(
          "a collector is given as http://HOST:PORT, not as '" + collector + "'");
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
    }
    String path = collector.getPath();
    URI whole = path.isEmpty() || path.equals("/") ? collector.resolve(PATH) : collector;
    OtlpSpans spans = new OtlpSpans(whole, service, region);
    return new Open(
        Optional.of(new Tracing(spans, share, InstantSource.system())), Optional.of(spans));
  }
}

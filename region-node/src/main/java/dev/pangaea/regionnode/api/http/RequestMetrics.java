package dev.pangaea.regionnode.api.http;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How long requests take, by operation and outcome. Any thread may call. */
final class RequestMetrics {
  /** The operation of a request that names none of ours: names out of requests are not labels. */
  static final String UNKNOWN_OPERATION = "unknown";

  private static final String SUCCESS = "success";
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final Map<String, ByOutcome> byOperation = new HashMap<>();

  RequestMetrics(MeterRegistry registry, Set<String> operations) {
    operations.forEach(operation -> byOperation.put(operation, new ByOutcome(registry, operation)));
    byOperation.put(UNKNOWN_OPERATION, new ByOutcome(registry, UNKNOWN_OPERATION));
  }

  ByOutcome operation(String name) {
    return byOperation.get(name);
  }

  /** The timers of one operation; those of failures come to be when there is one. */
  static final class ByOutcome {
    private final MeterRegistry registry;
    private final String operation;
    private final Timer success;
    private final Timer[] failures = new Timer[ErrorKind.values().length];

    ByOutcome(MeterRegistry registry, String operation) {
      this.registry = registry;
      this.operation = operation;
      this.success = timer(SUCCESS);
    }

    Timer success() {
      return success;
    }

    /** Two threads that make the same timer at once are given the same one by the registry. */
    Timer failure(ErrorKind kind) {
      Timer timer = failures[kind.ordinal()];
      if (timer == null) {
        timer = timer(kind.wireName());
        failures[kind.ordinal()] = timer;
      }
      return timer;
    }

    private Timer timer(String outcome) {
      return Timer.builder("pangaea.api.request")
          .description("Time from a request's last byte to its reply's hand-over to the socket")
          .tag("operation", operation)
          .tag("outcome", outcome)
          .serviceLevelObjectives(BUCKETS)
          .register(registry);
    }
  }
}

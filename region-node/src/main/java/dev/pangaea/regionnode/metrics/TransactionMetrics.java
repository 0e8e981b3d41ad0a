package dev.pangaea.regionnode.metrics;

import dev.pangaea.regionnode.leader.TransactionStatus;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How the transactions of a node stand, as metrics. */
final class TransactionMetrics {
  private TransactionMetrics() {}

  static void register(MeterRegistry registry, Supplier<TransactionStatus> status) {
    Gauge.builder("pangaea.transaction.waiting", status, now -> now.get().waiting())
        .description("Transactions that are asked for and not known to count")
        .strongReference(true)
        .register(registry);
    Gauge.builder("pangaea.transaction.unfinished", status, now -> now.get().unfinished())
        .description("Transactions that count, and in which some partition has yet to take part")
        .strongReference(true)
        .register(registry);
    TimeGauge.builder(
            "pangaea.transaction.oldest",
            status,
            TimeUnit.MILLISECONDS,
            now -> now.get().oldestMillis())
        .description("For how long the oldest transaction has waited or been unfinished")
        .strongReference(true)
        .register(registry);
    FunctionTimer.builder(
            "pangaea.transaction.lock.wait",
            status,
            now -> now.get().locked(),
            now -> now.get().lockWaitNanos(),
            TimeUnit.NANOSECONDS)
        .description("From a transaction's arrival to its locks")
        .register(registry);
  }
}

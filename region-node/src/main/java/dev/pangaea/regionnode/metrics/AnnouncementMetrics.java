package dev.pangaea.regionnode.metrics;

import dev.pangaea.regionnode.leader.AnnouncementStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** How a node tells conflicts on its region's topic, as metrics. */
final class AnnouncementMetrics {
  private AnnouncementMetrics() {}

  static void register(MeterRegistry registry, Supplier<AnnouncementStatus> status) {
    Gauge.builder("pangaea.conflict.waiting.announcements", status, now -> now.get().waiting())
        .description("Conflicts that are yet to be told on the region's topic")
        .strongReference(true)
        .register(registry);
    FunctionCounter.builder(
            "pangaea.conflict.passed.over.announcements", status, now -> now.get().passedOver())
        .description("Conflicts that are not told on the region's topic, since too many waited")
        .register(registry);
  }
}

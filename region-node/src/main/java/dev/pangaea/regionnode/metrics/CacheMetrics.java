package dev.pangaea.regionnode.metrics;

import dev.pangaea.regionnode.store.CacheUse;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.function.Supplier;

/** The cache of the store's files, as metrics. */
public final class CacheMetrics {
  private CacheMetrics() {}

  /**
   * @param use asked at each scrape, by any thread
   */
  public static void register(MeterRegistry registry, Supplier<CacheUse> use) {
    FunctionCounter.builder("pangaea.store.cache.hits", use, from -> from.get().hits())
        .description("Blocks of the store's files that reads found in its cache")
        .register(registry);
    FunctionCounter.builder("pangaea.store.cache.misses", use, from -> from.get().misses())
        .description("Blocks that reads had to take from the store's files")
        .register(registry);
    Gauge.builder("pangaea.store.cache", use, from -> from.get().bytes())
        .description("What the cache of the store's files holds")
        .baseUnit(BaseUnits.BYTES)
        .strongReference(true)
        .register(registry);
    Gauge.builder("pangaea.store.cache.max", use, from -> from.get().bytesMax())
        .description("What the cache of the store's files holds at most")
        .baseUnit(BaseUnits.BYTES)
        .strongReference(true)
        .register(registry);
  }
}

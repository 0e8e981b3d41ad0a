package dev.pangaea.regionnode.metrics;

import dev.pangaea.regionnode.backup.BackupStanding;
import dev.pangaea.regionnode.backup.RegionBackups;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** How a region's backups stand, as metrics. */
public final class BackupMetrics {
  private BackupMetrics() {}

  public static void register(MeterRegistry registry, RegionBackups region) {
    counter(registry, "pangaea.backup.made", "Backups made", region, BackupStanding::made);
    counter(
        registry,
        "pangaea.backup.failed",
        "Backups that could not be made",
        region,
        BackupStanding::failed);
    counter(
        registry,
        "pangaea.restore.abandoned.tables",
        "Tables that could not be filled and were removed: an alarm",
        region,
        BackupStanding::abandoned);
    gauge(
        registry,
        "pangaea.restore.filling.tables",
        "Tables that are being filled",
        region,
        BackupStanding::filling);
    gauge(
        registry,
        "pangaea.recovery.tables",
        "Tables for which recovery to points in time is on",
        region,
        BackupStanding::recoverable);
    gauge(
        registry,
        "pangaea.recovery.overdue.tables",
        "Tables whose last snapshot is missing or too old: an alarm",
        region,
        BackupStanding::overdue);
  }

  private static void counter(
      MeterRegistry registry,
      String name,
      String description,
      RegionBackups region,
      ToDoubleFunction<BackupStanding> value) {
    FunctionCounter.builder(name, region, now -> value.applyAsDouble(now.standing()))
        .description(description)
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry,
      String name,
      String description,
      RegionBackups region,
      ToDoubleFunction<BackupStanding> value) {
    Gauge.builder(name, region, now -> value.applyAsDouble(now.standing()))
        .description(description)
        .strongReference(true)
        .register(registry);
  }
}

package dev.pangaea.regionnode.main;

import dev.pangaea.regionnode.metrics.BackupMetrics;
import dev.pangaea.regionnode.metrics.CacheMetrics;
import dev.pangaea.regionnode.metrics.NodeMetrics;
import dev.pangaea.regionnode.metrics.ScalingMetrics;
import dev.pangaea.regionnode.metrics.ThroughputMetrics;
import dev.pangaea.regionnode.metrics.TopicMetrics;
import dev.pangaea.regionnode.metrics.TriggerMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** All that a node tells a scraper, brought up to date when it asks. Any thread may ask. */
final class Scrape {
  private final PrometheusMeterRegistry registry;
  private final NodeMetrics node;
  private final ThroughputMetrics throughput;
  private final Followers followers;
  private final TriggerMetrics triggers;
  private final ScalingMetrics scaling;
  private final TopicMetrics topics;

  Scrape(PrometheusMeterRegistry registry, NodeCore core, Followers followers) {
    this.registry = registry;
    CacheMetrics.register(registry, core::cacheUse);
    BackupMetrics.register(registry, core.backups());
    this.node = new NodeMetrics(registry, core.status(), core.clock());
    this.throughput = new ThroughputMetrics(registry, core.tables(), core.throughputs());
    this.followers = followers;
    this.triggers = new TriggerMetrics(registry);
    this.scaling = new ScalingMetrics(registry);
    this.topics = new TopicMetrics(registry);
  }

  synchronized String text() {
    node.update();
    throughput.update();
    triggers.update(followers.triggers().shown());
    scaling.update(followers.scaler().shown());
    topics.update(followers.topics().status());
    return registry.scrape();
  }
}

package dev.pangaea.regionnode.main;

import dev.pangaea.regionnode.metrics.NodeMetrics;
import dev.pangaea.regionnode.metrics.ScalingMetrics;
import dev.pangaea.regionnode.metrics.ThroughputMetrics;
import dev.pangaea.regionnode.metrics.TopicMetrics;
import dev.pangaea.regionnode.metrics.TriggerMetrics;
import dev.pangaea.regionnode.scaler.Scaler;
import dev.pangaea.regionnode.topic.run.ChangeTopics;
import dev.pangaea.regionnode.trigger.run.Triggers;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** All that a node tells a scraper, brought up to date when it asks. Any thread may ask. */
final class Scrape {
  private final PrometheusMeterRegistry registry;
  private final NodeMetrics node;
  private final ThroughputMetrics throughput;
  private final Triggers triggers;
  private final TriggerMetrics triggerMetrics;
  private final Scaler scaler;
  private final ScalingMetrics scaling;
  private final ChangeTopics topics;
  private final TopicMetrics topicMetrics;

  Scrape(
      PrometheusMeterRegistry registry,
      NodeMetrics node,
      ThroughputMetrics throughput,
      Triggers triggers,
      Scaler scaler,
      ChangeTopics topics) {
    this.registry = registry;
    this.node = node;
    this.throughput = throughput;
    this.triggers = triggers;
    this.triggerMetrics = new TriggerMetrics(registry);
    this.scaler = scaler;
    this.scaling = new ScalingMetrics(registry);
    this.topics = topics;
    this.topicMetrics = new TopicMetrics(registry);
  }

  synchronized String text() {
    node.update();
    throughput.update();
    triggerMetrics.update(triggers.shown());
    scaling.update(scaler.shown());
    topicMetrics.update(topics.status());
    return registry.scrape();
  }
}

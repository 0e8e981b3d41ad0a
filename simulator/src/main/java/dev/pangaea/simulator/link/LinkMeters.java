package dev.pangaea.simulator.link;

import dev.pangaea.simulator.fault.Direction;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/** What a registry is told of one link for as long as it exists. Names: METRICS.md. */
final class LinkMeters {
  private final MeterRegistry registry;
  private final List<Meter> meters = new ArrayList<>();

  LinkMeters(MeterRegistry registry, Link link) {
    this.registry = registry;
    LinkSpec spec = link.spec();
    Tags tags =
        Tags.of(
            "link", spec.name(),
            "source", spec.regions().map(Regions::source).orElse(""),
            "target", spec.regions().map(Regions::target).orElse(""));
    Wire wire = link.wire();
    meters.add(
        Gauge.builder("pangaea.link.connections", wire, each -> each.open().value())
            .description("Open connections, those that a partition keeps waiting included")
            .tags(tags)
            .register(registry));
    meters.add(
        FunctionCounter.builder(
                "pangaea.link.connections.accepted", wire, each -> each.accepted().value())
            .description("Connections accepted since the link exists")
            .tags(tags)
            .register(registry));
    for (Direction direction : Direction.values()) {
      register(wire, direction, tags.and("direction", direction.word()));
    }
  }

  private void register(Wire wire, Direction direction, Tags tags) {
    meters.add(
        FunctionCounter.builder("pangaea.link.bytes", wire, each -> each.bytes(direction).value())
            .description("Bytes handed on")
            .tags(tags)
            .register(registry));
    meters.add(
        Gauge.builder("pangaea.link.held.bytes", wire, each -> each.held(direction).value())
            .description("Bytes read from the sender and not yet handed on")
            .tags(tags)
            .register(registry));
    meters.add(
        Gauge.builder(
                "pangaea.link.partitioned", wire, each -> each.cutSeen().covers(direction) ? 1 : 0)
            .description("1 while the direction is cut")
            .tags(tags)
            .register(registry));
  }

  void remove() {
    meters.forEach(registry::remove);
  }
}

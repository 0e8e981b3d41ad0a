package dev.pangaea.replicator.main;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.ReplicatorLoop;
import dev.pangaea.replicator.consume.SourceReader;
import dev.pangaea.replicator.consume.kafka.SourceKafka;
import dev.pangaea.replicator.consume.kafka.StaggeredSourceReader;
import dev.pangaea.replicator.deliver.TargetNode;
import dev.pangaea.replicator.lag.LinkMeters;
import dev.pangaea.replicator.trace.TracedReader;
import dev.pangaea.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;

/** One source of a replicator, put together. */
record Link(LinkMeters meters, ReplicatorLoop loop) {
  static Link of(
      ReplicatorSettings settings,
      RegionName source,
      TargetNode node,
      NodeDecorators decorators,
      Optional<Tracing> tracing,
      Executor courier,
      MeterRegistry registry) {
    RegionName target = settings.target();
    SourceKafka kafka =
        new SourceKafka(
            source,
            settings.sources().get(source),
            "replicator-" + target + "-from-" + source,
            settings.sourceProperties().getOrDefault(source, Map.of()));
    LinkMeters meters =
        new LinkMeters(
            registry, InstantSource.system(), source, target, () -> decorators.circuitOpen(source));
    ReplicatorLoop loop =
        new ReplicatorLoop(
            source,
            target,
            () -> reader(kafka, tracing, source, target),
            decorators.around(node, source),
            meters,
            settings.limits(),
            courier,
            new Random());
    return new Link(meters, loop);
  }

  private static SourceReader reader(
      SourceKafka kafka, Optional<Tracing> tracing, RegionName source, RegionName target) {
    SourceReader reader = StaggeredSourceReader.of(kafka);
    return tracing
        .<SourceReader>map(of -> new TracedReader(reader, of, source, target))
        .orElse(reader);
  }
}

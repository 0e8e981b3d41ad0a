package dev.pangaea.replicator.trace;

import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.replicator.consume.Arrived;
import dev.pangaea.replicator.consume.SourceReader;
import dev.pangaea.replicator.plan.LogEntry;
import dev.pangaea.replicator.plan.LogPartition;
import dev.pangaea.trace.Span;
import dev.pangaea.trace.Step;
import dev.pangaea.trace.Tracing;
import dev.pangaea.trace.WriteTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells of writes as they arrive: each spent on its link the time from being appended, by the
 * source log's clock, to being read. It reads each record once more, to see what is in it.
 */
public final class TracedReader implements SourceReader {
  private final SourceReader reader;
  private final Tracing tracing;
  private final RegionName source;
  private final String target;

  public TracedReader(SourceReader reader, Tracing tracing, RegionName source, RegionName target) {
    this.reader = reader;
    this.tracing = tracing;
    this.source = source;
    this.target = target.value();
  }

  @Override
  public List<Arrived> poll(Duration wait) {
    List<Arrived> arrived = reader.poll(wait);
    for (Arrived each : arrived) {
      if (each instanceof Arrived.Entries(LogPartition log, List<LogEntry> entries)) {
        Instant now = tracing.now();
        entries.forEach(entry -> changes(entry).forEach(change -> tell(log, entry, change, now)));
      }
    }
    return arrived;
  }

  @Override
  public void read(LogPartition log, long offset) {
    reader.read(log, offset);
  }

  @Override
  public void leave(LogPartition log) {
    reader.leave(log);
  }

  @Override
  public void hold(Set<LogPartition> held) {
    reader.hold(held);
  }

  @Override
  public Map<LogPartition, Long> ends() {
    return reader.ends();
  }

  @Override
  public Connections connections() {
    return reader.connections();
  }

  @Override
  public void wakeUp() {
    reader.wakeUp();
  }

  @Override
  public void close() {
    reader.close();
  }

  /** What an entry brings of the source's own; whether it counts is found out later. */
  private static List<Change> changes(LogEntry entry) {
    try {
      return switch (LogRecordCodec.decode(entry.record()).body()) {
        case Body.Writes(List<Change> changes) -> changes;
        case Body.Part(long _, List<Change> changes) -> changes;
        case Body.Restoration(var _, Change change) -> List.of(change);
        case Body.Noop _ -> List.of();
        case Body.Arrivals _ -> List.of();
        case Body.Copy _ -> List.of();
        case Body.Transactions _ -> List.of();
        case Body.Told _ -> List.of();
        case Body.Streaming _ -> List.of();
        case Body.Dropped _ -> List.of();
        case Body.Released _ -> List.of();
      };
    } catch (MalformedBytesException noRecord) {
      return List.of();
    }
  }

  private void tell(LogPartition log, LogEntry entry, Change change, Instant now) {
    Optional<WriteTrace> trace = tracing.of(change);
    if (trace.isEmpty() || log.log().endsWith(".catalog")) {
      return;
    }
    tracing
        .spans()
        .tell(
            Span.of(
                trace.get(),
                Step.LINK,
                target,
                Optional.of(trace.get().spanId(Step.LOG, source.value())),
                "link " + source + " to " + target,
                Instant.ofEpochMilli(entry.appendMillis()),
                now,
                Map.of(
                    "messaging.system",
                    "kafka",
                    "messaging.destination.name",
                    log.log(),
                    "messaging.destination.partition.id",
                    "" + log.partition(),
                    "messaging.kafka.offset",
                    "" + entry.offset(),
                    "pangaea.version",
                    change.version().toString())));
  }
}

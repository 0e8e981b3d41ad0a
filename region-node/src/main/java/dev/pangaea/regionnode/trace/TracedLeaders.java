package dev.pangaea.regionnode.trace;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.DeliveryOutcome.Tally;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.leader.ReadOutcome;
import dev.pangaea.regionnode.leader.RestoreOutcome;
import dev.pangaea.regionnode.leader.RestoreRequest;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.leader.TransactionRequest;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.trace.Span;
import dev.pangaea.trace.Step;
import dev.pangaea.trace.Tracing;
import dev.pangaea.trace.WriteTrace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Tells of writes on their way through leaders: of a request's own once they count, to the request;
 * of another region's once they are taken in. Writes of transactions are told of where they arrive
 * only, since the log alone says their versions.
 */
final class TracedLeaders implements Leaders {
  private final Leaders leaders;
  private final Tracing tracing;
  private final String region;
  private final IntFunction<String> tables;

  /**
   * @param tables the name of a table by its number in the store
   */
  TracedLeaders(Leaders leaders, Tracing tracing, RegionName region, IntFunction<String> tables) {
    this.leaders = leaders;
    this.tracing = tracing;
    this.region = region.value();
    this.tables = tables;
  }

  @Override
  public void write(PartitionId partition, WriteCommand command, Consumer<WriteOutcome> listener) {
    Optional<TracedRequest> request = TracedRequest.underWay();
    if (request.isEmpty()) {
      leaders.write(partition, command, listener);
      return;
    }
    Instant start = tracing.now();
    leaders.write(
        partition,
        command,
        outcome -> {
          if (outcome instanceof WriteOutcome.Written written) {
            written
                .version()
                .ifPresent(
                    version ->
                        Tracing.aside(
                            () -> wrote(request.get(), partition, command, version, start)));
          }
          listener.accept(outcome);
        });
  }

  @Override
  public void deliver(
      PartitionId partition, Delivery delivery, Consumer<DeliveryOutcome> listener) {
    List<Change> told =
        partition.isRegionsOwn()
            ? List.of()
            : delivery.changes().stream().filter(change -> tracing.of(change).isPresent()).toList();
    if (told.isEmpty()) {
      leaders.deliver(partition, delivery, listener);
      return;
    }
    Instant start = tracing.now();
    leaders.deliver(
        partition,
        delivery,
        outcome -> {
          listener.accept(outcome);
          if (outcome instanceof DeliveryOutcome.Taken taken) {
            Tracing.aside(
                () -> told.forEach(change -> tookIn(delivery, change, taken.tally(), start)));
          }
        });
  }

  @Override
  public void transact(TransactionRequest transaction, Consumer<TransactionOutcome> listener) {
    leaders.transact(transaction, listener);
  }

  @Override
  public void readTogether(List<Place> places, Consumer<ReadOutcome> listener) {
    leaders.readTogether(places, listener);
  }

  @Override
  public void restore(
      PartitionId partition, RestoreRequest request, Consumer<RestoreOutcome> listener) {
    leaders.restore(partition, request, listener);
  }

  @Override
  public boolean holdsAllAcknowledged(PartitionId partition) {
    return leaders.holdsAllAcknowledged(partition);
  }

  private void wrote(
      TracedRequest request,
      PartitionId partition,
      WriteCommand command,
      Version version,
      Instant start) {
    WriteTrace trace = WriteTrace.of(command.key(), version);
    if (trace.isAmong(tracing.share())) {
      request.wrote(
          new TracedRequest.Write(
              trace, tables.apply(partition.table()), version.toString(), start, tracing.now()));
    }
  }

  private void tookIn(Delivery delivery, Change change, Tally tally, Instant start) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("db.collection.name", delivery.table());
    attributes.put("pangaea.version", change.version().toString());
    attributes.put("pangaea.delivery.changes", "" + delivery.changes().size());
    attributes.put("pangaea.delivery.tally", tally.toString());
    WriteTrace trace = WriteTrace.of(change.key(), change.version());
    tracing
        .spans()
        .tell(
            Span.of(
                trace,
                Step.TAKE_IN,
                region,
                Optional.of(trace.spanId(Step.DELIVER, region)),
                "take in " + delivery.table(),
                start,
                tracing.now(),
                attributes));
  }
}

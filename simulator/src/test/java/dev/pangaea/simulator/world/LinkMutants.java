package dev.pangaea.simulator.world;

import dev.pangaea.conflict.change.Arrival;
import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.regionnode.causal.Waits;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.replicator.plan.LogEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What makes replication, or a reader, look as if it were built wrongly. */
final class LinkMutants {
  private LinkMutants() {}

  private static Delivery with(Delivery delivery, UnaryOperator<Change> change) {
    return delivery.with(delivery.changes().stream().map(change).toList());
  }

  /** Answers whoever is to come after a write at once. */
  static final class Impatient implements Parts {
    @Override
    public List<Waits.Need> after(List<Waits.Need> needs) {
      return List.of();
    }
  }

  /** Carries on what came from elsewhere. */
  static final class Echo implements Parts {
    @Override
    public List<LogEntry> fetched(List<LogEntry> entries) {
      return entries.stream().map(Echo::asWrites).toList();
    }

    private static LogEntry asWrites(LogEntry entry) {
      LogRecord record = LogRecordCodec.decode(entry.record());
      if (!(record.body() instanceof Body.Arrivals(Progress to, List<Arrival> arrivals))) {
        return entry;
      }
      Body own = new Body.Writes(arrivals.stream().map(Arrival::change).toList());
      return new LogEntry(
          entry.offset(),
          entry.appendMillis(),
          LogRecordCodec.encode(
              new LogRecord(record.id(), record.previous(), record.clock(), own)));
    }
  }

  /** Takes in what comes wherever it stands. */
  static final class Greedy implements Parts {
    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      return store
          .progress(partition, delivery.to().source())
          .map(here -> delivery.from(here.position()))
          .orElse(delivery);
    }
  }

  /** Loses the last change of a batch, if it has several. */
  static final class Lossy implements Parts {
    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      List<Change> changes = delivery.changes();
      return delivery.with(changes.size() > 1 ? changes.subList(0, changes.size() - 1) : changes);
    }
  }

  /** Lets what comes last win. */
  static final class LastComes implements Parts {
    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      return with(
          delivery,
          change -> {
            Optional<ItemState> here = store.item(partition, change.key());
            boolean older = here.isPresent() && here.get().context().covers(change.version());
            return here.isEmpty() || older
                ? change
                : new Change(
                    change.key(),
                    change.version(),
                    change.context().merge(here.get().context()),
                    change.content());
          });
    }
  }

  /** Carries no contexts: what a write had seen is not known elsewhere. */
  static final class Contextless implements Parts {
    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      return with(
          delivery,
          change ->
              new Change(
                  change.key(), change.version(), Context.of(change.version()), change.content()));
    }
  }

  /** Says that it has come further than it has. */
  static final class Boastful implements Parts {
    private static final int AHEAD_MILLIS = 2_000;

    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      Progress to = delivery.to();
      HybridTime clock = HybridTime.of(to.watermark().clock().millis() + AHEAD_MILLIS, 0);
      return delivery.to(
          new Progress(
              to.source(),
              to.log(),
              to.position(),
              new Watermark(clock, to.watermark().appendMillis())));
    }
  }

  /** Answers strongly consistent reads before it has caught up with its log. */
  static final class Rash implements Parts {
    @Override
    public boolean readable(Leaders leaders, PartitionId partition) {
      return true;
    }
  }
}

package dev.pangaea.regionnode.api.item;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.api.capacity.ConsumedCapacity;
import dev.pangaea.regionnode.api.capacity.Throttling;
import dev.pangaea.regionnode.api.capacity.WriteCapacity;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import dev.pangaea.regionnode.leader.TransactionRequest;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.throughput.Excess;
import dev.pangaea.regionnode.throughput.Resource;
import dev.pangaea.regionnode.throughput.TableThroughput;
import dev.pangaea.regionnode.throughput.Throughputs;
import dev.pangaea.regionnode.throughput.UnitKind;
import dev.pangaea.regionnode.throughput.Units;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Admits requests by the capacity of what they read and write, and charges them what they used once
 * that is known. A table without bounds admits all, and is counted only; nothing is asked of one
 * that is not metered.
 */
public final class Charges {
  private final Identity identity;
  private final Throughputs throughputs;

  public Charges(Identity identity, Throughputs throughputs) {
    this.identity = identity;
    this.throughputs = throughputs;
  }

  /** Has the table's capacity as it is now from here on. */
  Optional<TableThroughput> of(TableView table) {
    return throughputs.of(table);
  }

  /** Admits a write, or refuses it. Returns what is to be told of its outcome. */
  Consumer<WriteOutcome> write(TableView table, Place place, WriteCommand command) {
    Optional<TableThroughput> throughput = throughputs.of(table);
    return throughput.isPresent() ? write(throughput.get(), place, command) : outcome -> {};
  }

  private Consumer<WriteOutcome> write(
      TableThroughput throughput, Place place, WriteCommand command) {
    double taken = least(command);
    if (throughput.isLimited()) {
      refuse(throughput, throughput.admitWrite(taken));
    }
    return outcome -> settle(throughput, place, taken, outcome);
  }

  /** Admits a read of a table or of a global index, or refuses it. */
  public ReadCharge read(TableView table, Optional<String> index, boolean consistent) {
    Optional<TableThroughput> throughput = throughputs.of(table);
    double taken = Units.read(0, consistent);
    throughput
        .filter(TableThroughput::isLimited)
        .ifPresent(limited -> refuse(limited, limited.admitRead(index, taken)));
    return new ReadCharge(throughput, index, taken);
  }

  /** What a read in a transaction takes; it is to be admitted. */
  public TransactedReadCharge readTransacted(TableView table) {
    return new TransactedReadCharge(throughputs.of(table));
  }

  /** What a table's reads that are admitted one by one later may take; see {@link BatchCharge}. */
  public BatchCharge batch(TableView table) {
    return new BatchCharge(identity, throughputs.of(table));
  }

  /** What a transaction takes of tables that {@link #of} was asked for; it is to be admitted. */
  TransactionCharge transaction(TransactionRequest transaction) {
    return new TransactionCharge(
        transaction.operations(),
        transaction.operations().stream()
            .map(operation -> throughputs.known(operation.partition().table()))
            .toList());
  }

  private static void settle(
      TableThroughput throughput, Place place, double taken, WriteOutcome outcome) {
    switch (outcome) {
      case WriteOutcome.Written written -> charge(throughput, place, taken, written, 1);
      case WriteOutcome.ConditionFailed(Optional<EncodedItem> before) ->
          charge(throughput, place, taken, WriteCapacity.ofTable(before, Optional.empty()));
      case WriteOutcome.InDoubt _ -> {}
      case WriteOutcome.Invalid _,
          WriteOutcome.Conflict _,
          WriteOutcome.Throttled _,
          WriteOutcome.Unavailable _ ->
          throughput.take(Resource.TABLE_WRITE, -taken);
    }
  }

  /**
   * Charges a write that was done.
   *
   * @param taken what it was admitted with
   * @param times how often everything counts
   */
  static void charge(
      TableThroughput throughput,
      Place place,
      double taken,
      WriteOutcome.Written written,
      int times) {
    if (!throughput.isLimited() || throughput.settings().indexes().isEmpty()) {
      double units = WriteCapacity.ofTable(written.before(), written.after());
      charge(throughput, place, taken, times * units);
      return;
    }
    ConsumedCapacity used =
        new WriteCapacity(throughput.settings(), place.key())
            .of(throughput.table(), written.before(), written.after());
    charge(throughput, place, taken, times * used.unitsOfTable());
    used.global()
        .forEach(
            (index, units) -> {
              Resource resource = new Resource(Optional.of(index), UnitKind.WRITE);
              throughput.take(resource, times * units);
              throughput.usage().index(resource, times * units);
            });
  }

  private static void charge(TableThroughput throughput, Place place, double taken, double units) {
    throughput.take(Resource.TABLE_WRITE, units - taken);
    throughput.usage().written(place.partition().partition(), place.key(), units);
  }

  /** What a command takes at least: what it puts, or a unit. */
  static double least(WriteCommand command) {
    return command instanceof WriteCommand.PutItem put ? Units.write(Optional.of(put.item())) : 1;
  }

  private void refuse(TableThroughput throughput, Optional<Excess> excess) {
    if (excess.isPresent()) {
      throw Throttling.failure(identity, throughput.table(), excess.get()).refused();
    }
  }

  static Verdict.Throttled verdict(Excess excess) {
    return new Verdict.Throttled(Throttling.code(excess), Throttling.message(excess));
  }
}

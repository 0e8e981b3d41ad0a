package dev.pangaea.simulator.world;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.regionnode.leader.AppendAnswer;
import dev.pangaea.regionnode.leader.KeptIndexes;
import dev.pangaea.regionnode.leader.PartitionLeaders;
import dev.pangaea.regionnode.leader.PartitionOpening;
import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.leader.ReadOutcome;
import dev.pangaea.regionnode.leader.RestoreOutcome;
import dev.pangaea.regionnode.leader.RestoreRequest;
import dev.pangaea.regionnode.leader.Roll;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.leader.TransactionRequest;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.store.PartitionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Leaders as a node's tables ask them. What these wait for has come about when the call returns, so
 * that they never wait on a thread of the world's.
 */
final class BlockingLeaders implements PartitionLeaders {
  private final PartitionLeaders leaders;
  private final WorldTurns tables;
  private final WorldTurns copying;
  private final Parts parts;
  private final Entries entries;
  private final Consumer<PartitionOpening> onOpen;

  /** What logs of other regions hold. */
  interface Entries {
    List<LogEntry> of(String log, int partition);
  }

  /**
   * @param onOpen told of each partition that is to be led
   */
  BlockingLeaders(
      PartitionLeaders leaders,
      WorldTurns tables,
      WorldTurns copying,
      Parts parts,
      Entries entries,
      Consumer<PartitionOpening> onOpen) {
    this.leaders = leaders;
    this.tables = tables;
    this.copying = copying;
    this.parts = parts;
    this.entries = entries;
    this.onOpen = onOpen;
  }

  @Override
  public void open(PartitionOpening opening) {
    onOpen.accept(opening);
    leaders.open(opening);
  }

  @Override
  public void close(PartitionId partition, Runnable done) {
    tables.await(over -> leaders.close(partition, over));
    done.run();
  }

  @Override
  public void index(PartitionId partition, KeptIndexes indexes, Runnable done) {
    tables.await(over -> leaders.index(partition, indexes, over));
    done.run();
  }

  @Override
  public void replicated(PartitionId partition, boolean replicated) {
    leaders.replicated(partition, replicated);
  }

  @Override
  public void roll(PartitionId partition, Roll roll, Runnable done) {
    tables.await(over -> leaders.roll(partition, parts.roll(roll), over));
    done.run();
  }

  @Override
  public void follow(PartitionId partition, Progress beginning, Consumer<AppendAnswer> listener) {
    Position from =
        partition.equals(PartitionId.CATALOG)
            ? beginning.position()
            : parts.beginning(
                beginning.position(), entries.of(beginning.log(), partition.partition()));
    leaders.follow(
        partition,
        new Progress(beginning.source(), beginning.log(), from, beginning.watermark()),
        listener);
  }

  @Override
  public void copy(PartitionId partition, Body.Copy part, Consumer<AppendAnswer> listener) {
    copying.await(
        over ->
            leaders.copy(
                partition,
                part,
                answer -> {
                  listener.accept(answer);
                  over.run();
                }));
  }

  @Override
  public void stream(
      PartitionId partition, Optional<StreamWord> word, Consumer<AppendAnswer> listener) {
    leaders.stream(partition, word, listener);
  }

  @Override
  public void endStreams(int table, Runnable done) {
    tables.await(over -> leaders.endStreams(table, over));
    done.run();
  }

  @Override
  public void tables(Set<Integer> living) {
    leaders.tables(living);
  }

  @Override
  public List<PartitionStatus> status() {
    return leaders.status();
  }

  @Override
  public void write(PartitionId partition, WriteCommand command, Consumer<WriteOutcome> listener) {
    tables.await(
        over ->
            leaders.write(
                partition,
                command,
                outcome -> {
                  listener.accept(outcome);
                  over.run();
                }));
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
  public void deliver(
      PartitionId partition, Delivery delivery, Consumer<DeliveryOutcome> listener) {
    leaders.deliver(partition, delivery, listener);
  }

  @Override
  public boolean holdsAllAcknowledged(PartitionId partition) {
    return leaders.holdsAllAcknowledged(partition);
  }
}

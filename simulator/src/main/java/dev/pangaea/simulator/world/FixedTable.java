package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.AppendAnswer;
import dev.pangaea.regionnode.leader.KeptIndexes;
import dev.pangaea.regionnode.leader.PartitionOpening;
import dev.pangaea.regionnode.leader.SteppedLeaders;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.ReplicaUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.function.Consumer;

/** A table that is in all regions from the beginning and for ever; no catalog says so. */
final class FixedTable implements ServedTable {
  static final int NUMBER = 1;
  private static final long FOLLOW_AGAIN_NANOS = 300 * MILLI;

  private final Setting setting;
  private final WorldRegion region;
  private final NodeProcess process;
  private final SteppedLeaders leaders;
  private final Store store;

  FixedTable(
      Setting setting,
      WorldRegion region,
      NodeProcess process,
      SteppedLeaders leaders,
      Store store) {
    this.setting = setting;
    this.region = region;
    this.process = process;
    this.leaders = leaders;
    this.store = store;
  }

  @Override
  public void begin() {
    open(PartitionId.TRANSACTIONS, region.transactions(), KeptIndexes.NONE, false);
    for (int partition = 0; partition < region.logs().size(); partition++) {
      PartitionId id = new PartitionId(NUMBER, partition);
      open(id, region.logs().get(partition), region.indexes().kept(), true);
      leaders.roll(id, setting.parts().roll(region.roll()), () -> {});
      region.beginnings().forEach(beginning -> follow(id, beginning));
    }
  }

  @Override
  public void end() {}

  @Override
  public OptionalInt number() {
    return OptionalInt.of(NUMBER);
  }

  @Override
  public List<Intake> intakes(RegionName source) {
    List<Intake> intakes = new ArrayList<>();
    for (int partition = 0; partition < region.logs().size(); partition++) {
      int index = partition;
      store
          .progress(new PartitionId(NUMBER, partition), source)
          .ifPresent(progress -> intakes.add(new Intake(WorldRegion.TABLE_NAME, index, progress)));
    }
    return intakes;
  }

  @Override
  public void deliver(List<Delivery> deliveries, Consumer<List<DeliveryOutcome>> listener) {
    DeliveryOutcome[] outcomes = new DeliveryOutcome[deliveries.size()];
    int[] open = {outcomes.length};
    for (int index = 0; index < outcomes.length; index++) {
      int each = index;
      PartitionId partition = new PartitionId(NUMBER, deliveries.get(index).partition());
      leaders.deliver(
          partition,
          setting.parts().delivery(partition, deliveries.get(index), store),
          outcome -> {
            outcomes[each] = outcome;
            if (--open[0] == 0) {
              listener.accept(List.of(outcomes));
            }
          });
    }
  }

  /** Their logs lose nothing. */
  @Override
  public void stuck(List<Intake> intakes) {
    throw new IllegalStateException("cannot be followed: " + intakes);
  }

  /** It is there. */
  @Override
  public void create() {}

  @Override
  public void update(ReplicaUpdate update) {
    throw new IllegalStateException("is in all regions for ever: " + update);
  }

  @Override
  public String unsettled(SortedSet<RegionName> holders) {
    return "";
  }

  @Override
  public void reopen(int partition) {
    PartitionId id = new PartitionId(NUMBER, partition);
    open(id, region.logs().get(partition), region.indexes().kept(), true);
    leaders.roll(id, setting.parts().roll(region.roll()), () -> {});
  }

  private void open(PartitionId id, KeptLog log, KeptIndexes indexes, boolean replicated) {
    PartitionOpening opening =
        new PartitionOpening(
            id,
            process.connect(log),
            WorldRegion.LABEL,
            change -> true,
            indexes,
            replicated,
            false,
            () -> setting.say(() -> process + " leads " + log));
    leaders.open(opening);
    process.watch(opening);
  }

  private void follow(PartitionId partition, Progress beginning) {
    leaders.follow(
        partition,
        beginning,
        answer -> {
          if (answer instanceof AppendAnswer.Unavailable) {
            setting
                .agenda()
                .after(FOLLOW_AGAIN_NANOS, () -> process.run(() -> follow(partition, beginning)));
          }
        });
  }
}

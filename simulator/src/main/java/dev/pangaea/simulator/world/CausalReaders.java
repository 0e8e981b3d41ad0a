package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.causal.Waits;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.simulator.check.Contents;
import dev.pangaea.simulator.check.Operation;
import dev.pangaea.simulator.check.Reply;
import dev.pangaea.simulator.check.Violation;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Clients that hand the token of a write to somebody in another region, who reads once what it
 * stands for is there: then the write must be visible, or something that has seen it.
 */
final class CausalReaders {
  private static final String PROMISE = "a read that comes after a write sees it";
  private static final int WRITES_PER_READ = 2;
  private static final long HOP_NANOS_MAX = 6 * MILLI;
  private static final long WAIT_NANOS_MAX = 5_000 * MILLI;

  private final Setting setting;
  private final RandomGenerator random;

  CausalReaders(Setting setting) {
    this.setting = setting;
    this.random = setting.random().split();
  }

  /** A write is answered by a region's process just now. */
  void answered(WorldRegion region, NodeProcess process, Operation write, Reply reply) {
    if (!(reply instanceof Reply.Done)
        || write.action().text().isEmpty()
        || random.nextInt(WRITES_PER_READ) > 0) {
      return;
    }
    if (!region.holdsTable()) {
      return;
    }
    PartitionId partition = region.partition(write.partition());
    Optional<Version> version =
        process
            .store()
            .item(partition, write.key())
            .filter(state -> text(state).equals(write.action().text()))
            .map(ItemState::version);
    if (version.isEmpty()) {
      return;
    }
    HybridTime clock = process.store().applied(partition).clock();
    WorldRegion reader = region.others().get(random.nextInt(region.others().size()));
    setting
        .agenda()
        .after(
            random.nextLong(HOP_NANOS_MAX),
            () -> read(reader, clock, region, write, version.get()));
  }

  private void read(
      WorldRegion reader, HybridTime clock, WorldRegion writer, Operation write, Version version) {
    Optional<NodeProcess> there = reader.serving().process();
    if (there.isEmpty() || !reader.holdsTable()) {
      return;
    }
    NodeProcess process = there.get();
    Waits.Need need = new Waits.Need(reader.partition(write.partition()), writer.name(), clock);
    long deadline = setting.agenda().nowNanos() + random.nextLong(WAIT_NANOS_MAX);
    process.run(
        () ->
            process
                .waits()
                .await(
                    setting.parts().after(List.of(need)),
                    deadline,
                    end -> ended(end, process, need, writer, write, version)));
    setting
        .agenda()
        .at(
            deadline + 1,
            () -> process.run(() -> process.waits().expire(setting.agenda().nowNanos())));
  }

  private void ended(
      Waits.End end,
      NodeProcess process,
      Waits.Need need,
      WorldRegion writer,
      Operation write,
      Version version) {
    switch (end) {
      case HERE -> look(process, writer, need.partition(), write, version);
      case LATE -> setting.say(() -> "#%d is not there in time".formatted(write.number()));
      case TOO_MANY -> setting.violations().accept(new Violation(PROMISE, "too many wait"));
    }
  }

  /** What is nowhere any more was deleted since. */
  private void look(
      NodeProcess process,
      WorldRegion writer,
      PartitionId partition,
      Operation write,
      Version version) {
    Optional<ItemState> here = process.store().item(partition, write.key());
    boolean seen = here.filter(state -> state.context().covers(version)).isPresent();
    boolean stays = here.isPresent() || holds(writer, write, version);
    if (!seen && stays) {
      setting
          .violations()
          .accept(
              new Violation(
                  PROMISE, "%s is not seen by %s".formatted(write, here.map(CausalReaders::text))));
    }
  }

  private static boolean holds(WorldRegion region, Operation write, Version version) {
    return region
        .serving()
        .process()
        .filter(process -> region.holdsTable())
        .flatMap(process -> process.store().item(region.partition(write.partition()), write.key()))
        .filter(state -> state.version().equals(version))
        .isPresent();
  }

  private static Optional<String> text(ItemState state) {
    return Contents.visible(state.content()).map(CausalReaders::text);
  }

  private static String text(EncodedItem item) {
    return Contents.text(item);
  }
}

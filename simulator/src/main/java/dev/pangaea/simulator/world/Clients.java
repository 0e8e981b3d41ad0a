package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.simulator.check.Action;
import dev.pangaea.simulator.check.Contents;
import dev.pangaea.simulator.check.Expectation;
import dev.pangaea.simulator.check.Operation;
import dev.pangaea.simulator.check.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Those who ask regions for something, and remember what they were told and when. */
final class Clients {
  private static final long HOP_NANOS_MAX = 3 * MILLI;

  private final Setting setting;
  private final RandomGenerator random;
  private final Commands commands = new Commands();
  private final List<Operation> operations = new ArrayList<>();
  private int open;

  Clients(Setting setting) {
    this.setting = setting;
    this.random = setting.random().split();
  }

  List<Operation> operations() {
    return operations;
  }

  boolean allAnswered() {
    return open == 0;
  }

  void ask(WorldRegion region, Happening.Ask ask) {
    EncodedKey key = Contents.key("k" + ask.key());
    int partition = Partitioner.partition(key, region.logs().size());
    Optional<Machine> rival = region.rival().filter(machine -> ask.ofRival());
    Machine machine = rival.orElseGet(region::serving);
    int number = operations.size();
    Action action = action(ask, "v" + number, seen(machine, partition, key));
    Operation operation =
        Operation.asked(number, region.name(), partition, key, action, setting.agenda().nowNanos());
    operations.add(operation);
    open++;
    setting.say(
        () -> "#%d asks %s for %s at %s".formatted(number, machine, action, Contents.name(key)));
    hop(() -> arrive(region, machine, operation));
  }

  private void arrive(WorldRegion region, Machine machine, Operation operation) {
    if (machine.isDown()) {
      tell(region, operation, new Reply.NotTaken());
      return;
    }
    NodeProcess process = machine.process().orElseThrow();
    process.asked(operation.number(), () -> tell(region, operation, new Reply.InDoubt()));
    process.run(
        () ->
            submit(
                process,
                operation,
                reply -> {
                  process.answered(operation.number());
                  tell(region, operation, reply);
                }));
  }

  private void submit(NodeProcess process, Operation operation, Consumer<Reply> told) {
    PartitionId partition = WorldRegion.partition(operation.partition());
    if (!(operation.action() instanceof Action.Read)) {
      process
          .leaders()
          .write(
              partition,
              commands.command(operation.key(), operation.action()),
              outcome -> told.accept(Commands.reply(outcome)));
    } else if (setting.parts().readable(process.leaders(), partition)) {
      Optional<EncodedItem> item = visible(process, partition, operation.key());
      told.accept(new Reply.Done(item, item));
    } else {
      told.accept(new Reply.NotTaken());
    }
  }

  private void tell(WorldRegion region, Operation operation, Reply reply) {
    hop(
        () -> {
          Operation answered =
              operation.answered(reply, setting.agenda().nowNanos(), region.hasRivals());
          operations.set(operation.number(), answered);
          open--;
          setting.say(() -> "#%d %s".formatted(answered.number(), answered.told()));
        });
  }

  private void hop(Runnable what) {
    setting.agenda().after(random.nextLong(MILLI / 10, HOP_NANOS_MAX), what);
  }

  /** What a condition names if it is to hold, as far as anyone can know. */
  private static Optional<EncodedItem> seen(Machine machine, int partition, EncodedKey key) {
    return machine
        .process()
        .flatMap(process -> visible(process, WorldRegion.partition(partition), key));
  }

  private static Optional<EncodedItem> visible(
      NodeProcess process, PartitionId partition, EncodedKey key) {
    return process.store().item(partition, key).map(ItemState::content).flatMap(Contents::visible);
  }

  private static Action action(Happening.Ask ask, String text, Optional<EncodedItem> seen) {
    Expectation anything = new Expectation.Anything();
    return switch (ask.kind()) {
      case PUT -> new Action.Put(text, anything);
      case PUT_IF -> new Action.Put(text, expectation(ask, seen));
      case UPDATE -> new Action.Update(text, anything);
      case UPDATE_IF -> new Action.Update(text, expectation(ask, seen));
      case DELETE -> new Action.Delete(anything);
      case DELETE_IF -> new Action.Delete(expectation(ask, seen));
      case READ -> new Action.Read();
    };
  }

  private static Expectation expectation(Happening.Ask ask, Optional<EncodedItem> seen) {
    if (!ask.knowing()) {
      return new Expectation.Text("never put");
    }
    return seen.<Expectation>map(item -> new Expectation.Text(Contents.text(item)))
        .orElse(new Expectation.Missing());
  }
}

package dev.pangaea.simulator.world;

import static dev.pangaea.simulator.world.Agenda.MILLI;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.leader.TransactionRequest;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.simulator.check.Action;
import dev.pangaea.simulator.check.Contents;
import dev.pangaea.simulator.check.Edit;
import dev.pangaea.simulator.check.Evidence;
import dev.pangaea.simulator.check.Expectation;
import dev.pangaea.simulator.check.Operation;
import dev.pangaea.simulator.check.Reply;
import dev.pangaea.simulator.check.Violation;
import dev.pangaea.simulator.world.Happening.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Those who ask regions for something, and remember what they were told and when. What is asked for
 * as one is a list of operations, most often of one.
 */
final class Clients {
  /** In seconds. */
  private static final int LASTING_MAX = 9;

  private static final long HOP_NANOS_MAX = 3 * MILLI;

  /** To be decided, and for the outcome of an append. */
  private static final long ANSWER_NANOS_MAX = 6_200 * MILLI;

  private static final long AGAIN_NANOS = 500 * MILLI;
  private static final int TIMES_MAX = 8;

  /** So few that they meet. */
  private static final int ELEMENTS = 4;

  private static final int AMOUNTS = 50;

  private final Setting setting;
  private final boolean expiring;
  private final RandomGenerator random;
  private final Commands commands = new Commands();
  private final CausalReaders readers;
  private final List<Operation> operations = new ArrayList<>();
  private final Restorers restorers;
  private int open;

  /**
   * @param expiring whether some of what they put expires
   */
  Clients(Setting setting, boolean expiring) {
    this.expiring = expiring;
    this.setting = setting;
    this.random = setting.random().split();
    this.restorers = new Restorers(setting, this::hop);
    this.readers = new CausalReaders(setting);
  }

  /** How operations are handed to a node, and where their replies go. */
  private interface Handing {
    void hand(NodeProcess process, List<Operation> asked, Consumer<List<Reply>> told);
  }

  List<Operation> operations() {
    return operations;
  }

  boolean allAnswered() {
    return open == 0 && restorers.allAnswered();
  }

  void ask(WorldRegion region, Happening.Ask ask) {
    Machine machine = machine(region, ask.ofRival());
    List<Happening.Part> part = List.of(new Happening.Part(ask.key(), ask.kind()));
    List<Operation> asked = asked(region, machine, part, ask.knowing());
    Handing handing =
        ask.kind() == Kind.READ
            ? (process, all, told) -> read(region, process, all, told)
            : (process, all, told) -> write(region, process, all, told);
    hop(() -> arrive(machine, asked, handing, replies -> tell(region, asked, replies, false)));
  }

  /** What was asked for of ledgers, and told. */
  List<Evidence.Restoration> restorations() {
    return restorers.restorations();
  }

  void restore(WorldRegion region, Happening.Restore restore) {
    restorers.restore(region, machine(region, restore.ofRival()), restore);
  }

  void readTogether(WorldRegion region, Happening.ReadTogether read) {
    Machine machine = machine(region, read.ofRival());
    List<Happening.Part> parts =
        read.keys().stream().map(key -> new Happening.Part(key, Kind.READ)).toList();
    List<Operation> asked = asked(region, machine, parts, true);
    hop(
        () ->
            arrive(
                machine,
                asked,
                (process, all, told) -> readTogether(region, process, all, told),
                replies -> tell(region, asked, replies, false)));
  }

  void transact(WorldRegion region, Happening.Transact transact) {
    Machine machine = machine(region, transact.ofRival());
    List<Operation> asked = asked(region, machine, transact.parts(), transact.knowing());
    Optional<ClientToken> token =
        Optional.of(new ClientToken("t" + asked.getFirst().number(), Bytes.EMPTY))
            .filter(named -> transact.token());
    transact(region, machine, asked, token, TIMES_MAX);
  }

  /** With a token it is asked again, as the same, until it is known what became of it. */
  private void transact(
      WorldRegion region,
      Machine machine,
      List<Operation> asked,
      Optional<ClientToken> token,
      int times) {
    hop(
        () ->
            arrive(
                machine,
                asked,
                (process, all, told) -> transact(region, process, all, token, told),
                replies -> {
                  boolean known = !(replies.getFirst() instanceof Reply.InDoubt);
                  if (known || token.isEmpty() || times == 1) {
                    tell(region, asked, replies, true);
                  } else {
                    setting
                        .agenda()
                        .after(AGAIN_NANOS, () -> again(region, asked, token, times - 1));
                  }
                }));
  }

  /** Once it may have come about, only a success says what became of it. */
  private void again(
      WorldRegion region, List<Operation> asked, Optional<ClientToken> token, int times) {
    hop(
        () ->
            arrive(
                region.serving(),
                asked,
                (process, all, told) -> transact(region, process, all, token, told),
                replies -> {
                  boolean done =
                      replies.stream()
                          .allMatch(
                              reply ->
                                  reply instanceof Reply.Done || reply instanceof Reply.Repeated);
                  if (done || times == 1) {
                    tell(region, asked, done ? replies : doubt(asked), true);
                  } else {
                    setting
                        .agenda()
                        .after(AGAIN_NANOS, () -> again(region, asked, token, times - 1));
                  }
                }));
  }

  private List<Operation> asked(
      WorldRegion region, Machine machine, List<Happening.Part> parts, boolean knowing) {
    List<Operation> asked = new ArrayList<>();
    int first = operations.size();
    for (Happening.Part part : parts) {
      EncodedKey key = Contents.key("k" + part.key());
      int partition = Partitioner.partition(key, region.partitionCount());
      int number = operations.size();
      Action action =
          action(part.kind(), knowing, number, text(number), seen(region, machine, partition, key));
      Operation operation =
          Operation.asked(
                  number, region.name(), partition, key, action, setting.agenda().nowNanos())
              .with(first);
      asked.add(operation);
      operations.add(operation);
      open++;
      setting.say(
          () ->
              "#%d at %s: asks %s %s%s"
                  .formatted(
                      number,
                      Contents.name(key),
                      machine,
                      action.words(),
                      number == first ? "" : ", together with #" + first));
    }
    return asked;
  }

  private void arrive(
      Machine machine, List<Operation> asked, Handing handing, Consumer<List<Reply>> told) {
    if (machine.isDown()) {
      told.accept(Collections.nCopies(asked.size(), new Reply.NotTaken()));
      return;
    }
    NodeProcess process = machine.process().orElseThrow();
    int number = asked.getFirst().number();
    process.asked(number, () -> told.accept(doubt(asked)));
    process.run(
        () -> {
          if (process.table().number().isEmpty()) {
            process.answered(number);
            told.accept(Collections.nCopies(asked.size(), new Reply.NotTaken()));
            return;
          }
          long begun = process.awakeNanos();
          handing.hand(
              process,
              asked,
              replies -> {
                process.answered(number);
                checkTime(asked, process.awakeNanos() - begun);
                told.accept(replies);
              });
        });
  }

  private void checkTime(List<Operation> asked, long tookNanos) {
    if (tookNanos > ANSWER_NANOS_MAX) {
      setting
          .violations()
          .accept(
              new Violation(
                  "whoever asks is answered within a bound",
                  "%d ms passed until %s".formatted(tookNanos / MILLI, asked)));
    }
  }

  private void write(
      WorldRegion region, NodeProcess process, List<Operation> asked, Consumer<List<Reply>> told) {
    Operation one = asked.getFirst();
    process
        .leaders()
        .write(
            region.partition(one.partition()),
            commands.command(one.key(), one.action(), region.policy()),
            outcome -> {
              Reply reply = Commands.reply(outcome);
              readers.answered(region, process, one, reply);
              told.accept(List.of(reply));
            });
  }

  private void read(
      WorldRegion region, NodeProcess process, List<Operation> asked, Consumer<List<Reply>> told) {
    Operation one = asked.getFirst();
    PartitionId partition = region.partition(one.partition());
    if (setting.parts().readable(process.leaders(), partition)) {
      Optional<EncodedItem> item = visible(process, partition, one.key());
      told.accept(List.of(new Reply.Done(item, item)));
    } else {
      told.accept(List.of(new Reply.NotTaken()));
    }
  }

  private void readTogether(
      WorldRegion region, NodeProcess process, List<Operation> asked, Consumer<List<Reply>> told) {
    List<Place> places =
        asked.stream()
            .map(each -> new Place(region.partition(each.partition()), each.key()))
            .toList();
    process
        .leaders()
        .readTogether(places, outcome -> told.accept(Commands.replies(outcome, asked.size())));
  }

  private void transact(
      WorldRegion region,
      NodeProcess process,
      List<Operation> asked,
      Optional<ClientToken> token,
      Consumer<List<Reply>> told) {
    List<TransactionRequest.Operation> each =
        asked.stream()
            .map(
                operation ->
                    new TransactionRequest.Operation(
                        region.partition(operation.partition()),
                        commands.command(operation.key(), operation.action(), region.policy())))
            .toList();
    process
        .leaders()
        .transact(
            new TransactionRequest(each, token),
            outcome -> told.accept(Commands.replies(outcome, asked.size())));
  }

  /**
   * @param appends whether its coming about is a record, also where it changes nothing: that is
   *     true whoever else leads
   */
  private void tell(
      WorldRegion region, List<Operation> asked, List<Reply> replies, boolean appends) {
    hop(
        () -> {
          boolean certain = appends && replies.getFirst() instanceof Reply.Done;
          for (int index = 0; index < asked.size(); index++) {
            Operation answered =
                asked
                    .get(index)
                    .answered(
                        replies.get(index),
                        setting.agenda().nowNanos(),
                        region.hasRivals() && !certain);
            operations.set(answered.number(), answered);
            open--;
            setting.say(() -> "#%d %s".formatted(answered.number(), answered.told()));
          }
        });
  }

  private void hop(Runnable what) {
    setting.agenda().after(random.nextLong(MILLI / 10, HOP_NANOS_MAX), what);
  }

  private static List<Reply> doubt(List<Operation> asked) {
    return Collections.nCopies(asked.size(), new Reply.InDoubt());
  }

  private static Machine machine(WorldRegion region, boolean ofRival) {
    return region.rival().filter(machine -> ofRival).orElseGet(region::serving);
  }

  /** What a condition names if it is to hold, as far as anyone can know. */
  private static Optional<EncodedItem> seen(
      WorldRegion region, Machine machine, int partition, EncodedKey key) {
    return machine
        .process()
        .filter(process -> process.table().number().isPresent())
        .flatMap(process -> visible(process, region.partition(partition), key));
  }

  private static Optional<EncodedItem> visible(
      NodeProcess process, PartitionId partition, EncodedKey key) {
    return process.store().item(partition, key).map(ItemState::content).flatMap(Contents::visible);
  }

  /** Where items expire, of three that are put two do, some at once. Clients' clocks are right. */
  private String text(int number) {
    String text = "v" + number;
    long seconds = WorldClock.trueMillis(setting.agenda()) / 1000;
    return expiring && number % 3 > 0
        ? Contents.expiring(text, seconds + number % LASTING_MAX - 2)
        : text;
  }

  private static Action action(
      Kind kind, boolean knowing, int number, String text, Optional<EncodedItem> seen) {
    Expectation anything = new Expectation.Anything();
    String element = "e" + number % ELEMENTS;
    return switch (kind) {
      case PUT -> new Action.Put(text, anything);
      case PUT_IF -> new Action.Put(text, expectation(knowing, seen));
      case UPDATE -> new Action.Update(text, anything);
      case UPDATE_IF -> new Action.Update(text, expectation(knowing, seen));
      case ADD_NUMBER ->
          new Action.Change(text, new Edit.AddNumber(number % AMOUNTS + 1), anything);
      case SET_NUMBER -> new Action.Change(text, new Edit.SetNumber(number), anything);
      case REMOVE_NUMBER -> new Action.Change(text, new Edit.RemoveNumber(), anything);
      case ADD_ELEMENT -> new Action.Change(text, new Edit.AddElement(element), anything);
      case DELETE_ELEMENT -> new Action.Change(text, new Edit.DeleteElement(element), anything);
      case DELETE -> new Action.Delete(anything);
      case DELETE_IF -> new Action.Delete(expectation(knowing, seen));
      case CHECK -> new Action.Check(expectation(knowing, seen));
      case READ -> new Action.Read();
    };
  }

  private static Expectation expectation(boolean knowing, Optional<EncodedItem> seen) {
    if (!knowing) {
      return new Expectation.Text("never put");
    }
    return seen.<Expectation>map(item -> new Expectation.Text(Contents.text(item)))
        .orElse(new Expectation.Missing());
  }
}

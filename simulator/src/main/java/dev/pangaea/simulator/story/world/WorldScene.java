package dev.pangaea.simulator.story.world;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.expression.InvalidExpressionException;
import dev.pangaea.regionnode.leader.ReadOutcome;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.simulator.check.Contents;
import dev.pangaea.simulator.story.Answer;
import dev.pangaea.simulator.story.Scene;
import dev.pangaea.simulator.story.SceneException;
import dev.pangaea.simulator.story.Step;
import dev.pangaea.simulator.story.Story;
import dev.pangaea.simulator.story.Write;
import dev.pangaea.simulator.world.ToldWorld;
import dev.pangaea.simulator.world.ToldWorldException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A story's world. */
final class WorldScene implements Scene {
  private final Story story;
  private final ToldWorld world;
  private final WriteCommands commands;

  WorldScene(Story story, ToldWorld world) {
    this.story = story;
    this.world = world;
    this.commands = new WriteCommands(story.policy());
  }

  @Override
  public Answer write(String region, Write write) {
    try {
      WriteCommand command = commands.command(write);
      return answer(told(() -> world.write(new RegionName(region), command)));
    } catch (InvalidExpressionException invalid) {
      return new Answer.Refused(invalid.getMessage());
    }
  }

  @Override
  public Answer transact(String region, List<Write> writes) {
    try {
      List<WriteCommand> all = writes.stream().map(commands::command).toList();
      return answer(told(() -> world.transact(new RegionName(region), all)));
    } catch (InvalidExpressionException invalid) {
      return new Answer.Refused(invalid.getMessage());
    }
  }

  @Override
  public Optional<Item> read(String region, String key, boolean strongly) {
    RegionName name = new RegionName(region);
    Optional<EncodedItem> item =
        strongly
            ? strongly(told(() -> world.read(name, Contents.key(key))))
            : told(() -> world.item(name, Contents.key(key)));
    return item.map(WorldScene::withoutKey);
  }

  @Override
  public void cut(String from, String to) {
    world.cut(new RegionName(from), new RegionName(to));
  }

  @Override
  public void heal() {
    world.heal();
  }

  @Override
  public void converge() {
    String moves = told(world::rest);
    if (!moves.isEmpty()) {
      throw new SceneException("the regions do not converge within 30 s: " + moves);
    }
  }

  @Override
  public long conflicts() {
    return story.regions().stream()
        .mapToInt(region -> world.conflicts(new RegionName(region)))
        .max()
        .orElse(0);
  }

  @Override
  public List<Optional<Item>> losers(String key) {
    return story.regions().stream()
        .flatMap(region -> world.losers(new RegionName(region), Contents.key(key)).stream())
        .map(content -> Contents.visible(content).map(WorldScene::withoutKey))
        .toList();
  }

  @Override
  public boolean await(BooleanSupplier condition) {
    return told(() -> world.waitUntil(condition));
  }

  @Override
  public void perform(Step.OfWorlds step) {
    told(
        () -> {
          switch (step) {
            case Step.Skew(String region, Duration ahead) ->
                world.setClock(new RegionName(region), ahead.toMillis());
            case Step.StopClocks() -> world.stopClocks();
            case Step.SameTime(String key) -> checkSameTime(key);
            case Step.Pass(Duration duration) -> world.passMillis(duration.toMillis());
            case Step.Crash(String region) -> world.crash(new RegionName(region));
            case Step.Restart(String region) -> world.restart(new RegionName(region));
            case Step.LoseAnswer(String region) -> world.loseAnswer(new RegionName(region));
            case Step.Index(String region, boolean drop) -> {
              RegionName name = new RegionName(region);
              if (drop) {
                world.dropIndex(name);
              } else {
                world.addIndex(name);
              }
            }
          }
          return true;
        });
  }

  @Override
  public Optional<String> verdict() {
    heal();
    try {
      converge();
      return told(world::verdict).stream().findFirst().map(broken -> "the world breaks: " + broken);
    } catch (SceneException failed) {
      return Optional.of(failed.getMessage());
    }
  }

  @Override
  public void close() {}

  private void checkSameTime(String key) {
    List<Optional<HybridTime>> times =
        story.regions().stream()
            .map(region -> world.time(new RegionName(region), Contents.key(key)))
            .toList();
    if (times.stream().distinct().count() != 1 || times.getFirst().isEmpty()) {
      throw new SceneException(
          "the times differ: "
              + times.stream()
                  .map(time -> time.map(HybridTime::toString).orElse("nothing there"))
                  .collect(Collectors.joining(", ")));
    }
  }

  private static <T> T told(Supplier<T> what) {
    try {
      return what.get();
    } catch (ToldWorldException failed) {
      throw new SceneException(failed.getMessage(), failed);
    }
  }

  private static Optional<EncodedItem> strongly(ReadOutcome outcome) {
    return switch (outcome) {
      case ReadOutcome.Read(List<Optional<EncodedItem>> items) -> items.getFirst();
      case ReadOutcome.TooLarge tooLarge -> throw refused(outcome);
      case ReadOutcome.Conflict conflict -> throw refused(outcome);
      case ReadOutcome.Throttled() -> throw refused(outcome);
      case ReadOutcome.Unavailable() -> throw refused(outcome);
    };
  }

  private static Answer answer(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Written written -> new Answer.Done();
      case WriteOutcome.ConditionFailed failed -> new Answer.ConditionFailed();
      case WriteOutcome.Invalid(String message) -> new Answer.Refused(message);
      case WriteOutcome.Conflict() -> new Answer.Refused("a transaction holds the item");
      case WriteOutcome.Throttled() -> new Answer.Refused("throttled");
      case WriteOutcome.Unavailable() -> new Answer.Refused("nobody leads");
      case WriteOutcome.InDoubt() -> new Answer.Refused("it may or may not come about");
    };
  }

  private static Answer answer(TransactionOutcome outcome) {
    return switch (outcome) {
      case TransactionOutcome.Committed committed -> new Answer.Done();
      case TransactionOutcome.Cancelled(List<Verdict> verdicts) ->
          verdicts.stream().anyMatch(each -> each instanceof Verdict.ConditionFailed)
              ? new Answer.ConditionFailed()
              : new Answer.Refused(verdicts.toString());
      case TransactionOutcome.Repeated() -> new Answer.Refused("repeated");
      case TransactionOutcome.TooLarge(long bytes) -> new Answer.Refused("too large");
      case TransactionOutcome.TokenOfAnother() -> new Answer.Refused("token of another");
      case TransactionOutcome.UnderWay() -> new Answer.Refused("under way");
      case TransactionOutcome.Throttled() -> new Answer.Refused("throttled");
      case TransactionOutcome.Unavailable() -> new Answer.Refused("nobody leads");
      case TransactionOutcome.InDoubt() -> new Answer.Refused("it may or may not come about");
    };
  }

  private static SceneException refused(ReadOutcome outcome) {
    return new SceneException("the region refuses it: " + outcome);
  }

  private static Item withoutKey(EncodedItem item) {
    TreeMap<String, AttributeValue> attributes = new TreeMap<>(item.decode().attributes());
    attributes.remove(Story.KEY);
    return new Item(attributes);
  }
}

package dev.pangaea.simulator.story;

import dev.pangaea.conflict.item.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells a story on a stage, step by step, up to the first step that does not hold. */
public final class Telling {
  private final Scene scene;

  private Telling(Scene scene) {
    this.scene = scene;
  }

  /** A step, and what became of it. */
  public record Told(Story.Line line, Verdict verdict) {
    @Override
    public String toString() {
      return switch (verdict) {
        case Verdict.Held() -> "✓ " + line.text();
        case Verdict.Broken(String reason) ->
            "✗ %s%n    line %d: %s".formatted(line.text(), line.number(), reason);
      };
    }
  }

  /**
   * @param listener told of each step as soon as it is over
   * @return what did not hold; empty if the whole story did
   */
  public static Optional<Told> tell(Story story, Stage stage, Consumer<Told> listener) {
    Story.Line last = story.lines().getLast();
    try (Scene scene = stage.begin(story)) {
      Telling telling = new Telling(scene);
      for (Story.Line line : story.lines()) {
        Told told = new Told(line, telling.verdict(line.step()));
        listener.accept(told);
        if (told.verdict() instanceof Verdict.Broken) {
          return Optional.of(told);
        }
      }
      return scene
          .verdict()
          .map(complaint -> new Told(last, new Verdict.Broken("after it, " + complaint)));
    }
  }

  private Verdict verdict(Step step) {
    try {
      return play(step);
    } catch (SceneException failed) {
      return new Verdict.Broken(failed.getMessage());
    }
  }

  private Verdict play(Step step) {
    switch (step) {
      case Step.Writes(String region, Write write, boolean fails) -> {
        return judge(scene.write(region, write), fails);
      }
      case Step.Transacts(String region, List<Write> writes, boolean fails) -> {
        return judge(scene.transact(region, writes), fails);
      }
      case Step.Reads reads -> {
        return judge(reads);
      }
      case Step.Conflicts(int count) -> {
        scene.await(() -> scene.conflicts() >= count);
        return expect("" + count, "" + scene.conflicts());
      }
      case Step.Lost(String key, Optional<Item> item) -> {
        return scene.await(() -> scene.losers(key).contains(item))
            ? new Verdict.Held()
            : new Verdict.Broken(
                "expected %s among what lost, found %s"
                    .formatted(
                        ItemText.of(item),
                        scene.losers(key).stream().map(ItemText::of).distinct().toList()));
      }
      case Step.Cut(String from, String to, boolean bothWays) -> {
        scene.cut(from, to);
        if (bothWays) {
          scene.cut(to, from);
        }
      }
      case Step.Heal() -> scene.heal();
      case Step.Converged() -> scene.converge();
      case Step.OfWorlds ofWorlds -> scene.perform(ofWorlds);
    }
    return new Verdict.Held();
  }

  private Verdict judge(Step.Reads reads) {
    List<Optional<Item>> seen = new ArrayList<>();
    boolean strongly = reads.reading() == Step.Reading.READ;
    if (reads.reading() == Step.Reading.SEES) {
      scene.await(
          () -> {
            seen.add(scene.read(reads.region(), reads.key(), false));
            return seen.getLast().equals(reads.expected());
          });
    } else {
      seen.add(scene.read(reads.region(), reads.key(), strongly));
    }
    return expect(ItemText.of(reads.expected()), ItemText.of(seen.getLast()));
  }

  private static Verdict judge(Answer answer, boolean fails) {
    return switch (answer) {
      case Answer.Done() -> expect(fails ? "a condition that fails" : "", fails ? "success" : "");
      case Answer.ConditionFailed() ->
          expect(fails ? "" : "success", fails ? "" : "a condition that fails");
      case Answer.Refused(String why) -> new Verdict.Broken("the region refuses it: " + why);
    };
  }

  private static Verdict expect(String expected, String found) {
    return expected.equals(found)
        ? new Verdict.Held()
        : new Verdict.Broken("expected %s, found %s".formatted(expected, found));
  }
}

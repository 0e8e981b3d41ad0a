package dev.pangaea.simulator.story;

import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ConflictPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads stories: one step a line, {@code #} begins a comment. */
public final class StoryReader {
  private static final List<String> USUAL_REGIONS = List.of("us-east-1", "eu-west-1");
  private static final List<String> OTHER_STEPS =
      List.of(
          "fails",
          "cut",
          "heal",
          "converged",
          "conflicts",
          "lost",
          "skew",
          "stop-clocks",
          "same-time",
          "pass",
          "crash",
          "restart",
          "lose-answer",
          "index",
          "drop-index");
  private static final String DURATION = "a duration like 5s, 20ms, 3m, 2h or 1d";
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private final List<String> regions = new ArrayList<>(USUAL_REGIONS);
  private ConflictPolicy policy = ConflictPolicy.DEFAULT;

  private StoryReader() {}

  /**
   * @throws StoryFaultException where the text is no story
   */
  public static Story read(String name, String text) {
    StoryReader reader = new StoryReader();
    List<Story.Line> lines = new ArrayList<>();
    int number = 0;
    for (String each : text.lines().toList()) {
      LineReader line = new LineReader(each, ++number);
      if (line.atEnd()) {
        continue;
      }
      if (lines.isEmpty() && line.takes("regions")) {
        reader.readRegions(line);
      } else if (lines.isEmpty() && line.takes("policy")) {
        reader.readPolicy(line);
      } else {
        Step step = reader.step(line);
        line.expectEnd();
        lines.add(new Story.Line(number, each.strip(), step));
      }
    }
    if (lines.isEmpty()) {
      throw new StoryFaultException(number + 1, 1, "a step", "the end of the story");
    }
    return new Story(name, reader.policy, reader.regions, lines);
  }

  private void readRegions(LineReader line) {
    regions.clear();
    while (!line.atEnd()) {
      if (regions.contains(line.nextWord())) {
        throw line.fault("a region that is not there yet");
      }
      regions.add(line.word("a region's name"));
    }
    if (regions.size() < 2) {
      throw line.fault("at least two regions");
    }
  }

  private void readPolicy(LineReader line) {
    policy =
        ConflictPolicy.of(line.nextWord())
            .orElseThrow(
                () ->
                    line.fault(
                        Arrays.stream(ConflictPolicy.values())
                            .map(ConflictPolicy::text)
                            .collect(Collectors.joining(", ", "one of ", ""))));
    line.word("a policy");
    line.expectEnd();
  }

  private Step step(LineReader line) {
    if (regions.contains(line.nextWord())) {
      return ofRegion(line, false);
    }
    if (!OTHER_STEPS.contains(line.nextWord())) {
      throw line.fault("%s or one of %s".formatted(regionNames(), String.join(", ", OTHER_STEPS)));
    }
    String verb = line.word("a step");
    return switch (verb) {
      case "fails" -> ofRegion(line, true);
      case "cut" -> {
        String from = region(line);
        boolean oneWay = line.takesSign("->");
        yield new Step.Cut(from, region(line), !oneWay);
      }
      case "heal" -> new Step.Heal();
      case "converged" -> new Step.Converged();
      case "conflicts" -> {
        line.expectSign("=");
        yield new Step.Conflicts(count(line));
      }
      case "lost" -> {
        String key = new WriteReader(line).key();
        line.expectSign("=");
        yield new Step.Lost(key, itemOrAbsent(line));
      }
      case "skew" -> new Step.Skew(region(line), duration(line));
      case "stop-clocks" -> new Step.StopClocks();
      case "same-time" -> new Step.SameTime(new WriteReader(line).key());
      case "pass" -> new Step.Pass(duration(line));
      case "crash" -> new Step.Crash(region(line));
      case "restart" -> new Step.Restart(region(line));
      case "lose-answer" -> new Step.LoseAnswer(region(line));
      case "index" -> new Step.Index(region(line), false);
      case "drop-index" -> new Step.Index(region(line), true);
      case String other -> throw new IllegalStateException("every step is read: " + other);
    };
  }

  private Step ofRegion(LineReader line, boolean fails) {
    String region = region(line);
    if (line.takes("transact")) {
      return new Step.Transacts(region, new WriteReader(line).writes(), fails);
    }
    if (WriteReader.begins(line) && !line.nextWord().equals("check")) {
      return new Step.Writes(region, new WriteReader(line).write(), fails);
    }
    String verb = line.nextWord();
    boolean reads = !fails && List.of("get", "read", "sees").contains(verb);
    if (!reads) {
      String writes = "put, update, delete, transact";
      throw line.fault("one of " + (fails ? writes : writes + ", get, read, sees"));
    }
    line.word(verb);
    String key = new WriteReader(line).key();
    line.expectSign("=");
    Optional<Item> expected = itemOrAbsent(line);
    Step.Reading reading =
        switch (verb) {
          case "get" -> Step.Reading.GET;
          case "read" -> Step.Reading.READ;
          case String sees -> Step.Reading.SEES;
        };
    return new Step.Reads(region, reading, key, expected);
  }

  private static Optional<Item> itemOrAbsent(LineReader line) {
    return line.takes("absent") ? Optional.empty() : Optional.of(new ValueReader(line).item());
  }

  private String region(LineReader line) {
    if (!regions.contains(line.nextWord())) {
      throw line.fault(regionNames());
    }
    return line.word("a region");
  }

  private String regionNames() {
    return "a region (" + String.join(", ", regions) + ")";
  }

  private static int count(LineReader line) {
    String digits = line.nextWord();
    if (!digits.matches("\\d{1,6}")) {
      throw line.fault("a number");
    }
    return Integer.parseInt(line.word("a number"));
  }

  private static Duration duration(LineReader line) {
    String word = line.nextWord();
    if (!word.matches("[+-]?\\d{1,6}(ms|s|m|h|d)")) {
      throw line.fault(DURATION);
    }
    line.word(DURATION);
    int digits = word.replaceAll("[a-z]+", "").length();
    return UNITS.get(word.substring(digits)).multipliedBy(Long.parseLong(word, 0, digits, 10));
  }
}

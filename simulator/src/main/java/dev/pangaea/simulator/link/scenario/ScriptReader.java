package dev.pangaea.simulator.link.scenario;

import dev.pangaea.simulator.link.Regions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads scripts: one step a line, {@code #} begins a comment. */
public final class ScriptReader {
  public static final int STEPS_MAX = 500;
  static final int CHARACTERS_MAX = 64 << 10;
  static final long TOTAL_MILLIS_MAX = TimeUnit.HOURS.toMillis(24);
  private static final long LATENCY_MILLIS_MAX = TimeUnit.MINUTES.toMillis(1);
  private static final long PERIOD_MILLIS_MIN = 20;

  private static final List<String> VERBS =
      List.of("latency", "bandwidth", "cut", "heal", "flap", "disconnect", "reset");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,8})(ms|s|m|h)");
  private static final Pattern RATE = Pattern.compile("(\\d{1,9})(B|KB|MB|GB)(/s)?");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
  private static final Map<String, Long> BYTES =
      Map.of("B", 1L, "KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L);

  private final List<Regions> links;
  private final List<Script.Step> steps = new ArrayList<>();

  private ScriptReader(List<Regions> links) {
    this.links = links;
  }

  /**
   * Reads one.
   *
   * @param links the pairs of regions that there are links for
   * @throws ScriptFaultException where the text is no script of these
   */
  public static Script read(String name, String text, List<Regions> links) {
    if (text.length() > CHARACTERS_MAX) {
      throw new ScriptFaultException(
          1, 1, "at most " + CHARACTERS_MAX + " characters", Integer.toString(text.length()));
    }
    ScriptReader reader = new ScriptReader(links);
    int number = 0;
    for (String each : text.lines().toList()) {
      Words line = new Words(each, ++number);
      if (!line.atEnd()) {
        reader.step(line);
      }
    }
    if (reader.steps.isEmpty()) {
      throw new ScriptFaultException(
          number + 1, 1, "a step such as 'at 10s cut A B'", "the end of the scenario");
    }
    return new Script(name, reader.steps);
  }

  private void step(Words line) {
    if (steps.size() == STEPS_MAX) {
      throw line.fault("at most " + STEPS_MAX + " steps");
    }
    line.expect("at");
    long earliest = steps.isEmpty() ? 0 : steps.getLast().atMillis();
    long at = duration(line, "a time like 0s, 500ms, 10s, 2m or 1h", earliest, TOTAL_MILLIS_MAX);
    String text = line.rest();
    Action action = action(line, at);
    if (!line.atEnd()) {
      throw line.fault("the end of the line");
    }
    steps.add(new Script.Step(at, text, action));
  }

  private Action action(Words line, long at) {
    if (!VERBS.contains(line.next())) {
      throw line.fault("one of " + String.join(", ", VERBS));
    }
    String verb = line.take();
    return switch (verb) {
      case "latency" -> latency(line);
      case "bandwidth" -> new Action.Bandwidth(between(line), rate(line));
      case "cut" -> new Action.Partition(between(line));
      case "heal" -> new Action.Heal(line.atEnd() ? Optional.empty() : Optional.of(bothWays(line)));
      case "flap" -> flap(line, at);
      case "disconnect" -> new Action.Disconnect(bothWays(line));
      case "reset" -> new Action.Reset();
      case String other -> throw new IllegalStateException("every verb is read: " + other);
    };
  }

  private Action latency(Words line) {
    Between between = between(line);
    String expected = "a latency like 80ms or 0ms";
    long millis = duration(line, expected, 0, LATENCY_MILLIS_MAX);
    long jitter =
        line.takes("jitter") ? duration(line, "a jitter like 5ms", 0, LATENCY_MILLIS_MAX) : 0;
    return new Action.Latency(between, millis, jitter);
  }

  private Action flap(Words line, long at) {
    Between between = flapping(line, at);
    line.expect("every");
    long every = duration(line, "a period like 2s", PERIOD_MILLIS_MIN, TOTAL_MILLIS_MAX);
    line.expect("for");
    long most = TOTAL_MILLIS_MAX - at;
    long lasts = duration(line, "a duration like 10s", Math.min(every, most), most);
    return new Action.Flap(between, every, lasts);
  }

  /** Two that do not flap already: of one link only one flapping is known. */
  private Between flapping(Words line, long at) {
    ScriptFaultException overlapping = line.fault("two regions that do not flap just then");
    Between between = between(line);
    for (Script.Step step : steps) {
      if (step.action() instanceof Action.Flap(Between other, long every, long lasts)
          && step.endMillis() > at
          && List.of(other.from(), other.to()).contains(between.from())
          && List.of(other.from(), other.to()).contains(between.to())) {
        throw overlapping;
      }
    }
    return between;
  }

  private static OptionalLong rate(Words line) {
    if (line.takes("unlimited")) {
      return OptionalLong.empty();
    }
    Matcher matcher = RATE.matcher(line.next());
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw line.fault("bytes a second like 500B, 64KB/s or 10MB, or unlimited");
    }
    line.take();
    return OptionalLong.of(Long.parseLong(matcher.group(1)) * BYTES.get(matcher.group(2)));
  }

  private static long duration(Words line, String expected, long from, long to) {
    Matcher matcher = DURATION.matcher(line.next());
    if (!matcher.matches()) {
      throw line.fault(expected);
    }
    long millis = Long.parseLong(matcher.group(1)) * MILLIS.get(matcher.group(2));
    if (millis < from || millis > to) {
      throw line.fault("%s, from %s to %s".formatted(expected, text(from), text(to)));
    }
    line.take();
    return millis;
  }

  /** As it would be written. */
  private static String text(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  private Between bothWays(Words line) {
    String one = region(line);
    return new Between(one, neighbour(line, one), true);
  }

  private Between between(Words line) {
    String from = region(line);
    boolean oneWay = line.takes("->") || line.takes("to");
    return new Between(from, neighbour(line, from), !oneWay);
  }

  private String region(Words line) {
    TreeSet<String> regions = new TreeSet<>();
    links.forEach(link -> regions.addAll(List.of(link.source(), link.target())));
    return oneOf(regions, "a region", line);
  }

  private String neighbour(Words line, String region) {
    TreeSet<String> others = new TreeSet<>();
    for (Regions link : links) {
      if (link.source().equals(region)) {
        others.add(link.target());
      } else if (link.target().equals(region)) {
        others.add(link.source());
      }
    }
    return oneOf(others, "a region that a link joins to " + region, line);
  }

  private static String oneOf(TreeSet<String> regions, String what, Words line) {
    if (!regions.contains(line.next())) {
      throw line.fault(regions.stream().collect(Collectors.joining(", ", what + " (", ")")));
    }
    return line.take();
  }
}

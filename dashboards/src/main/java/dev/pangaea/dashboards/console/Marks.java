package dev.pangaea.dashboards.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Sees what happened by comparing how things stand with how they stood. What was so when the first
 * snapshot came is no event.
 *
 * <p>After a heal it waits for the first snapshot in which all regions have converged past the
 * instant at which the heal was seen.
 */
public final class Marks {
  /** What link control calls a scenario that nobody gave a name. */
  private static final String UNNAMED = "scenario";

  private final Map<String, LinkReading> shapes = new HashMap<>();
  private Optional<Snapshot> before = Optional.empty();
  private OptionalLong healedAtMillis = OptionalLong.empty();

  /** What happened since the last snapshot. */
  public List<Mark> next(Snapshot now) {
    List<Mark> marks = new ArrayList<>();
    links(now, marks);
    if (before.isPresent()) {
      scenario(before.get().scenario(), now, marks);
      load(before.get().load(), now, marks);
    }
    converged(now, marks);
    now.links().forEach(link -> link.shape().ifPresent(shape -> shapes.put(link.name(), shape)));
    before = Optional.of(now);
    return marks;
  }

  private void links(Snapshot now, List<Mark> marks) {
    List<Snapshot.Link> cut = changed(now, (was, is) -> !was.cut() && is.cut());
    List<Snapshot.Link> healed = changed(now, (was, is) -> was.cut() && !is.cut());
    if (!cut.isEmpty()) {
      marks.add(
          mark(now, Mark.Kind.CUT, cut, ways(cut) + (cut.size() > 1 ? " are" : " is") + " cut"));
    }
    if (!healed.isEmpty()) {
      String text = ways(healed) + (healed.size() > 1 ? " are" : " is") + " healed";
      marks.add(mark(now, Mark.Kind.HEAL, healed, text));
      healedAtMillis = OptionalLong.of(now.atMillis());
    }
    grouped(
            changed(
                now,
                (was, is) ->
                    was.latencyMillis() != is.latencyMillis()
                        || was.jitterMillis() != is.jitterMillis()),
            Marks::latency)
        .forEach(
            (text, which) ->
                marks.add(mark(now, Mark.Kind.LATENCY, which, ways(which) + ": " + text)));
    grouped(
            changed(
                now,
                (was, is) -> !was.bandwidthBytesPerSecond().equals(is.bandwidthBytesPerSecond())),
            Marks::bandwidth)
        .forEach(
            (text, which) ->
                marks.add(mark(now, Mark.Kind.BANDWIDTH, which, ways(which) + ": " + text)));
  }

  private List<Snapshot.Link> changed(Snapshot now, BiPredicate<LinkReading, LinkReading> change) {
    return now.links().stream()
        .filter(link -> link.shape().isPresent() && shapes.containsKey(link.name()))
        .filter(link -> change.test(shapes.get(link.name()), link.shape().orElseThrow()))
        .toList();
  }

  private static Map<String, List<Snapshot.Link>> grouped(
      List<Snapshot.Link> links, Function<LinkReading, String> text) {
    Map<String, List<Snapshot.Link>> groups = new LinkedHashMap<>();
    links.forEach(
        link ->
            groups
                .computeIfAbsent(text.apply(link.shape().orElseThrow()), _ -> new ArrayList<>())
                .add(link));
    return groups;
  }

  private static String latency(LinkReading shape) {
    if (shape.latencyMillis() == 0 && shape.jitterMillis() == 0) {
      return "no latency added";
    }
    String jitter = shape.jitterMillis() == 0 ? "" : " ± " + shape.jitterMillis() + " ms";
    return "latency " + shape.latencyMillis() + " ms" + jitter;
  }

  private static String bandwidth(LinkReading shape) {
    return shape.bandwidthBytesPerSecond().isEmpty()
        ? "bandwidth not bounded"
        : "bandwidth " + shape.bandwidthBytesPerSecond().getAsLong() + " bytes/s";
  }

  private static void scenario(ScenarioStanding was, Snapshot now, List<Mark> marks) {
    ScenarioStanding is = now.scenario();
    boolean another = !was.startedAtMillis().equals(is.startedAtMillis());
    if (!is.state().equals("none") && (another || !was.state().equals(is.state()))) {
      String name = is.name().isEmpty() || is.name().equals(UNNAMED) ? "" : " " + is.name();
      marks.add(
          new Mark(
              now.atMillis(),
              Mark.Kind.SCENARIO,
              List.of(),
              "scenario" + name + ": " + is.state()));
    }
  }

  private static void load(LoadStanding was, Snapshot now, List<Mark> marks) {
    LoadStanding is = now.load();
    if (!was.plan().equals(is.plan())) {
      String text =
          is.plan()
              .map(plan -> "load: " + plan.perSecond() + " requests/s on " + plan.table())
              .orElse("load: ended");
      marks.add(new Mark(now.atMillis(), Mark.Kind.LOAD, List.of(), text));
    }
  }

  private void converged(Snapshot now, List<Mark> marks) {
    if (healedAtMillis.isPresent()
        && now.convergedAsOfMillis().isPresent()
        && now.convergedAsOfMillis().getAsLong() > healedAtMillis.getAsLong()) {
      double seconds = (now.atMillis() - healedAtMillis.getAsLong()) / 1000.0;
      marks.add(
          new Mark(
              now.atMillis(),
              Mark.Kind.CONVERGED,
              List.of(),
              String.format(Locale.ROOT, "converged, %.0f s after the heal", seconds)));
      healedAtMillis = OptionalLong.empty();
    }
  }

  private static Mark mark(Snapshot now, Mark.Kind kind, List<Snapshot.Link> links, String text) {
    return new Mark(now.atMillis(), kind, links.stream().map(Snapshot.Link::name).toList(), text);
  }

  private static String ways(List<Snapshot.Link> links) {
    return String.join(
        ", ", links.stream().map(link -> link.source() + " → " + link.target()).toList());
  }
}

package dev.pangaea.dashboards.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes snapshots of readings. Remembers what the next one needs: counters, which rates are
 * differences of, and what was last said by who is silent now.
 */
public final class SnapshotAssembly {
  /** Tables that Pangaea keeps for itself. */
  private static final String OWN_TABLES = "pangaea.";

  private static final double P99 = 0.99;

  private final List<String> regions;
  private final Map<String, Counted> counted = new TreeMap<>();
  private final Map<String, NodeReading> lastSaid = new TreeMap<>();
  private List<LinkReading> lastLinks = List.of();
  private ScenarioStanding lastScenario = ScenarioStanding.NONE;

  public SnapshotAssembly(List<String> regions) {
    this.regions = List.copyOf(regions);
  }

  private record Counted(RequestCounters counters, long nanos) {}

  /** What is shown of a link is taken from here, whether or not link control answers. */
  private record Place(String name, String source, String target) {}

  public Snapshot next(Readings readings, LoadStanding load) {
    lastSaid.putAll(readings.nodes());
    readings.links().ifPresent(links -> lastLinks = links);
    readings.scenario().ifPresent(scenario -> lastScenario = scenario);
    List<Snapshot.Region> shownRegions = new ArrayList<>();
    for (String region : regions) {
      NodeReading said =
          lastSaid.getOrDefault(region, new NodeReading(List.of(), Map.of(), List.of()));
      shownRegions.add(
          new Snapshot.Region(
              region,
              readings.nodes().containsKey(region),
              rates(region, readings),
              said.tables()));
    }
    return new Snapshot(
        readings.atMillis(),
        shownRegions,
        places(readings).stream().map(place -> link(place, readings)).toList(),
        convergedAsOf(),
        lastSaid.values().stream().mapToLong(NodeReading::conflicts).max().orElse(0),
        load,
        lastScenario);
  }

  private Optional<Snapshot.Rates> rates(String region, Readings readings) {
    RequestCounters now = readings.requests().get(region);
    if (now == null) {
      counted.remove(region);
      return Optional.empty();
    }
    Counted before = counted.put(region, new Counted(now, readings.nanos()));
    if (before == null || !now.follows(before.counters())) {
      return Optional.empty();
    }
    double seconds = (readings.nanos() - before.nanos()) / 1e9;
    return seconds <= 0
        ? Optional.empty()
        : Optional.of(
            new Snapshot.Rates(
                (now.writes() - before.counters().writes()) / seconds,
                (now.reads() - before.counters().reads()) / seconds,
                (now.errors() - before.counters().errors()) / seconds,
                now.quantileMillis(P99, before.counters())));
  }

  /** Links as link control last knew them; what replicators follow, where there is none. */
  private List<Place> places(Readings readings) {
    if (!lastLinks.isEmpty()) {
      return lastLinks.stream()
          .map(link -> new Place(link.name(), link.source(), link.target()))
          .toList();
    }
    Set<String> seen = new HashSet<>();
    List<Place> places = new ArrayList<>();
    for (String target : regions) {
      for (Progress progress : readings.replicators().getOrDefault(target, List.of())) {
        String name = progress.source() + "-to-" + target;
        if (seen.add(name)) {
          places.add(new Place(name, progress.source(), target));
        }
      }
    }
    return places;
  }

  private Snapshot.Link link(Place place, Readings readings) {
    List<Progress> tables =
        readings.replicators().getOrDefault(place.target(), List.of()).stream()
            .filter(each -> each.source().equals(place.source()))
            .collect(
                Collectors.toMap(Progress::table, Function.identity(), Progress::and, TreeMap::new))
            .values()
            .stream()
            .map(each -> each.against(logEntries(readings, each)))
            .toList();
    return new Snapshot.Link(
        place.name(),
        place.source(),
        place.target(),
        readings.links().stream()
            .flatMap(List::stream)
            .filter(link -> link.name().equals(place.name()))
            .findAny(),
        readings.replicators().containsKey(place.target()),
        together(ofUsers(tables, Progress::table)),
        visibleAsOf(place));
  }

  private static OptionalLong logEntries(Readings readings, Progress progress) {
    NodeReading source = readings.nodes().get(progress.source());
    return source == null ? OptionalLong.empty() : source.logEntries(progress.table());
  }

  private static Optional<Snapshot.LinkProgress> together(List<Progress> tables) {
    return tables.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Snapshot.LinkProgress(
                highest(tables, Progress::lagP50Millis),
                highest(tables, Progress::lagP99Millis),
                tables.stream().mapToLong(Progress::stalenessMillis).max().orElseThrow(),
                tables.stream().mapToLong(Progress::backlogRecords).sum(),
                tables.stream()
                    .map(Progress::backlogAgeMillis)
                    .flatMapToLong(OptionalLong::stream)
                    .max(),
                tables.stream().mapToDouble(Progress::changesPerSecond).sum(),
                tables.stream().anyMatch(Progress::needsCopy)));
  }

  private static OptionalDouble highest(
      List<Progress> tables, Function<Progress, OptionalDouble> figure) {
    return tables.stream().map(figure).flatMapToDouble(OptionalDouble::stream).max();
  }

  private OptionalLong visibleAsOf(Place place) {
    NodeReading target = lastSaid.get(place.target());
    return target == null
        ? OptionalLong.empty()
        : ofUsers(
                target.visible().stream()
                    .filter(each -> each.source().equals(place.source()))
                    .toList(),
                NodeReading.Visible::table)
            .stream()
            .mapToLong(NodeReading.Visible::asOfMillis)
            .min();
  }

  /**
   * Of each table that more than one region has, every region must have heard of every other. Who
   * is silent is taken at its last word: what is visible stays visible. Which tables a region has
   * that never said a word is not known, so nothing is.
   */
  private OptionalLong convergedAsOf() {
    if (!lastSaid.keySet().containsAll(regions)) {
      return OptionalLong.empty();
    }
    Map<String, Set<String>> members = members();
    Map<String, Map<List<String>, Long>> heard = new TreeMap<>();
    lastSaid.forEach(
        (region, said) -> {
          for (NodeReading.Visible each : said.visible()) {
            heard
                .computeIfAbsent(each.table(), _ -> new HashMap<>())
                .put(List.of(region, each.source()), each.asOfMillis());
          }
        });
    long lowest = Long.MAX_VALUE;
    for (String table : ofUsers(List.copyOf(members.keySet()), Function.identity())) {
      int count = members.get(table).size();
      Map<List<String>, Long> pairs = heard.getOrDefault(table, Map.of());
      if (pairs.size() < count * (count - 1)) {
        return OptionalLong.empty();
      }
      for (long asOf : pairs.values()) {
        lowest = Math.min(lowest, asOf);
      }
    }
    return lowest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(lowest);
  }

  /**
   * The regions of each table that more than one has: who lists it, who has heard of it and who is
   * heard of. Of Pangaea's own tables some are each region's alone, so there a list says nothing.
   */
  private Map<String, Set<String>> members() {
    Map<String, Set<String>> members = new TreeMap<>();
    lastSaid.forEach(
        (region, said) -> {
          said.tables().stream()
              .map(TableFigures::name)
              .filter(table -> !table.startsWith(OWN_TABLES))
              .forEach(table -> members.computeIfAbsent(table, _ -> new TreeSet<>()).add(region));
          for (NodeReading.Visible each : said.visible()) {
            members
                .computeIfAbsent(each.table(), _ -> new TreeSet<>())
                .addAll(List.of(region, each.source()));
          }
        });
    members.values().removeIf(of -> of.size() < 2);
    return members;
  }

  /** Without Pangaea's own tables, unless there is no other. */
  private static <T> List<T> ofUsers(List<T> all, Function<T, String> table) {
    List<T> users = all.stream().filter(each -> !table.apply(each).startsWith(OWN_TABLES)).toList();
    return users.isEmpty() ? all : users;
  }
}

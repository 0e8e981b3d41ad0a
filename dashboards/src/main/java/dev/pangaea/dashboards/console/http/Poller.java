package dev.pangaea.dashboards.console.http;

import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.LinkReading;
import dev.pangaea.dashboards.console.NodeReading;
import dev.pangaea.dashboards.console.Progress;
import dev.pangaea.dashboards.console.Readings;
import dev.pangaea.dashboards.console.RequestCounters;
import dev.pangaea.dashboards.console.ScenarioStanding;
import dev.pangaea.dashboards.console.json.LinkControlReader;
import dev.pangaea.dashboards.console.json.MetricsReader;
import dev.pangaea.dashboards.console.json.NodeStatusReader;
import dev.pangaea.dashboards.console.json.ReplicatorStatusReader;
import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every process once how it stands, all at the same time: one that is silent holds up no
 * other, and the whole round ends within a bound.
 */
final class Poller {
  /** Less than the time between two rounds. */
  static final long MILLIS_MAX = 800;

  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
  private static final String STATUS = "/status";

  private final ConsoleSettings settings;
  private final Calls calls;
  private final Set<URI> notUnderstood = new HashSet<>();

  Poller(ConsoleSettings settings, Calls calls) {
    this.settings = settings;
    this.calls = calls;
  }

  /** What was said in a round that is under way. */
  private static final class Round {
    private final Map<String, NodeReading> nodes = new HashMap<>();
    private final Map<String, RequestCounters> requests = new HashMap<>();
    private final Map<String, List<List<Progress>>> replicators = new HashMap<>();
    private Optional<List<LinkReading>> links = Optional.empty();
    private Optional<ScenarioStanding> scenario = Optional.empty();

    Readings readings(List<ConsoleSettings.Region> regions, long atMillis, long nanos) {
      Map<String, List<Progress>> whole = new HashMap<>();
      for (ConsoleSettings.Region region : regions) {
        List<List<Progress>> said = replicators.getOrDefault(region.name(), List.of());
        if (!said.isEmpty() && said.size() == region.replicators().size()) {
          whole.put(region.name(), said.stream().flatMap(List::stream).toList());
        }
      }
      return new Readings(atMillis, nanos, nodes, requests, whole, links, scenario);
    }
  }

  /** Never fails. To be called on the console's own thread. */
  Future<Readings> round() {
    Round round = new Round();
    List<Future<?>> asked = new ArrayList<>();
    for (ConsoleSettings.Region region : settings.regions()) {
      String name = region.name();
      asked.add(
          ask(region.control(), STATUS, NodeStatusReader::read, it -> round.nodes.put(name, it)));
      asked.add(
          ask(
              region.control(),
              "/metrics",
              MetricsReader::read,
              counters -> round.requests.put(name, counters)));
      for (URI replicator : region.replicators()) {
        asked.add(
            ask(
                replicator,
                STATUS,
                ReplicatorStatusReader::read,
                said -> round.replicators.computeIfAbsent(name, _ -> new ArrayList<>()).add(said)));
      }
    }
    settings
        .linkControl()
        .ifPresent(
            control -> {
              asked.add(
                  ask(
                      control,
                      "/links",
                      LinkControlReader::links,
                      links -> round.links = Optional.of(links)));
              asked.add(
                  ask(
                      control,
                      "/scenarios",
                      LinkControlReader::scenario,
                      scenario -> round.scenario = Optional.of(scenario)));
            });
    return Future.join(asked)
        .map(
            _ -> round.readings(settings.regions(), System.currentTimeMillis(), System.nanoTime()));
  }

  private <T> Future<Void> ask(URI base, String path, Function<String, T> read, Consumer<T> said) {
    return calls
        .read(base, path, MILLIS_MAX)
        .<Void>map(
            text -> {
              understand(base, text, read, said);
              return null;
            })
        .otherwiseEmpty();
  }

  /** Who is not understood is as good as silent; it is said once. */
  private <T> void understand(URI base, String text, Function<String, T> read, Consumer<T> said) {
    try {
      said.accept(read.apply(text));
    } catch (RuntimeException wrong) {
      if (notUnderstood.add(base)) {
        LOG.warn("what {} says is not understood: {}", base, wrong.getMessage());
      }
    }
  }
}

package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.History;
import dev.pangaea.dashboards.console.Load;
import dev.pangaea.dashboards.console.Mark;
import dev.pangaea.dashboards.console.Marks;
import dev.pangaea.dashboards.console.Snapshot;
import dev.pangaea.dashboards.console.TableFigures;
import dev.pangaea.dashboards.console.json.HistoryJson;
import dev.pangaea.dashboards.console.json.Json;
import dev.pangaea.dashboards.console.json.SnapshotJson;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/** What pages are shown: the latest snapshot, the last hour, and events as they come. */
final class Shown {
  private final ConsoleSettings settings;
  private final Load load;
  private final EventStreams events;
  private final History history = new History();
  private final Marks marks = new Marks();
  private Optional<Snapshot> latest = Optional.empty();

  Shown(ConsoleSettings settings, Load load, EventStreams events) {
    this.settings = settings;
    this.load = load;
    this.events = events;
  }

  void show(Snapshot snapshot) {
    latest = Optional.of(snapshot);
    List<Mark> happened = marks.next(snapshot);
    history.add(snapshot, happened);
    happened.forEach(mark -> events.tell("mark", HistoryJson.mark(mark)));
    events.offer("snapshot", SnapshotJson.of(snapshot));
  }

  ObjectNode config() {
    ObjectNode json = Json.object();
    json.set(
        "regions",
        Json.array(
            settings.regions(),
            region ->
                Json.object().put("name", region.name()).put("endpoint", region.api().toString())));
    json.set(
        "links",
        Json.array(
            latest.map(Snapshot::links).orElse(List.of()),
            link ->
                Json.object()
                    .put("name", link.name())
                    .put("source", link.source())
                    .put("target", link.target())));
    return json.put("canSteerLinks", settings.linkControl().isPresent())
        .put("canLoad", load.possible())
        .put("historySeconds", History.SECONDS);
  }

  ObjectNode history() {
    return HistoryJson.of(history);
  }

  /** Which tables there are, without Pangaea's own. */
  List<String> tables() {
    return latest.stream()
        .flatMap(snapshot -> snapshot.regions().stream())
        .flatMap(region -> region.tables().stream())
        .map(TableFigures::name)
        .filter(name -> !name.startsWith("pangaea."))
        .distinct()
        .toList();
  }

  void listen(HttpServerResponse response) {
    if (events.full()) {
      Replies.refuse(response, 503, "too many pages listen: close one");
      return;
    }
    events.open(response);
    latest.ifPresent(
        snapshot -> EventStreams.send(response, "snapshot", SnapshotJson.of(snapshot)));
  }
}

package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.dashboards.console.ConsoleSettings.Region;
import dev.pangaea.dashboards.console.Snapshot;
import dev.pangaea.dashboards.console.TableFigures;
import dev.pangaea.dashboards.console.json.ConflictReader;
import dev.pangaea.dashboards.console.json.Json;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells listeners of conflicts as they are decided. A region's ledger is read only while its count
 * of conflicts moves and somebody listens; of more than some a second, the number is told.
 */
final class ConflictFeed {
  static final int SHOWN_MAX = 20;
  private static final int LISTED_MAX = 100;
  private static final int SEEN_MAX = 1000;

  private final Regions regions;
  private final EventStreams events;
  private final Map<Ledger, Seen> seen = new HashMap<>();
  private final Set<Ledger> reading = new HashSet<>();

  ConflictFeed(Regions regions, EventStreams events) {
    this.regions = regions;
    this.events = events;
  }

  private record Ledger(String region, String table) {}

  /**
   * @param newest the id of the last conflict that was told; empty if none was
   */
  private record Seen(long count, String newest) {}

  void look(Snapshot snapshot) {
    for (Snapshot.Region region : snapshot.regions()) {
      for (TableFigures table : region.tables()) {
        Ledger ledger = new Ledger(region.name(), table.name());
        Seen before = seen.get(ledger);
        if (before == null || table.conflicts() < before.count() || events.count() == 0) {
          if (before != null || seen.size() < SEEN_MAX) {
            String newest = before == null ? "" : before.newest();
            seen.put(ledger, new Seen(table.conflicts(), newest));
          }
        } else if (table.conflicts() > before.count() && reading.add(ledger)) {
          tell(ledger, before, table.conflicts());
        }
      }
    }
  }

  private void tell(Ledger ledger, Seen before, long count) {
    long more = count - before.count();
    ObjectNode query =
        ConflictReader.query(ledger.table(), before.newest(), (int) Math.min(more, SHOWN_MAX));
    regions
        .operation(regions.region(ledger.region()), "Query", query)
        .onSuccess(
            page -> {
              List<JsonNode> rows = new ArrayList<>();
              page.path("Items").forEach(rows::addFirst);
              rows.forEach(
                  row ->
                      events.tell(
                          "conflict",
                          ConflictReader.brief(ConflictReader.conflict(ledger.region(), row))));
              if (more > rows.size()) {
                events.tell("conflicts-left-out", leftOut(ledger, more - rows.size()));
              }
              String newest =
                  rows.isEmpty() ? before.newest() : rows.getLast().path("id").path("S").asText();
              seen.put(ledger, new Seen(count, newest));
            })
        .onComplete(_ -> reading.remove(ledger));
  }

  private static ObjectNode leftOut(Ledger ledger, long conflicts) {
    return Json.object()
        .put("region", ledger.region())
        .put("table", ledger.table())
        .put("conflicts", conflicts);
  }

  /** The newest of all regions, as far as these answer. */
  Future<JsonNode> newest(String table) {
    List<Future<List<ObjectNode>>> asked =
        regions.all().stream().map(region -> newest(region, table)).toList();
    return Future.join(asked)
        .otherwiseEmpty()
        .map(
            _ -> {
              if (asked.stream().noneMatch(Future::succeeded)) {
                throw asked.getFirst().cause() instanceof RefusedException refused
                    ? refused
                    : new RefusedException(502, "no region answers");
              }
              List<ObjectNode> all =
                  new ArrayList<>(
                      asked.stream()
                          .filter(Future::succeeded)
                          .flatMap(each -> each.result().stream())
                          .toList());
              all.sort((one, other) -> Long.compare(at(other), at(one)));
              return Json.array(
                  all.subList(0, Math.min(all.size(), LISTED_MAX)), conflict -> conflict);
            });
  }

  private Future<List<ObjectNode>> newest(Region region, String table) {
    return regions
        .operation(region, "Query", ConflictReader.query(table, "", LISTED_MAX))
        .map(
            page -> {
              List<ObjectNode> rows = new ArrayList<>();
              page.path("Items")
                  .forEach(row -> rows.add(ConflictReader.conflict(region.name(), row)));
              return rows;
            });
  }

  private static long at(ObjectNode conflict) {
    return conflict.path("atMillis").asLong();
  }
}

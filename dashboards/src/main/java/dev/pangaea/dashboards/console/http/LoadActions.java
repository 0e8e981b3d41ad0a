package dev.pangaea.dashboards.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.dashboards.console.ConsoleSettings.Region;
import dev.pangaea.dashboards.console.Load;
import dev.pangaea.dashboards.console.LoadPlan;
import dev.pangaea.dashboards.console.json.Json;
import dev.pangaea.dashboards.console.json.LoadPlanReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Supplier;

/** Starting and stopping the load, off the console's thread, since it may wait. */
record LoadActions(Vertx vertx, Load load, Regions regions, Supplier<List<String>> tables) {

  Future<JsonNode> start(ObjectNode wanted) {
    List<String> known = tables.get();
    LoadPlan plan =
        LoadPlanReader.read(
            wanted,
            known.isEmpty() ? "" : known.getFirst(),
            regions.all().stream().map(Region::name).toList());
    if (!known.contains(plan.table())) {
      throw new RefusedException(404, "there is no table " + plan.table());
    }
    return done(() -> load.start(plan));
  }

  Future<JsonNode> stop() {
    return done(load::stop);
  }

  private Future<JsonNode> done(Runnable action) {
    return vertx.executeBlocking(
        () -> {
          action.run();
          return Json.object();
        });
  }
}

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
import java.util.function.Supplier;

/** Starting and stopping the load, off the console's thread, since it may wait. */
record LoadActions(Vertx vertx, Load load, Regions regions, Supplier<String> usualTable) {

  Future<JsonNode> start(ObjectNode wanted) {
    LoadPlan plan =
        LoadPlanReader.read(
            wanted, usualTable.get(), regions.all().stream().map(Region::name).toList());
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

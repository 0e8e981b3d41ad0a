package dev.pangaea.dashboards.console.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.dashboards.console.LinkReading;
import dev.pangaea.dashboards.console.LoadPlan;
import dev.pangaea.dashboards.console.LoadStanding;
import dev.pangaea.dashboards.console.ScenarioStanding;
import dev.pangaea.dashboards.console.Snapshot;
import dev.pangaea.dashboards.console.TableFigures;

/** A snapshot as the page is told it. What is not known is {@code null}. */
public final class SnapshotJson {
  private SnapshotJson() {}

  public static ObjectNode of(Snapshot snapshot) {
    ObjectNode json = Json.object().put("atMillis", snapshot.atMillis());
    json.set("regions", Json.array(snapshot.regions(), each -> region(each, snapshot.atMillis())));
    json.set("links", Json.array(snapshot.links(), SnapshotJson::link));
    json.set("convergedAsOfMillis", Json.number(snapshot.convergedAsOfMillis()));
    json.put("conflicts", snapshot.conflicts());
    json.set("load", load(snapshot.load()));
    json.set("scenario", scenario(snapshot.scenario()));
    return json;
  }

  private static ObjectNode region(Snapshot.Region region, long atMillis) {
    ObjectNode json = Json.object().put("name", region.name()).put("reachable", region.reachable());
    region
        .rates()
        .ifPresentOrElse(
            rates -> {
              json.put("writesPerSecond", Json.tenths(rates.writesPerSecond()))
                  .put("readsPerSecond", Json.tenths(rates.readsPerSecond()))
                  .put("errorsPerSecond", Json.tenths(rates.errorsPerSecond()));
              json.set("p99Millis", Json.number(rates.p99Millis()));
            },
            () ->
                json.putNull("writesPerSecond")
                    .putNull("readsPerSecond")
                    .putNull("errorsPerSecond")
                    .putNull("p99Millis"));
    json.set("tables", Json.array(region.tables(), each -> table(each, atMillis)));
    return json;
  }

  private static ObjectNode table(TableFigures table, long atMillis) {
    ObjectNode json =
        Json.object()
            .put("name", table.name())
            .put("status", table.status())
            .put("items", table.items())
            .put("itemBytes", table.itemBytes())
            .put("conflicts", table.conflicts());
    TableFigures.Tombstones tombstones = table.tombstones();
    ObjectNode left =
        json.putObject("tombstones")
            .put("kept", tombstones.kept())
            .put("dropped", tombstones.dropped())
            .put("oldestMillis", age(tombstones.oldestMillis(), atMillis));
    left.set(
        "awaited",
        Json.array(
            tombstones.awaited(),
            each ->
                Json.object().put("region", each.region()).put("sinceMillis", each.sinceMillis())));
    json.put("quarantined", table.quarantined());
    json.set("indexes", Json.array(table.indexes(), SnapshotJson::index));
    return json;
  }

  private static long age(long sinceMillis, long atMillis) {
    return sinceMillis == 0 ? 0 : Math.max(0, atMillis - sinceMillis);
  }

  private static ObjectNode index(TableFigures.Index index) {
    ObjectNode json =
        Json.object()
            .put("name", index.name())
            .put("status", index.status())
            .put("rows", index.rows())
            .put("itemsLookedAt", index.itemsLookedAt())
            .put("itemsOfTable", index.itemsOfTable());
    json.set("itemsPerSecond", Json.number(index.itemsPerSecond()));
    return json;
  }

  private static ObjectNode link(Snapshot.Link link) {
    ObjectNode json =
        Json.object()
            .put("name", link.name())
            .put("source", link.source())
            .put("target", link.target());
    link.shape()
        .ifPresentOrElse(
            shape -> shape(shape, json),
            () ->
                json.putNull("latencyMillis")
                    .putNull("jitterMillis")
                    .putNull("bandwidthBytesPerSecond")
                    .putNull("cut")
                    .putNull("down")
                    .putNull("heldBytes"));
    json.put("reachable", link.reachable());
    link.progress()
        .ifPresentOrElse(
            progress -> progress(progress, json),
            () ->
                json.putNull("lagP50Millis")
                    .putNull("lagP99Millis")
                    .putNull("stalenessMillis")
                    .putNull("backlogRecords")
                    .putNull("backlogAgeMillis")
                    .putNull("changesPerSecond")
                    .put("needsCopy", false));
    json.set("visibleAsOfMillis", Json.number(link.visibleAsOfMillis()));
    return json;
  }

  private static void shape(LinkReading shape, ObjectNode json) {
    json.put("latencyMillis", shape.latencyMillis()).put("jitterMillis", shape.jitterMillis());
    json.set("bandwidthBytesPerSecond", Json.number(shape.bandwidthBytesPerSecond()));
    json.put("cut", shape.cut()).put("down", shape.down()).put("heldBytes", shape.heldBytes());
  }

  private static void progress(Snapshot.LinkProgress progress, ObjectNode json) {
    json.set("lagP50Millis", Json.number(progress.lagP50Millis()));
    json.set("lagP99Millis", Json.number(progress.lagP99Millis()));
    json.put("stalenessMillis", progress.stalenessMillis())
        .put("backlogRecords", progress.backlogRecords());
    json.set("backlogAgeMillis", Json.number(progress.backlogAgeMillis()));
    json.put("changesPerSecond", Json.tenths(progress.changesPerSecond()))
        .put("needsCopy", progress.needsCopy());
  }

  private static ObjectNode load(LoadStanding load) {
    ObjectNode json = Json.object().put("running", load.running());
    load.plan().ifPresentOrElse(plan -> json.set("plan", plan(plan)), () -> json.putNull("plan"));
    json.set(
        "regions",
        Json.array(
            load.regions(),
            region ->
                Json.object()
                    .put("name", region.name())
                    .put("perSecond", Json.tenths(region.perSecond()))
                    .put("errors", region.errors())));
    return json;
  }

  private static ObjectNode plan(LoadPlan plan) {
    ObjectNode json =
        Json.object()
            .put("table", plan.table())
            .put("perSecond", plan.perSecond())
            .put("keys", plan.keys())
            .put("distribution", plan.distribution().word());
    ObjectNode shares = json.putObject("shares");
    plan.shares().forEach(shares::put);
    return json.put("itemBytes", plan.itemBytes()).put("reads", plan.reads());
  }

  private static ObjectNode scenario(ScenarioStanding scenario) {
    ObjectNode json = Json.object().put("name", scenario.name()).put("state", scenario.state());
    json.set("startedAtMillis", Json.number(scenario.startedAtMillis()));
    json.set("elapsedMillis", Json.number(scenario.elapsedMillis()));
    json.set("totalMillis", Json.number(scenario.totalMillis()));
    json.set("steps", Json.array(scenario.steps(), SnapshotJson::step));
    return json;
  }

  private static ObjectNode step(ScenarioStanding.Step step) {
    ObjectNode json =
        Json.object()
            .put("atMillis", step.atMillis())
            .put("text", step.text())
            .put("state", step.state());
    step.error().ifPresent(error -> json.put("error", error));
    return json;
  }
}

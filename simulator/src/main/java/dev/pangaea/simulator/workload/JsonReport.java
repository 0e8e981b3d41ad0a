package dev.pangaea.simulator.workload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A report as one JSON object for scripts; names end in their unit. */
public final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonReport() {}

  public static String of(Report report) {
    ObjectNode root = JSON.createObjectNode();
    plan(root.putObject("plan"), report.plan());
    Report.Load load = report.load();
    root.put("seconds", report.seconds());
    root.put("requestsPerSecond", load.perSecond());
    for (Operation operation : report.plan().load().requests().mix().operations()) {
      requests(root.putObject(operation.plural()), operation, load.of(operation));
    }
    errors(root.putArray("errors"), load.errors());
    root.put("bytesSent", load.bytesSent());
    root.put("bytesReceived", load.bytesReceived());
    root.put("reconnects", load.reconnects());
    root.put("connectFailures", load.connectFailures());
    root.put("clientCpuMicrosPerRequest", report.cost().processMicrosPer(load.ended()));
    root.put("eventLoopCpuMicrosPerRequest", report.cost().loopMicrosPer(load.ended()));
    root.put("busiestEventLoopShare", report.cost().busiestLoopShare());
    report
        .serverCost()
        .ifPresent(
            server -> {
              root.put("serverCpuMicrosPerRequest", server.microsPer(load.ended()));
              root.put("serverCpuCores", server.cores(report.seconds()));
            });
    report.lag().ifPresent(lag -> lag(root.putObject("lag"), lag));
    report.stream().ifPresent(lag -> lag(root.putObject("stream"), lag));
    if (report.plan().against().isPresent()) {
      ArrayNode turns = root.putArray("turns");
      report.turns().forEach(each -> turns(turns.addObject(), each));
    }
    return root.toPrettyString();
  }

  private static void turns(ObjectNode node, Report.Turns turns) {
    node.put("operation", turns.operation().singular());
    node.put("table", turns.table());
    requests(node, turns.operation(), turns.load().of(turns.operation()));
    errors(node.putArray("errors"), turns.load().errors());
    turns
        .serverMicrosMedian()
        .ifPresent(
            median -> {
              node.put("serverCpuMicrosPerRequest", median);
              ArrayNode each = node.putArray("serverCpuMicrosPerRequestByTurn");
              turns.serverMicros().forEach(each::add);
            });
  }

  private static void plan(ObjectNode node, BenchPlan plan) {
    BenchPlan.LoadPlan load = plan.load();
    node.put("endpoint", plan.target().endpoint().toString());
    node.put("table", plan.table());
    pace(node, load.pace());
    node.put("connections", plan.wire().connections());
    node.put("threads", plan.wire().threads());
    node.put("itemBytes", load.shape().itemBytes());
    node.put("keys", load.keys());
    node.put("distribution", load.distribution().text());
    requested(node, load);
    node.put("warmUpSeconds", load.warmUp().toNanos() / 1e9);
    plan.against()
        .ifPresent(
            against -> {
              ObjectNode other = node.putObject("against");
              other.put("table", against.table());
              ObjectNode tags = other.putObject("tags");
              against.tags().forEach(tags::put);
              pace(other, against.pace());
              other.put("turns", against.turns());
              other.put("turnSeconds", against.turn().toNanos() / 1e9);
            });
    plan.probe()
        .ifPresent(
            probe -> {
              node.put("remoteEndpoint", probe.remote().endpoint().toString());
              node.put("probesPerSecond", probe.perSecond());
            });
  }

  private static void pace(ObjectNode node, Pace pace) {
    switch (pace) {
      case Pace.Closed() -> node.put("loop", "closed");
      case Pace.Open(long rate) -> node.put("loop", "open").put("rate", rate);
    }
  }

  private static void requested(ObjectNode node, BenchPlan.LoadPlan load) {
    OperationShares mix = load.requests().mix();
    ObjectNode shares = node.putObject("mix");
    mix.operations().forEach(operation -> shares.put(operation.singular(), mix.share(operation)));
    node.put("consistentReads", load.requests().consistentReads());
    node.put("conditions", load.requests().conditionalPuts());
    TableShape table = load.shape().table();
    node.put("sortKey", table.sortKey());
    node.put("indexes", table.indexes());
    if (table.grouped()) {
      node.put("itemsPerKey", table.itemsPerKey());
    }
    if (mix.has(Operation.QUERY)) {
      QueryPlan query = load.requests().query();
      query.index().ifPresent(index -> node.put("queryIndex", index));
      node.put("queryLimit", query.limit());
      node.put("itemsPerQuery", load.itemsPerQuery());
    }
  }

  private static void requests(ObjectNode node, Operation operation, Report.Requests requests) {
    node.put("succeeded", requests.answered());
    node.put("perSecond", requests.perSecond());
    if (operation == Operation.QUERY) {
      node.put("items", requests.items());
      node.put("itemsPerSecond", requests.itemsPerSecond());
    }
    node.put("missed", requests.missed());
    node.put("refused", requests.refused());
    node.put("lost", requests.lost());
    latency(node.putObject("latencyMillis"), requests.latency());
  }

  private static void latency(ObjectNode node, Latency latency) {
    node.put("count", latency.count());
    node.put("mean", latency.mean());
    node.put("p50", latency.p50());
    node.put("p90", latency.p90());
    node.put("p99", latency.p99());
    node.put("p99.9", latency.p999());
    node.put("max", latency.max());
  }

  private static void errors(ArrayNode node, List<ErrorCounts.Counted> errors) {
    for (ErrorCounts.Counted error : errors) {
      node.addObject()
          .put("name", error.name())
          .put("count", error.count())
          .put("example", error.example());
    }
  }

  private static void lag(ObjectNode node, Report.Lag lag) {
    node.put("seen", lag.seen());
    node.put("timedOut", lag.timedOut());
    node.put("skipped", lag.skipped());
    node.put("polls", lag.polls());
    latency(node.putObject("sinceReplyMillis"), lag.sinceReply());
    latency(node.putObject("sinceStartMillis"), lag.sinceStart());
    latency(node.putObject("resolutionMillis"), lag.resolution());
    latency(node.putObject("writeMillis"), lag.write());
    errors(node.putArray("errors"), lag.errors());
  }
}

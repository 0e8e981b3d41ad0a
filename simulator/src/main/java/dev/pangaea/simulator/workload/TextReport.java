package dev.pangaea.simulator.workload;

import java.util.List;
import java.util.Locale;

/** A report as lines for people. */
public final class TextReport {
  private static final double BUSY_SHARE = 0.85;
  private static final String COLUMNS = "%-22s %12s %10s %9s %9s %9s %9s %9s";

  private TextReport() {}

  public static String of(Report report) {
    StringBuilder text = new StringBuilder();
    plan(text, report);
    requests(text, report);
    errors(text, report.load().errors());
    wire(text, report);
    report.lag().ifPresent(lag -> lag(text, report, lag));
    report.stream().ifPresent(lag -> stream(text, lag));
    report.plan().against().ifPresent(against -> turns(text, report, against));
    return text.toString();
  }

  private static void plan(StringBuilder text, Report report) {
    BenchPlan.LoadPlan load = report.plan().load();
    BenchPlan.WirePlan wire = report.plan().wire();
    line(
        text,
        "%s, table %s: %s, %d connections, %d thread(s)",
        report.plan().target().endpoint(),
        report.plan().table(),
        pace(load.pace()),
        wire.connections(),
        wire.threads());
    line(
        text,
        "items of %,d bytes, %,d keys %s, %s, %.1f s measured after %.1f s of warm-up",
        load.shape().itemBytes(),
        load.keys(),
        load.distribution().text(),
        requested(load.requests()),
        report.seconds(),
        load.warmUp().toNanos() / 1e9);
    TableShape table = load.shape().table();
    if (table.grouped()) {
      line(
          text,
          "table %s sort key and with %d index(es), %,d items per key",
          table.sortKey() ? "with a" : "without a",
          table.indexes(),
          table.itemsPerKey());
    }
  }

  private static String requested(RequestPlan requests) {
    return requests.mix().text()
        + (requests.consistentReads() ? ", consistent reads" : "")
        + (requests.conditionalPuts() ? ", puts with a condition" : "");
  }

  private static String pace(Pace pace) {
    return switch (pace) {
      case Pace.Closed() -> "closed loop";
      case Pace.Open(long rate) -> String.format(Locale.ROOT, "open loop at %,d requests/s", rate);
    };
  }

  private static void requests(StringBuilder text, Report report) {
    Report.Load load = report.load();
    line(text, "");
    line(text, COLUMNS, "", "succeeded", "per s", "p50 ms", "p90", "p99", "p99.9", "max");
    for (Operation operation : Operation.values()) {
      row(text, operation.plural(), load.of(operation));
    }
    line(text, "%-22s %12s %10s", "all", count(load.answered()), rate(load.perSecond()));
    Report.Requests queries = load.of(Operation.QUERY);
    if (queries.ended() > 0) {
      line(
          text,
          "items from queries of %s: %,d, %s per s; %.1f per query, of %,d in a full table",
          report.plan().load().requests().query().text(),
          queries.items(),
          rate(queries.itemsPerSecond()),
          queries.itemsEach(),
          report.plan().load().itemsPerQuery());
    }
    if (load.missed() > 0) {
      line(text, "misses: %,d reads found no item under their key", load.missed());
    }
  }

  private static String count(long requests) {
    return String.format(Locale.ROOT, "%,d", requests);
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%,.0f", perSecond);
  }

  private static void row(StringBuilder text, String name, Report.Requests requests) {
    if (requests.ended() > 0) {
      String perSecond = rate(requests.perSecond());
      latency(text, name, count(requests.answered()), perSecond, requests.latency());
    }
  }

  private static void latency(
      StringBuilder text, String name, String count, String perSecond, Latency latency) {
    line(
        text,
        COLUMNS,
        name,
        count,
        perSecond,
        millis(latency.p50()),
        millis(latency.p90()),
        millis(latency.p99()),
        millis(latency.p999()),
        millis(latency.max()));
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, "%.3f", millis);
  }

  private static void errors(StringBuilder text, List<ErrorCounts.Counted> errors) {
    if (errors.isEmpty()) {
      line(text, "errors: none");
      return;
    }
    line(text, "errors:");
    for (ErrorCounts.Counted error : errors) {
      line(text, "  %,10d  %s  %s", error.count(), error.name(), error.example());
    }
  }

  private static void wire(StringBuilder text, Report report) {
    Report.Load load = report.load();
    Report.ClientCost cost = report.cost();
    line(
        text,
        "bytes: %.1f MB/s sent, %.1f MB/s received; connections: %,d made anew, %,d attempts failed",
        load.bytesSent() / report.seconds() / 1e6,
        load.bytesReceived() / report.seconds() / 1e6,
        load.reconnects(),
        load.connectFailures());
    line(
        text,
        "client CPU per request: %.1f µs (event loops alone %.1f µs); busiest event loop %.0f %% busy%s",
        cost.processMicrosPer(load.ended()),
        cost.loopMicrosPer(load.ended()),
        100 * cost.busiestLoopShare(),
        cost.busiestLoopShare() > BUSY_SHARE ? ": the client is the limit" : "");
    report
        .serverCost()
        .ifPresent(
            server ->
                line(
                    text,
                    "server CPU per request: %.1f µs (%.2f cores busy)",
                    server.microsPer(load.ended()),
                    server.cores(report.seconds())));
  }

  private static void lag(StringBuilder text, Report report, Report.Lag lag) {
    line(text, "");
    line(
        text,
        "replication lag to %s, from outside: %,d probes seen, %,d timed out, %,d skipped, %,d polls",
        report.plan().probe().orElseThrow().remote().endpoint(),
        lag.seen(),
        lag.timedOut(),
        lag.skipped(),
        lag.polls());
    latencies(text, lag);
  }

  private static void stream(StringBuilder text, Report.Lag lag) {
    line(text, "");
    line(
        text,
        "records of the stream: %,d seen, %,d never, %,d GetRecords",
        lag.seen(),
        lag.timedOut(),
        lag.polls());
    latencies(text, lag);
  }

  private static void turns(StringBuilder text, Report report, BenchPlan.AgainstPlan against) {
    line(text, "");
    line(
        text,
        "in turn with table %s%s, %s, %d turns of %.1f s each:",
        against.table(),
        against.tags().isEmpty() ? "" : " " + against.tags(),
        pace(against.pace()),
        against.turns(),
        against.turn().toNanos() / 1e9);
    for (Report.Turns each : report.turns()) {
      row(text, each.operation().plural() + ", " + each.table(), each.load().of(each.operation()));
      if (each.load().missed() > 0) {
        line(text, "misses: %,d reads found no item under their key", each.load().missed());
      }
      if (!each.load().errors().isEmpty()) {
        errors(text, each.load().errors());
      }
    }
    TurnsText.costs(report.turns()).forEach(cost -> line(text, "%s", cost));
  }

  private static void latencies(StringBuilder text, Report.Lag lag) {
    latency(text, "since write's reply", "", "", lag.sinceReply());
    latency(text, "since write's start", "", "", lag.sinceStart());
    latency(text, "resolution", "", "", lag.resolution());
    latency(text, "probe writes", "", "", lag.write());
    if (!lag.errors().isEmpty()) {
      errors(text, lag.errors());
    }
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}

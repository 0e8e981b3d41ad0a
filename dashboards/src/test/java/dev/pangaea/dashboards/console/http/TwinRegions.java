package dev.pangaea.dashboards.console.http;

import dev.pangaea.dashboards.console.ConsoleSettings;
import dev.pangaea.dashboards.console.Load;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Twins of two regions and of link control, and a console that looks at them. */
final class TwinRegions implements AutoCloseable {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final long DELETED_MILLIS = 1_700_000_000_000L;

  final Vertx vertx = Vertx.vertx();
  final Twin usNode = new Twin(vertx);
  final Twin euNode = new Twin(vertx);
  final Twin usReplicator = new Twin(vertx);
  final Twin euReplicator = new Twin(vertx);
  final Twin euReplicatorToo = new Twin(vertx);
  final Twin links = new Twin(vertx);
  private final ConsoleServer console;

  TwinRegions(Load load) throws IOException {
    this(load, 1);
  }

  /**
   * @param euReplicators one or two
   */
  TwinRegions(Load load, int euReplicators) throws IOException {
    usNode.says("GET /status", status(US, EU));
    euNode.says("GET /status", status(EU, US));
    usNode.says("GET /metrics", metrics(10));
    euNode.says("GET /metrics", metrics(10));
    usReplicator.says("GET /status", replicator(EU, US));
    euReplicator.says("GET /status", replicator(US, EU));
    euReplicatorToo.says("GET /status", replicator(US, EU));
    links.says("GET /links", links(false));
    console =
        ConsoleServer.start(
            vertx,
            new ConsoleSettings(
                List.of(
                    new ConsoleSettings.Region(
                        US, usNode.address(), usNode.address(), List.of(usReplicator.address())),
                    new ConsoleSettings.Region(
                        EU,
                        euNode.address(),
                        euNode.address(),
                        Stream.of(euReplicator, euReplicatorToo)
                            .limit(euReplicators)
                            .map(Twin::address)
                            .toList())),
                Optional.of(links.address()),
                "127.0.0.1",
                0),
            load);
  }

  int port() {
    return console.port();
  }

  /**
   * @param more names of tables beside the usual one
   */
  static String status(String region, String other, String... more) {
    return """
    {"region":"%s","ready":true,"tables":[%s{"name":"demo","status":"ACTIVE","storeNumber":4,
     "items":12,"itemBytes":340,"conflicts":2,
     "tombstones":{"kept":3,"dropped":1,"oldestMillis":%s,
      "awaited":[{"region":"%s","sinceMillis":1795291199000}]},
     "quarantine":{"kept":6,"tried":0,"released":0},
     "indexes":[{"name":"by-age","status":"CREATING","rows":5,"itemsLookedAt":7,"itemsOfTable":12,
      "itemsPerSecond":9}]}],
     "visible":[{"table":"demo","source":"%s","asOf":"2026-11-21T20:00:00.125Z"}],"partitions":[]}
    """
        .formatted(
            region,
            Stream.of(more).map("{\"name\":\"%s\"},"::formatted).collect(Collectors.joining()),
            DELETED_MILLIS,
            other,
            other);
  }

  static String metrics(int puts) {
    return """
    # TYPE pangaea_api_request_seconds histogram
    pangaea_api_request_seconds_bucket{operation="PutItem",outcome="success",le="0.001"} %1$d
    pangaea_api_request_seconds_bucket{operation="PutItem",outcome="success",le="+Inf"} %1$d
    pangaea_api_request_seconds_count{operation="PutItem",outcome="success"} %1$d
    pangaea_api_request_seconds_sum{operation="PutItem",outcome="success"} 0.5
    """
        .formatted(puts);
  }

  static String replicator(String source, String target) {
    return """
    {"target":"%2$s","links":[{"source":"%1$s","target":"%2$s","connections":1,"tables":[
     {"table":"demo","partitions":16,"lagP50Millis":4.5,"lagP99Millis":9.1,"stalenessMillis":812,
      "backlogRecords":3,"backlogAgeMillis":15,"changesPerSecond":2.0,"totals":{},"needsCopy":[]}]}]}
    """
        .formatted(source, target);
  }

  static String links(boolean cut) {
    return "{\"links\":[%s,%s]}".formatted(link(US, EU, cut), link(EU, US, cut));
  }

  private static String link(String source, String target, boolean cut) {
    return """
    {"name":"%1$s-to-%2$s","source":"%1$s","target":"%2$s","state":"%3$s","cut":"none","connections":2,
     "streams":{"upstream":{"bytes":1,"heldBytes":2},"downstream":{"bytes":3,"heldBytes":40}},
     "faults":[{"fault":"latency","name":"latency_downstream","direction":"downstream","toxicity":1.0,
      "latencyMillis":80,"jitterMillis":5},
      {"fault":"latency","name":"latency_upstream","direction":"upstream","latencyMillis":80}]}
    """
        .formatted(source, target, cut ? "partitioned" : "open");
  }

  @Override
  public void close() {
    console.close();
    vertx.close().await();
  }
}

package dev.pangaea.simulator.demo;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;

/** Makes a global table through the API, as an application would, unless it is there already. */
final class GlobalTable {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private GlobalTable() {}

  /**
   * @param regions the first creates the table, the others become its replicas
   */
  static void make(String table, List<DemoRegion> regions)
      throws IOException, InterruptedException {
    DemoRegion first = regions.getFirst();
    try (ApiClient api = new ApiClient(first.node().region().value(), first.node().apiPort())) {
      awaitReply(
          api,
          "CreateTable",
          """
          {"TableName":"%s","BillingMode":"PAY_PER_REQUEST",\
          "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],\
          "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}"""
              .formatted(table),
          reply -> reply.contains("\"TableDescription\"") || reply.contains("ResourceInUse"));
      String describe = "{\"TableName\":\"%s\"}".formatted(table);
      awaitReply(
          api, "DescribeTable", describe, reply -> reply.contains("\"TableStatus\":\"ACTIVE\""));
      for (DemoRegion replica : regions.subList(1, regions.size())) {
        awaitReply(
            api,
            "UpdateTable",
            "{\"TableName\":\"%s\",\"ReplicaUpdates\":[{\"Create\":{\"RegionName\":\"%s\"}}]}"
                .formatted(table, replica.node().region()),
            reply ->
                reply.contains("\"TableDescription\"")
                    || reply.contains("already existed as tables"));
        awaitReply(
            api,
            "DescribeTable",
            describe,
            reply ->
                reply.contains("\"TableStatus\":\"ACTIVE\"")
                    && !reply.contains("\"ReplicaStatus\":\"CREATING\""));
      }
    }
  }

  private interface Expectation {
    boolean holds(String reply);
  }

  private static void awaitReply(
      ApiClient api, String operation, String request, Expectation expectation)
      throws IOException, InterruptedException {
    long bound = System.nanoTime() + BOUND.toNanos();
    while (true) {
      String reply = reply(api, operation, request);
      if (expectation.holds(reply)) {
        return;
      }
      if (System.nanoTime() > bound) {
        throw new IOException(operation + " did not come through within " + BOUND + ": " + reply);
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  /** What the region answers; why it does not, when it is too busy to. */
  private static String reply(ApiClient api, String operation, String request)
      throws IOException, InterruptedException {
    try {
      return api.call(operation, request);
    } catch (HttpTimeoutException late) {
      return String.valueOf(late.getMessage());
    }
  }
}

package dev.pangaea.simulator.demo;

import dev.pangaea.simulator.client.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes a global table through the API, as an application would, unless it is there already. */
public final class GlobalTable {
  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private GlobalTable() {}

  /**
   * Whether the table is there now; not if it was told to stop before.
   *
   * @param partitionKey the key, which is a text
   * @param endpoint of the first region, which creates the table
   * @param regions the others become its replicas
   */
  public static boolean make(
      String table, String partitionKey, URI endpoint, List<String> regions, CountDownLatch told)
      throws IOException, InterruptedException {
    String first = regions.getFirst();
    try (HttpCalls calls = new HttpCalls()) {
      Api api = (operation, json) -> calls.operation(first, endpoint, operation, json).body();
      boolean goOn = create(api, table, partitionKey, told);
      for (String replica : regions.subList(1, regions.size())) {
        goOn = goOn && addReplica(api, table, replica, told);
      }
      return goOn;
    }
  }

  private static boolean create(Api api, String table, String partitionKey, CountDownLatch told)
      throws IOException, InterruptedException {
    String create =
        """
        {"TableName":"%1$s","BillingMode":"PAY_PER_REQUEST",\
        "AttributeDefinitions":[{"AttributeName":"%2$s","AttributeType":"S"}],\
        "KeySchema":[{"AttributeName":"%2$s","KeyType":"HASH"}]}"""
            .formatted(table, partitionKey);
    return awaitReply(
            api,
            "CreateTable",
            create,
            reply -> reply.contains("\"TableDescription\"") || reply.contains("ResourceInUse"),
            told)
        && awaitReply(
            api,
            "DescribeTable",
            describe(table),
            reply -> reply.contains("\"TableStatus\":\"ACTIVE\""),
            told);
  }

  private static boolean addReplica(Api api, String table, String region, CountDownLatch told)
      throws IOException, InterruptedException {
    String add =
        "{\"TableName\":\"%s\",\"ReplicaUpdates\":[{\"Create\":{\"RegionName\":\"%s\"}}]}"
            .formatted(table, region);
    return awaitReply(
            api,
            "UpdateTable",
            add,
            reply ->
                reply.contains("\"TableDescription\"")
                    || reply.contains("already existed as tables"),
            told)
        && awaitReply(
            api,
            "DescribeTable",
            describe(table),
            reply ->
                reply.contains("\"TableStatus\":\"ACTIVE\"")
                    && !reply.contains("\"ReplicaStatus\":\"CREATING\""),
            told);
  }

  private static String describe(String table) {
    return "{\"TableName\":\"%s\"}".formatted(table);
  }

  /** What a region answers to an operation. */
  private interface Api {
    String call(String operation, String json) throws IOException, InterruptedException;
  }

  private interface Expectation {
    boolean holds(String reply);
  }

  /** Whether the reply came; not if it was told to stop before. */
  private static boolean awaitReply(
      Api api, String operation, String request, Expectation expectation, CountDownLatch told)
      throws IOException, InterruptedException {
    long bound = System.nanoTime() + BOUND.toNanos();
    while (told.getCount() > 0) {
      String reply = reply(api, operation, request);
      if (expectation.holds(reply)) {
        return true;
      }
      if (System.nanoTime() > bound) {
        throw new IOException(operation + " did not come through within " + BOUND + ": " + reply);
      }
      if (told.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  /** What the region answers; why it does not, when it is too busy to. */
  private static String reply(Api api, String operation, String request)
      throws IOException, InterruptedException {
    try {
      return api.call(operation, request);
    } catch (HttpTimeoutException late) {
      return String.valueOf(late.getMessage());
    }
  }
}

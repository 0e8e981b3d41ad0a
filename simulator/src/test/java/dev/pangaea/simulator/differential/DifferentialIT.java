package dev.pangaea.simulator.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pangaea.simulator.demo.DemoSettings;
import dev.pangaea.simulator.demo.DemoSettings.RegionPorts;
import dev.pangaea.simulator.demo.RunningDemo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Puts the same requests to us and to DynamoDB Local. One seed again: {@code ./mvnw -pl simulator
 * -am verify -Dit.test=DifferentialIT -Dpangaea.differential.seed=N}; more of them: {@code
 * -Dpangaea.differential.seeds=N}.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DifferentialIT {
  private static final long FIRST_SEED = Long.getLong("pangaea.differential.seed", 1);
  private static final int SEEDS = Integer.getInteger("pangaea.differential.seeds", 4);
  private static final int REQUESTS = 500;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CREATE =
      """
      {"TableName":"diff","BillingMode":"PAY_PER_REQUEST",
       "AttributeDefinitions":[
         {"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"},
         {"AttributeName":"status","AttributeType":"S"},{"AttributeName":"total","AttributeType":"N"}],
       "KeySchema":[
         {"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
       "GlobalSecondaryIndexes":[{"IndexName":"byStatus","Projection":{"ProjectionType":"ALL"},
         "KeySchema":[{"AttributeName":"status","KeyType":"HASH"},{"AttributeName":"total","KeyType":"RANGE"}]}],
       "LocalSecondaryIndexes":[{"IndexName":"byTotal","Projection":{"ProjectionType":"KEYS_ONLY"},
         "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"total","KeyType":"RANGE"}]}]}
      """;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void answersAsDynamoDbDoes(@TempDir Path folder) throws Exception {
    try (DynamoDbLocal local = DynamoDbLocal.start(folder.resolve("dynamodb-local.log"));
        RunningDemo demo =
            RunningDemo.start(settings(folder), new CountDownLatch(1), failure -> {})
                .orElseThrow()) {
      int port = demo.demo().regions().getFirst().node().apiPort();
      Endpoint ours = new Endpoint(URI.create("http://127.0.0.1:" + port + "/"), http);
      Endpoint theirs = new Endpoint(local.address(), http);
      List<Difference> unknown = new ArrayList<>();
      for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
        unknown.addAll(compare(seed, ours, theirs));
      }
      Map<String, Difference> kinds = new TreeMap<>();
      unknown.forEach(difference -> kinds.putIfAbsent(difference.kind(), difference));
      assertThat(kinds.values()).isEmpty();
    } finally {
      http.close();
    }
  }

  private static DemoSettings settings(Path folder) {
    return new DemoSettings(
        folder.resolve("region"),
        List.of(new RegionPorts("us-east-1", 0, 0, 0), new RegionPorts("eu-west-1", 0, 0, 0)),
        0,
        OptionalInt.empty(),
        "demo",
        4,
        false);
  }

  private static List<Difference> compare(long seed, Endpoint ours, Endpoint theirs)
      throws IOException, InterruptedException {
    create(ours);
    create(theirs);
    List<Difference> differences = new ArrayList<>();
    Requests requests = new Requests(new SplittableRandom(seed));
    for (int number = 1; number <= REQUESTS; number++) {
      Call call = requests.next();
      Answer here = ours.call(call);
      Answer there = theirs.call(call);
      if (!here.equals(there)) {
        Difference difference = new Difference(seed, number, call, here, there);
        if (!KnownDifferences.isKnown(difference)) {
          differences.add(difference);
        }
        if (here.succeeded() != there.succeeded()) {
          create(ours);
          create(theirs);
        }
      }
    }
    return differences;
  }

  /** The table, new and empty. */
  private static void create(Endpoint endpoint) throws IOException, InterruptedException {
    ObjectNode name = Draw.JSON.objectNode().put("TableName", Requests.TABLE);
    endpoint.call(new Call("DeleteTable", name));
    while (endpoint.call(new Call("DescribeTable", name)).succeeded()) {
      Thread.onSpinWait();
    }
    Call create = new Call("CreateTable", (ObjectNode) JSON.readTree(CREATE));
    Answer created = endpoint.call(create);
    if (!created.succeeded()) {
      throw new AssertionError("the table cannot be made: " + created);
    }
    JsonNode table = name;
    while (!JSON.readTree(endpoint.call(new Call("DescribeTable", (ObjectNode) table)).body())
        .at("/Table/TableStatus")
        .asText()
        .equals("ACTIVE")) {
      Thread.onSpinWait();
    }
  }
}

package dev.pangaea.simulator.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.simulator.demo.DemoSettings;
import dev.pangaea.simulator.demo.DemoSettings.RegionPorts;
import dev.pangaea.simulator.demo.RunningDemo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Puts the same requests to us and to DynamoDB Local. One seed again: {@code ./mvnw -pl simulator
 * -am verify -Dit.test=DifferentialIT -Dpangaea.differential.seed=N}; more of them: {@code
 * -Dpangaea.differential.seeds=N}.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("dev.pangaea.simulator.differential")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DifferentialIT {
  private static final long FIRST_SEED = Long.getLong("pangaea.differential.seed", 1);
  private static final int SEEDS = Integer.getInteger("pangaea.differential.seeds", 4);
  private static final int REQUESTS = 500;

  /** They meet as many faults as items do in fewer requests, since more of them are wrong. */
  private static final int STATEMENTS = 200;

  private static final int WRITES = 150;
  private static final int SETTINGS = 150;

  @TempDir private static Path folder;
  private static HttpClient http;
  private static DynamoDbLocal local;
  private static RunningDemo demo;
  private static Sides sides;

  @BeforeAll
  static void start() throws Exception {
    http = Http1.client();
    local = DynamoDbLocal.start(folder.resolve("dynamodb-local.log"));
    demo = RunningDemo.start(settings(), new CountDownLatch(1), failure -> {}).orElseThrow();
    int port = demo.demo().regions().getFirst().node().apiPort();
    sides =
        new Sides(
            new Endpoint(URI.create("http://127.0.0.1:" + port + "/"), http),
            new Endpoint(local.address(), http));
  }

  @AfterAll
  static void stop() throws Exception {
    if (demo != null) {
      demo.close();
    }
    if (local != null) {
      local.close();
    }
    http.close();
  }

  @Test
  void answersAsDynamoDbDoes() throws Exception {
    compare(random -> new Requests(random)::next, REQUESTS, KnownDifferences::isKnown);
  }

  @Test
  void executesStatementsAsDynamoDbDoes() throws Exception {
    compare(random -> new Statements(random)::next, STATEMENTS, KnownStatementDifferences::isKnown);
  }

  @Test
  void streamsTellTheSame() throws Exception {
    List<String> views = List.of("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES");
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      sides.createStreamed(Requests.TABLE, views.get((int) (seed % views.size())));
      Requests requests = new Requests(new SplittableRandom(seed));
      for (int number = 1; number <= WRITES; number++) {
        Call call = requests.write();
        Answer here = sides.ours().call(call);
        Answer there = sides.theirs().call(call);
        assertThat(here.succeeded())
            .as("%s", new Difference(seed, number, call, here, there))
            .isEqualTo(there.succeeded());
      }
      assertThat(StreamRecords.of(sides.ours(), Requests.TABLE))
          .as("seed %d", seed)
          .isNotEmpty()
          .isEqualTo(StreamRecords.of(sides.theirs(), Requests.TABLE));
    }
  }

  /** All seeds are of one table: what is set for the one is there for the next. */
  @Test
  void takesSettingsAsDynamoDbDoes() throws Exception {
    sides.createStreamed(SettingsRequests.TABLE, "NEW_AND_OLD_IMAGES");
    StreamNames own = StreamNames.of(sides.ours(), SettingsRequests.TABLE);
    StreamNames other = StreamNames.of(sides.theirs(), SettingsRequests.TABLE);
    Map<String, Difference> kinds = new TreeMap<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      SettingsRequests requests = new SettingsRequests(new SplittableRandom(seed));
      for (int number = 1; number <= SETTINGS; number++) {
        Call call = requests.next();
        Answer here = own.out(sides.ours().call(own.in(call)));
        Answer there = other.out(sides.theirs().call(other.in(call)));
        Difference difference = new Difference(seed, number, call, here, there);
        if (!here.equals(there) && !KnownSettingsDifferences.isKnown(difference)) {
          kinds.putIfAbsent(difference.kind(), difference);
        }
      }
    }
    assertThat(kinds.values()).isEmpty();
  }

  private static void compare(
      Function<SplittableRandom, Supplier<Call>> requests, int count, Predicate<Difference> isKnown)
      throws IOException, InterruptedException {
    Map<String, Difference> kinds = new TreeMap<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      sides.compare(seed, requests.apply(new SplittableRandom(seed)), count).stream()
          .filter(isKnown.negate())
          .forEach(difference -> kinds.putIfAbsent(difference.kind(), difference));
    }
    assertThat(kinds.values()).isEmpty();
  }

  private static DemoSettings settings() {
    return new DemoSettings(
        folder.resolve("region"),
        List.of(new RegionPorts("us-east-1", 0, 0, 0), new RegionPorts("eu-west-1", 0, 0, 0)),
        0,
        OptionalInt.empty(),
        "demo",
        4,
        false);
  }
}

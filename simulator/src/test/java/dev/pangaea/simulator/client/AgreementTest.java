package dev.pangaea.simulator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.IntakeCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of regions that answer what the test says. */
class AgreementTest {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final List<String> BOTH = List.of(US, EU);
  private static final String DIGEST =
      "{\"items\":1,\"tombstones\":1,\"seenByTombstones\":[{},{%s}],\"partitions\":[\"ab\",\"cd\"],\"indexes\":[]}";

  private record Said(int status, Bytes body) {}

  private final Map<String, Said> answers = new ConcurrentHashMap<>();
  private final HttpCalls calls = new HttpCalls();
  private final List<HttpServer> nodes = new ArrayList<>();
  private Agreement agreement;

  @BeforeEach
  void start() throws IOException {
    SortedMap<String, URI> controls = new TreeMap<>();
    for (String region : BOTH) {
      HttpServer node =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      node.createContext("/", exchange -> answer(region, exchange));
      node.start();
      nodes.add(node);
      controls.put(region, URI.create("http://127.0.0.1:" + node.getAddress().getPort()));
      says(region, DIGEST.formatted(""));
      hasTaken(region, HybridTime.ZERO);
    }
    agreement = new Agreement(calls, controls);
  }

  @AfterEach
  void close() {
    calls.close();
    nodes.forEach(node -> node.stop(0));
  }

  private void answer(String region, HttpExchange exchange) throws IOException {
    Said said = answers.get(region + exchange.getRequestURI().getPath());
    exchange.sendResponseHeaders(said.status(), said.body().length());
    exchange.getResponseBody().write(said.body().toArray());
    exchange.close();
  }

  private void says(String region, String digest) {
    says(region, 200, digest);
  }

  private void says(String region, int status, String digest) {
    answers.put(
        region + "/digest",
        new Said(status, Bytes.owning(digest.getBytes(StandardCharsets.UTF_8))));
  }

  /** Of the other region's second partition; other tables and partitions are far ahead. */
  private void hasTaken(String region, HybridTime clock) {
    RegionName source = new RegionName(region.equals(US) ? EU : US);
    List<Intake> intakes =
        List.of(
            intake("t", 0, source, HybridTime.MAX),
            intake("t", 1, source, clock),
            intake("other", 1, source, HybridTime.MAX));
    answers.put(region + "/replication/intakes", new Said(200, IntakeCodec.encode(intakes)));
  }

  private static Intake intake(String table, int partition, RegionName source, HybridTime clock) {
    return new Intake(
        table, partition, new Progress(source, "log", Position.START, new Watermark(clock, 0)));
  }

  private static String seen(String region, HybridTime time) {
    return DIGEST.formatted("\"%s\":%d".formatted(region, time.packed()));
  }

  private Optional<String> difference() throws Exception {
    return agreement.difference("t", BOTH);
  }

  @Test
  void regionsThatHoldTheSameAgree() throws Exception {
    assertThat(difference()).isEmpty();
    says(EU, DIGEST.formatted("").replace("\"items\":1", "\"items\":2").replace("ab", "ff"));
    assertThat(difference())
        .hasValue(
            "table t differs: {eu-west-1=2 items, 1 tombstones, us-east-1=1 items, 1 tombstones}");
  }

  @Test
  void whatATombstoneHasSeenMustHaveArrived() throws Exception {
    HybridTime deleted = HybridTime.of(1_700_000_000_000L, 3);
    says(US, seen(US, deleted));
    hasTaken(EU, deleted.previous());
    assertThat(difference())
        .hasValue("table t is not known to have arrived in whole: [us-east-1 -> eu-west-1]");
    hasTaken(EU, deleted);
    assertThat(difference()).isEmpty();
  }

  /** It may be that the one that wrote it has dropped its own tombstone. */
  @Test
  void aTombstoneTellsOfTheOtherRegionsWritesToo() throws Exception {
    says(EU, seen(EU, HybridTime.of(7, 0)));
    assertThat(difference())
        .hasValue("table t is not known to have arrived in whole: [eu-west-1 -> us-east-1]");
    says(EU, DIGEST.formatted(""));
    says(US, seen(EU, HybridTime.of(7, 0)));
    assertThat(difference()).isPresent();
    hasTaken(US, HybridTime.of(7, 0));
    assertThat(difference()).isEmpty();
  }

  @Test
  void aTableThatIsNotThereYetIsNoAgreementHoweverManyLackIt() throws Exception {
    says(EU, 404, "no such table here\n");
    assertThat(difference())
        .hasValue(
            "table t differs: {eu-west-1=404 no such table here, us-east-1=1 items, 1 tombstones}");
    says(US, 404, "no such table here\n");
    assertThat(difference())
        .hasValue(
            "table t differs: {eu-west-1=404 no such table here, us-east-1=404 no such table here}");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 500, 503})
  void failuresInTheSameWordsAreNoAgreement(int status) throws Exception {
    BOTH.forEach(region -> says(region, status, "this cannot be read now\n"));
    assertThat(difference())
        .hasValue(
            "table t differs: {eu-west-1=%d this cannot be read now, us-east-1=%d this cannot be read now}"
                .formatted(status, status));
  }

  @Test
  void whatDoesNotTellOfTombstonesIsNoAgreement() {
    BOTH.forEach(region -> says(region, "{\"items\":1,\"tombstones\":1,\"partitions\":[\"ab\"]}"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(this::difference)
        .withMessageStartingWith("eu-west-1 does not tell what tombstones have seen: {");
  }

  @Test
  void intakesThatCannotBeReadAreNoAgreement() throws Exception {
    says(US, seen(US, HybridTime.of(7, 0)));
    answers.put(EU + "/replication/intakes", new Said(503, Bytes.EMPTY));
    assertThat(difference())
        .hasValue(
            "table t is not known to have arrived in whole: [us-east-1 -> eu-west-1 (status 503)]");
  }
}

package dev.pangaea.regionnode.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.DeliveryCodec;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.change.DeliveryOutcomeCodec;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.IntakeCodec;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.control.ConflictDesk;
import dev.pangaea.regionnode.control.DeliveryIntake;
import dev.pangaea.regionnode.control.HotReader;
import dev.pangaea.regionnode.control.ItemReader;
import dev.pangaea.regionnode.control.NodeStatus;
import dev.pangaea.regionnode.control.QuarantineReader;
import dev.pangaea.regionnode.control.RecordTail;
import dev.pangaea.regionnode.control.TableDigest;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.leader.ExpiryStatus;
import dev.pangaea.regionnode.leader.FakeLeaders;
import dev.pangaea.regionnode.leader.PartitionStatus;
import dev.pangaea.regionnode.leader.QuarantineStatus;
import dev.pangaea.regionnode.leader.TombstoneStatus;
import dev.pangaea.regionnode.leader.TransactionStatus;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.table.Catalog;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.GivenCopy;
import dev.pangaea.regionnode.table.Intakes;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.throughput.Throughputs;
import dev.pangaea.regionnode.throughput.Usage;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ControlServerTest {
  private static final TombstoneStatus TOMBSTONES =
      new TombstoneStatus(
          12,
          345,
          Instant.parse("2026-11-21T20:00:00Z").toEpochMilli(),
          new TreeMap<>(
              Map.of(
                  new RegionName("eu-west-1"),
                  Instant.parse("2026-11-21T20:05:00Z").toEpochMilli())));
  private static final RegionName US = new RegionName("us-east-1");
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final List<dev.pangaea.conflict.version.Context> SEEN_BY_TOMBSTONES =
      List.of(
          dev.pangaea.conflict.version.Context.EMPTY,
          dev.pangaea.conflict.version.Context.of(new Version(HybridTime.of(1, 1), EU))
              .with(new Version(HybridTime.of(2, 0), US)));
  private static final Progress BEGINNING =
      new Progress(EU, "orders-log", Position.START, Watermark.NONE);

  private final Vertx vertx = Vertx.vertx();
  private final MemoryStore store = new MemoryStore();
  private final FakeLeaders leaders = new FakeLeaders(store, table -> List.of());
  private final Intakes intakes = new Intakes(new Catalog(US, Set.of()), store);
  private final AtomicBoolean broken = new AtomicBoolean();
  private volatile CountDownLatch readable = new CountDownLatch(0);
  private final AtomicReference<String> phase = new AtomicReference<>("LEADING");
  private final AtomicReference<List<Intake>> stuck = new AtomicReference<>(List.of());
  private final HttpClient client = Http1.client();
  private final AtomicLong nanos = new AtomicLong();
  private final FakeTables hotTables = new FakeTables(US, 2);
  private final Throughputs throughputs = new Throughputs(nanos::get);
  private final HttpServer server =
      new ControlServer(
              intakes,
              new DeliveryIntake(intakes, leaders),
              stuck::set,
              new QuarantineReader(
                  US, new FakeTables(US, 1), store, Duration.ofDays(1), InstantSource.system()),
              () -> NodeStatus.ready(partitions()),
              this::status,
              this::metrics,
              this::digest,
              new UnaskedRegion(),
              new ConflictDesk(new FakeTables(US, 1), store, leaders),
              new ItemReader(US, new FakeTables(US, 1), store),
              new RecordTail(US, new FakeTables(US, 1)),
              new HotReader(US, hotTables, throughputs))
          .start(vertx, "127.0.0.1", 0)
          .await();

  @AfterEach
  void close() {
    readable.countDown();
    client.close();
    server.close().await();
    leaders.close();
    store.close();
    vertx.close().await();
  }

  @Test
  void tellsWhereTablesAreAskedForMost() throws Exception {
    KeySchema keys = new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty());
    hotTables.create("carts", TableSettings.onDemand(keys));
    EncodedKey key = EncodedKey.of(PrimaryKey.of(new StringValue("c1")));
    Usage usage = throughputs.of(hotTables.table("carts").orElseThrow()).orElseThrow().usage();
    for (int number = 0; number < 1000; number++) {
      usage.written(1, key, 3);
    }
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(30));

    assertThat(text(get("/hot")).lines().skip(1).map(line -> line.replaceAll(" +", " ")))
        .hasSize(3)
        .contains("us-east-1 carts partition 1 0.0 - 100.0 100 %")
        .anyMatch(line -> line.startsWith("us-east-1 carts \"c1\" "));
    assertThat(
            text(get("/hot?table=others")).lines().skip(1).map(line -> line.replaceAll(" +", " ")))
        .containsExactly("us-east-1 others nothing was asked for since the start");
    assertThat(text(get("/hot.json?table=carts")))
        .startsWith("{\"region\":\"us-east-1\",\"tables\":[{\"table\":\"carts\",\"seconds\":30.0,")
        .contains("{\"partition\":1,\"readsPerSecond\":0.0,\"writesPerSecond\":100.0}")
        .contains("\"hottestWrites\":[{\"key\":\"\\\"c1\\\"\",");
  }

  private List<PartitionStatus> partitions() {
    return List.of(
        new PartitionStatus(
            PartitionId.CATALOG,
            phase.get(),
            Applied.NOTHING,
            0,
            0,
            TombstoneStatus.NONE,
            QuarantineStatus.NONE,
            ExpiryStatus.NONE));
  }

  private String metrics() {
    readStore();
    return "a_metric 1\n";
  }

  /** As long and as badly as a test wants. */
  private void readStore() {
    assertThat(Context.isOnEventLoopThread()).isFalse();
    try {
      readable.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    if (broken.get()) {
      throw new IllegalStateException("the store is broken");
    }
  }

  private NodeStatus status() {
    readStore();
    NodeStatus.IndexStanding index =
        new NodeStatus.IndexStanding("by-g", "CREATING", 11, 222, OptionalDouble.of(33.3));
    NodeStatus.TableStanding table =
        new NodeStatus.TableStanding(
            "orders",
            "ACTIVE",
            1,
            4444,
            0,
            0,
            TOMBSTONES,
            QuarantineStatus.NONE,
            ExpiryStatus.NONE,
            List.of(index));
    TransactionStatus transactions = new TransactionStatus(6, 7, 88, 9, 10);
    return new NodeStatus(
        US,
        Optional.of("kafka:9092"),
        List.of(table),
        partitions(),
        transactions,
        List.of(),
        List.of(),
        List.of(new GivenCopy("orders", EU, 4, 1, 256, 9_999, OptionalDouble.of(12.4))),
        new TreeMap<>(),
        List.of(new NodeStatus.Visible("orders", EU, 1_000)));
  }

  private Optional<TableDigest> digest(String table) {
    readStore();
    return table.equals("orders")
        ? Optional.of(
            new TableDigest(List.of("ab", "cd"), 1_234_567, 2, SEEN_BY_TOMBSTONES, List.of()))
        : Optional.empty();
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> post(String path, Bytes body)
      throws IOException, InterruptedException {
    HttpRequest request = request(path).POST(BodyPublishers.ofByteArray(body.toArray())).build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body());
  }

  @Test
  void saysWhomTombstonesWaitFor() throws Exception {
    assertThat(text(get("/tombstones")).lines().skip(1))
        .singleElement()
        .asString()
        .matches(
            "us-east-1 +orders +12 +345 +2026-11-21T20:00:00Z +eu-west-1 since 2026-11-21T20:05:00Z");
    assertThat(text(get("/status")).replaceAll("\\s", ""))
        .contains(
            "\"tombstones\":{\"kept\":12,\"dropped\":345,\"oldestMillis\":1795291200000,"
                + "\"awaited\":[{\"region\":\"eu-west-1\",\"sinceMillis\":1795291500000}]}");
  }

  @Test
  void isHealthyWhileEveryPartitionIsLed() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);

    phase.set("READING");
    assertThat(get("/health").statusCode()).isEqualTo(503);
    assertThat(text(get("/status")))
        .contains("\"ready\" : false", "\"kafka\" : \"kafka:9092\"", "READING");
  }

  @Test
  void aSlowStoreHoldsUpNeitherHealthChecksNorDeliveries() throws Exception {
    readable = new CountDownLatch(1);
    List<CompletableFuture<HttpResponse<String>>> waiting =
        Stream.of("/status", "/metrics", "/digest?table=orders")
            .map(path -> client.sendAsync(request(path).build(), BodyHandlers.ofString()))
            .toList();
    assertThat(get("/health").statusCode()).isEqualTo(200);
    Bytes none = DeliveryCodec.encode(List.of());
    assertThat(post("/replication/deliveries", none).statusCode()).isEqualTo(200);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    readable.countDown();
    for (CompletableFuture<HttpResponse<String>> each : waiting) {
      assertThat(each.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatCannotBeReadIsAnsweredAllTheSame() throws Exception {
    broken.set(true);
    for (String path : List.of("/status", "/metrics", "/digest?table=orders")) {
      assertThat(get(path).statusCode()).isEqualTo(503);
    }
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesWhatNamesNoConflict() throws Exception {
    String id = "2025-11-21T19:16:00.120Z-00005-002-000000000042-0003";
    assertThat(get("/conflicts").statusCode()).isEqualTo(400);
    assertThat(get("/conflicts?table=t&limit=many").statusCode()).isEqualTo(400);
    assertThat(get("/conflicts?table=t&before=never").statusCode()).isEqualTo(400);
    assertThat(get("/conflicts?table=t").statusCode()).isEqualTo(200);
    assertThat(get("/conflicts/" + id).statusCode()).isEqualTo(404);
    assertThat(get("/conflicts/nothing?table=t").statusCode()).isEqualTo(404);
    assertThat(post("/conflicts/nothing/restore", Bytes.EMPTY).statusCode()).isEqualTo(404);
    assertThat(post("/conflicts/" + id + "/restore?side=left", Bytes.EMPTY).statusCode())
        .isEqualTo(400);
    assertThat(post("/conflicts/" + id + "/restore?version=1", Bytes.EMPTY).statusCode())
        .isEqualTo(400);
    assertThat(post("/conflicts/" + id, Bytes.EMPTY).statusCode()).isEqualTo(405);
  }

  @Test
  void tellsHowFarIndexesAreAndHowTransactionsStand() throws Exception {
    String status = text(get("/status")).replaceAll("\\s", "");
    assertThat(status)
        .contains("{\"name\":\"by-g\",\"status\":\"CREATING\",\"rows\":11,\"itemsLookedAt\":222,")
        .contains("\"itemsOfTable\":4444,\"itemsPerSecond\":33}")
        .contains(
            "{\"table\":\"orders\",\"source\":\"eu-west-1\",\"asOf\":\"1970-01-01T00:00:01Z\"}")
        .contains("\"transactions\":{\"waiting\":6,\"unfinished\":7,\"oldestMillis\":88}");
  }

  @Test
  void digestsATableThatThereIs() throws Exception {
    assertThat(text(get("/digest?table=orders")))
        .contains("\"items\":1234567")
        .contains("\"seenByTombstones\":[{},{\"eu-west-1\":65537,\"us-east-1\":131072}]");
    assertThat(get("/digest?table=none").statusCode()).isEqualTo(404);
    assertThat(get("/digest").statusCode()).isEqualTo(404);
  }

  @Test
  void bytesThatAreNoneOfItsCodecsAreRefused() throws Exception {
    Bytes nonsense = Bytes.copyOf((byte) 1, (byte) 77, (byte) 3);

    assertThat(post("/replication/deliveries", nonsense).statusCode()).isEqualTo(400);
    assertThat(post("/replication/copies", nonsense).statusCode()).isEqualTo(400);
    assertThat(get("/replication/intakes?source=NOWHERE!").statusCode()).isEqualTo(400);
    assertThat(stuck.get()).isEmpty();
  }

  @Test
  void aBodyAboveTheBoundIsRefused() throws Exception {
    Bytes large = Bytes.owning(new byte[ControlServer.BODY_BYTES_MAX + 1]);

    assertThat(post("/replication/deliveries", large).statusCode()).isEqualTo(413);
  }

  @Test
  void answersEachDeliveryInItsCodec() throws Exception {
    Delivery unknown = new Delivery("none", 0, Position.START, BEGINNING, List.of());
    HttpResponse<byte[]> response =
        post("/replication/deliveries", DeliveryCodec.encode(List.of(unknown)));

    assertThat(DeliveryOutcomeCodec.decode(Bytes.owning(response.body())))
        .containsExactly(new DeliveryOutcome.NotWanted());
  }

  @Test
  void hearsWhatCannotBeFollowed() throws Exception {
    List<Intake> intake = List.of(new Intake("orders", 2, BEGINNING));

    assertThat(post("/replication/copies", IntakeCodec.encode(intake)).statusCode()).isEqualTo(200);
    assertThat(stuck.get()).isEqualTo(intake);
  }

  @Test
  void whatIsHeldIsToldOfTablesThatAreServedAndOfNothingElse() throws Exception {
    assertThat(get("/verify/tables").statusCode()).isEqualTo(200);
    assertThat(get("/verify/digests?table=orders&partition=0").statusCode()).isEqualTo(404);
    for (String nonsense :
        List.of(
            "/verify/digests?table=orders",
            "/verify/digests?table=orders&partition=x",
            "/verify/reading?table=orders&partition=0&range=256",
            "/verify/entries?table=orders&partition=0&range=1&from=xyz",
            "/verify/state?table=orders&partition=0&key=09",
            "/verify/nothing")) {
      assertThat(get(nonsense).statusCode()).as(nonsense).isEqualTo(400);
    }
    Bytes body = Bytes.copyOf((byte) 1, (byte) 77);
    assertThat(post("/verify/states?table=orders&partition=0&from=eu-west-1", body).statusCode())
        .isEqualTo(400);
  }

  @Test
  void whatItDoesNotServeIsNotFound() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/replication/deliveries").statusCode()).isEqualTo(404);
    assertThat(text(get("/metrics"))).isEqualTo("a_metric 1\n");
  }
}

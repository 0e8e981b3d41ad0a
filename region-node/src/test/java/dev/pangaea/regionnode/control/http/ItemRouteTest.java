package dev.pangaea.regionnode.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.stamp.AttributeStamp;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.control.ItemReader;
import dev.pangaea.regionnode.http.Http1;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Partitioner;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ItemRouteTest {
  private static final int PARTITIONS = 4;
  private static final RegionName US = new RegionName("us-east-1");
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final Version SEEN = new Version(HybridTime.of(1_763_000_000_000L, 3), US);
  private static final Version WRITTEN = new Version(HybridTime.of(1_763_000_000_500L, 0), EU);

  private final Vertx vertx = Vertx.vertx();
  private final MemoryStore store = new MemoryStore();
  private final FakeTables tables = new FakeTables(US, PARTITIONS);
  private final ItemRoute route = new ItemRoute(new ItemReader(US, tables, store));
  private final HttpServer server =
      vertx
          .createHttpServer()
          .requestHandler(request -> route.route(vertx, request))
          .listen(0, "127.0.0.1")
          .await();
  private final HttpClient client = Http1.client();

  @BeforeEach
  void create() {
    KeySchema keys = new KeySchema(new KeyAttribute("pk", KeyAttribute.Type.S), Optional.empty());
    tables.create("orders", TableSettings.onDemand(keys)).toCompletableFuture().join();
  }

  @AfterEach
  void close() {
    client.close();
    server.close().await();
    store.close();
    vertx.close().await();
  }

  private void hold(String key, Content content, Stamps stamps) {
    StoreBatch batch = new StoreBatch();
    Context context = Context.of(SEEN).with(WRITTEN);
    batch.add(
        new StoreBatch.Entry.PutItem(
            new PartitionId(tables.table("orders").orElseThrow().storeNumber(), partition(key)),
            key(key),
            new ItemState(WRITTEN, context, content, stamps)));
    store.commit(batch);
  }

  private static Content present(String key) {
    StringValue value = new StringValue(key);
    return new Content.Present(EncodedItem.of(Item.of(Map.of("pk", value, "v", value))));
  }

  private static EncodedKey key(String key) {
    return EncodedKey.of(PrimaryKey.of(new StringValue(key)));
  }

  private static int partition(String key) {
    return Partitioner.partition(key(key), PARTITIONS);
  }

  private HttpResponse<String> get(String table, String key) throws Exception {
    return send("?table=" + table + "&key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  private HttpResponse<String> send(String query) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/items" + query);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void anItemIsShownWithItsVersionAndAllThatItHasSeen() throws Exception {
    hold("a", present("a"), Stamps.NONE);
    HttpResponse<String> shown = get("orders", json("{'pk':{'S':'a'}}"));
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body())
        .isEqualTo(
            json(
                "{'table':'orders','region':'us-east-1','partition':%d,'key':{'pk':{'S':'a'}},"
                        .formatted(partition("a"))
                    + "'item':{'pk':{'S':'a'},'v':{'S':'a'}},'deleted':false,"
                    + "'version':'1763000000500.0@eu-west-1','origin':'eu-west-1',"
                    + "'writtenAtMillis':1763000000500,'context':["
                    + "{'region':'eu-west-1','clock':'1763000000500.0','atMillis':1763000000500},"
                    + "{'region':'us-east-1','clock':'1763000000000.3','atMillis':1763000000000}],"
                    + "'stamped':false}"));
  }

  @Test
  void aDeletedItemIsNotOneThatWasNeverWritten() throws Exception {
    hold("gone", new Content.Deleted(), Stamps.NONE);
    assertThat(get("orders", json("{'pk':{'S':'gone'}}")).body())
        .contains(
            json("'item':null,'deleted':true,'version':'1763000000500.0@eu-west-1'"),
            json("'context':[{'region':'eu-west-1'"));
    HttpResponse<String> never = get("orders", json("{'pk':{'S':'never'}}"));
    assertThat(never.statusCode()).isEqualTo(200);
    assertThat(never.body())
        .endsWith(
            json(
                "'item':null,'deleted':false,'version':null,'origin':null,'writtenAtMillis':null,"
                    + "'context':[],'stamped':false}"));
  }

  @Test
  void itIsToldWhereOneWriteDoesNotAccountForAllOfAnItem() throws Exception {
    AttributeStamp stamp =
        new AttributeStamp(
            SEEN,
            Optional.empty(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap());
    hold("both", present("both"), Stamps.of(WRITTEN, new TreeMap<>(Map.of("v", stamp))));
    assertThat(get("orders", json("{'pk':{'S':'both'}}")).body()).contains(json("'stamped':true"));
  }

  @Test
  void aBadKeyIsRefusedInDynamoDbsWords() throws Exception {
    for (String key : new String[] {"{'pk':{'N':'1'}}", "{'x':{'S':'a'}}", "{}"}) {
      HttpResponse<String> refused = get("orders", json(key));
      assertThat(refused.statusCode()).as(key).isEqualTo(400);
      assertThat(refused.body())
          .isEqualTo(json("{'error':'The provided key element does not match the schema'}"));
    }
    for (String key : new String[] {"a", "[]", "{'pk':{'S':'a'}", "{'pk':{'S':'a'}} {}", ""}) {
      assertThat(get("orders", json(key)).statusCode()).as(key).isEqualTo(400);
      assertThat(get("orders", json(key)).body())
          .isEqualTo(json("{'error':'SerializationException'}"));
    }
    HttpResponse<String> empty = get("orders", json("{'pk':{'S':''}}"));
    assertThat(empty.statusCode()).isEqualTo(400);
    assertThat(empty.body()).contains("empty string value");
    assertThat(send("?table=orders").statusCode()).isEqualTo(400);
  }

  @Test
  void aTableThatIsNotHereIsNotFound() throws Exception {
    HttpResponse<String> missing = get("other", json("{'pk':{'S':'a'}}"));
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body())
        .isEqualTo(json("{'error':'Requested resource not found: Table: other not found'}"));
    tables.known(false);
    assertThat(get("other", json("{'pk':{'S':'a'}}")).statusCode()).isEqualTo(503);
  }
}

package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.leader.TransactionOutcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transaction is one region's: what the other region makes of it, and what is left of it. */
class TransactionsInRegionsTest {
  private static final String TABLE = "orders";
  private static final String TOKEN = "token";

  private RegionPair regions;

  @BeforeEach
  void start() throws Exception {
    regions = new RegionPair();
    regions.create(TABLE);
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @Test
  void aLaterWriteInARegionThatIsCutOffBeatsOnlyItsOwnItemOfATransaction() throws Exception {
    regions.replicate(TABLE);
    putTogetherInUs("a", "b", "c");
    await(() -> System.currentTimeMillis() > newestMillis(regions.us));
    regions.eu.put(TABLE, "b", "eu");
    assertThat(values(regions.us)).isEqualTo(Map.of("a", "us", "b", "us", "c", "us"));
    assertThat(values(regions.eu)).isEqualTo(Map.of("b", "eu"));
    regions.awaitEqual(TABLE);
    assertThat(values(regions.us)).isEqualTo(Map.of("a", "us", "b", "eu", "c", "us"));
  }

  @Test
  void aTransactionBeatsAnEarlierWriteInARegionThatIsCutOff() throws Exception {
    regions.replicate(TABLE);
    regions.eu.put(TABLE, "b", "eu");
    regions.eu.put(TABLE, "d", "eu");
    await(() -> System.currentTimeMillis() > newestMillis(regions.eu));
    putTogetherInUs("a", "b", "c");
    regions.awaitEqual(TABLE);
    assertThat(values(regions.eu)).isEqualTo(Map.of("a", "us", "b", "us", "c", "us", "d", "eu"));
  }

  /** After its store was lost, a region reads of transactions in tables that it no longer has. */
  @Test
  void aTransactionInTheOnlyTableThatEverWasIsSettledThoughTheTableIsGone() throws Exception {
    putTogetherInUs("a", "b", "c");
    regions.us.tables.delete(TABLE).toCompletableFuture().get();
    await(() -> regions.us.status(TABLE).isEmpty());

    regions.restartUsFromItsLogs();

    await(() -> regions.us.store.transactions().token(TOKEN).isPresent());
    await(() -> regions.us.store.transactions().pending().isEmpty());
  }

  private void putTogetherInUs(String... keys) {
    assertThat(regions.us.putTogether(TOKEN, TABLE, "us", List.of(keys)))
        .isInstanceOf(TransactionOutcome.Committed.class);
  }

  private static long newestMillis(RegionInMemory region) {
    return region.states(TABLE).values().stream()
        .mapToLong(state -> state.version().time().millis())
        .max()
        .orElseThrow();
  }

  /** The items' values by their keys. */
  private static Map<String, String> values(RegionInMemory region) {
    Map<String, String> values = new TreeMap<>();
    for (ItemState state : region.states(TABLE).values()) {
      if (state.content() instanceof Content.Present(var encoded)) {
        Item item = encoded.decode();
        values.put(text(item, "pk"), text(item, "value"));
      }
    }
    return values;
  }

  private static String text(Item item, String name) {
    AttributeValue value = item.attribute(name).orElseThrow();
    return ((StringValue) value).value();
  }
}

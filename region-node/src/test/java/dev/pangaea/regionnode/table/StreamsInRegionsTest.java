package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamRow;
import dev.pangaea.regionnode.stream.ShardRead;
import dev.pangaea.regionnode.stream.StreamDescription;
import dev.pangaea.regionnode.stream.StreamDescription.Shard;
import dev.pangaea.regionnode.stream.StreamReader;
import dev.pangaea.regionnode.stream.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each region of a global table tells in a stream of its own what its readers see. */
class StreamsInRegionsTest {
  private final RegionPair regions = new RegionPair();

  @AfterEach
  void stop() {
    regions.close();
  }

  @Test
  void aTableThatGetsAReplicaHasAStreamInEachRegion() throws Exception {
    regions.create("orders");
    assertThat(regions.us.streams.streams()).isEmpty();
    regions.us.put("orders", "before", "1");
    regions.replicate("orders");
    for (RegionInMemory region : List.of(regions.us, regions.eu)) {
      StreamDescription stream = region.streams.current("orders").orElseThrow();
      assertThat(stream.status()).isEqualTo(StreamDescription.Status.ENABLED);
      assertThat(stream.view()).isEqualTo(StreamView.NEW_AND_OLD_IMAGES);
      assertThat(stream.shards()).hasSize(4);
      assertThat(records(region)).isEmpty();
    }
  }

  @Test
  void aChangeIsToldWhereItWasMadeAndWhereItArrives() throws Exception {
    regions.create("orders");
    regions.replicate("orders");
    regions.us.put("orders", "a", "1");
    regions.awaitEqual("orders");
    regions.eu.delete("orders", "a");
    regions.awaitEqual("orders");
    for (RegionInMemory region : List.of(regions.us, regions.eu)) {
      List<StreamRecord> records = records(region);
      assertThat(records)
          .extracting(StreamRecord::kind)
          .containsExactly(StreamRow.Kind.INSERT, StreamRow.Kind.REMOVE);
      assertThat(records)
          .extracting(record -> record.origin().version().region())
          .containsExactly(RegionPair.US, RegionPair.EU);
      assertThat(records)
          .extracting(record -> record.origin().replicated())
          .containsExactly(!region.name.equals(RegionPair.US), !region.name.equals(RegionPair.EU));
    }
    assertThat(records(regions.us).getFirst().eventId())
        .isNotEqualTo(records(regions.eu).getFirst().eventId());
  }

  @Test
  void whatAStreamTellsMakesTheNewItemsOfTheOldOnes() throws Exception {
    regions.create("orders");
    for (int key = 0; key < 20; key++) {
      regions.us.put("orders", "key-" + key, "old");
    }
    regions.replicate("orders");
    SortedMap<EncodedItem, EncodedItem> us = items(regions.us);
    SortedMap<EncodedItem, EncodedItem> eu = items(regions.eu);
    for (int round = 0; round < 5; round++) {
      for (int key = 0; key < 30; key++) {
        RegionInMemory one = (key + round) % 3 == 0 ? regions.us : regions.eu;
        RegionInMemory other = one == regions.us ? regions.eu : regions.us;
        one.put("orders", "key-" + key, "round " + round);
        if (key % 2 == 0) {
          other.put("orders", "key-" + key, "other in round " + round);
        }
        if (key % 5 == round) {
          one.delete("orders", "key-" + key);
        }
      }
      regions.exchange();
    }
    await(
        () ->
            !regions.exchange() && regions.eu.states("orders").equals(regions.us.states("orders")));
    assertThat(folded(us, regions.us)).isEqualTo(items(regions.us));
    assertThat(folded(eu, regions.eu)).isEqualTo(items(regions.eu));
    assertThat(regions.us.store.streams().spans()).isNotEmpty();
  }

  @Test
  void whoeverWatchesAShardIsToldOfWhatCounts() throws Exception {
    regions.create("orders");
    regions.replicate("orders");
    Semaphore told = new Semaphore(0);
    List<StreamReader.Watch> watches = new ArrayList<>();
    for (Shard shard : regions.us.streams.current("orders").orElseThrow().shards()) {
      watches.add(regions.us.streams.watch(shard.id(), told::release));
    }
    regions.us.put("orders", "a", "1");
    assertThat(told.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    await(() -> records(regions.us).size() == 1);
    watches.forEach(StreamReader.Watch::close);
  }

  private static SortedMap<EncodedItem, EncodedItem> folded(
      SortedMap<EncodedItem, EncodedItem> before, RegionInMemory region) {
    SortedMap<EncodedItem, EncodedItem> items = sorted();
    items.putAll(before);
    for (StreamRecord record : records(region)) {
      assertThat(Optional.ofNullable(items.remove(record.keys()))).isEqualTo(record.oldImage());
      record.newImage().ifPresent(image -> items.put(record.keys(), image));
    }
    return items;
  }

  /** What readers see, by the attributes of the key. */
  private static SortedMap<EncodedItem, EncodedItem> items(RegionInMemory region) {
    SortedMap<EncodedItem, EncodedItem> items = sorted();
    region
        .states("orders")
        .values()
        .forEach(state -> state.content().visible().ifPresent(item -> items.put(key(item), item)));
    return items;
  }

  private static EncodedItem key(EncodedItem item) {
    TreeMap<String, AttributeValue> key = new TreeMap<>();
    key.put("pk", item.decode().attribute("pk").orElseThrow());
    return EncodedItem.of(new Item(key));
  }

  private static TreeMap<EncodedItem, EncodedItem> sorted() {
    return new TreeMap<>((one, other) -> one.bytes().compareTo(other.bytes()));
  }

  private static List<StreamRecord> records(RegionInMemory region) {
    List<StreamRecord> records = new ArrayList<>();
    for (Shard shard : region.streams.current("orders").orElseThrow().shards()) {
      StreamPosition from = shard.start();
      while (region.streams.read(shard.id(), from, 7, 1000)
              instanceof ShardRead.Page(List<StreamRecord> page, StreamPosition next, boolean end)
          && !page.isEmpty()) {
        records.addAll(page);
        from = next;
      }
    }
    return records;
  }
}

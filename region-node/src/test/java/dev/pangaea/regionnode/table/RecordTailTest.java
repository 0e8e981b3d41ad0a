package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.EU;
import static dev.pangaea.regionnode.table.RegionPair.US;
import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.control.RecordListening;
import dev.pangaea.regionnode.control.RecordListening.Wanted;
import dev.pangaea.regionnode.control.TailEntry;
import dev.pangaea.regionnode.control.TailEntry.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is heard of two regions' logs by those who listen. */
class RecordTailTest {
  private RegionPair regions;

  @BeforeEach
  void start() throws Exception {
    regions = new RegionPair();
    regions.create("orders");
    regions.replicate("orders");
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  private static RecordListening listen(RegionInMemory region, String table) {
    return region.tail.listen(table, Wanted.ALL).orElseThrow();
  }

  /** The changes that have been told; there are so many in the end. */
  private static List<TailEntry> changes(RecordListening listening, int many) throws Exception {
    List<TailEntry> changes = new ArrayList<>();
    await(
        () -> {
          listening.next().filter(each -> each.change().isPresent()).ifPresent(changes::add);
          return changes.size() == many;
        });
    return changes;
  }

  private static List<String> keys(List<TailEntry> changes) {
    return changes.stream()
        .map(each -> each.change().orElseThrow().key().decode().partitionKey())
        .map(key -> key instanceof StringValue(String text) ? text : "no text")
        .toList();
  }

  private static Version version(TailEntry entry) {
    return entry.change().orElseThrow().version();
  }

  @Test
  void aWriteIsToldWhereItWasMadeAndHowItWasMetElsewhere() throws Exception {
    RecordListening us = listen(regions.us, "orders");
    RecordListening eu = listen(regions.eu, "orders");
    regions.us.put("orders", "a", "us");
    regions.eu.put("orders", "a", "eu");
    regions.awaitEqual("orders");
    regions.us.delete("orders", "a");
    regions.awaitEqual("orders");

    List<TailEntry> there = changes(eu, 3);
    List<TailEntry> here = changes(us, 3);
    assertThat(here).extracting(TailEntry::kind).containsExactly(Kind.PUT, Kind.PUT, Kind.DELETE);
    assertThat(here).extracting(TailEntry::origin).containsExactly(US, EU, US);
    assertThat(there).extracting(TailEntry::origin).containsExactly(EU, US, US);
    boolean theirsWins = version(here.get(1)).compareTo(version(here.get(0))) > 0;
    Standing won = Standing.CONFLICT_WON;
    Standing lost = Standing.CONFLICT_LOST;
    assertThat(here)
        .extracting(TailEntry::outcome)
        .containsExactly(Optional.empty(), Optional.of(theirsWins ? won : lost), Optional.empty());
    assertThat(there)
        .extracting(TailEntry::outcome)
        .containsExactly(
            Optional.empty(), Optional.of(theirsWins ? lost : won), Optional.of(Standing.NEWER));
  }

  @Test
  void whoListensToATableHearsOfNoOther() throws Exception {
    regions.create("others");
    RecordListening orders = listen(regions.us, "orders");
    RecordListening others = listen(regions.us, "others");
    for (String key : List.of("1", "2")) {
      regions.us.put("orders", "a" + key, key);
      regions.us.put("others", "b" + key, key);
    }
    assertThat(keys(changes(orders, 2))).containsExactlyInAnyOrder("a1", "a2");
    assertThat(keys(changes(others, 2))).containsExactlyInAnyOrder("b1", "b2");
  }

  @Test
  void aTableThatIsDeletedIsNoMoreToBeListenedTo() throws Exception {
    regions.create("short");
    RecordListening listening = listen(regions.us, "short");
    assertThat(listening.goesOn()).isTrue();
    regions.us.tables.delete("short").toCompletableFuture().get();
    await(() -> !listening.goesOn());
  }

  @Test
  void whatHasNoLogCannotBeListenedTo() {
    assertThatThrownBy(() -> regions.us.tail.listen("nothing", Wanted.ALL))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> regions.us.tail.listen("pangaea.conflicts", Wanted.ALL))
        .isInstanceOf(RefusedException.class);
  }
}

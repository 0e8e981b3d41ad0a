package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.regionnode.control.ConflictDesk;
import dev.pangaea.regionnode.leader.RestoreOutcome;
import dev.pangaea.regionnode.leader.RestoreRequest;
import dev.pangaea.regionnode.leader.RestoreRequest.Expected;
import dev.pangaea.regionnode.ledger.LedgerId;
import dev.pangaea.regionnode.ledger.LedgerRow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator does with conflicts, in two regions. */
class ConflictDeskTest {
  private RegionPair regions;
  private ConflictDesk desk;

  @BeforeEach
  void start() throws Exception {
    regions = new RegionPair();
    desk = new ConflictDesk(regions.us.tables, regions.us.store, regions.us.leaders);
    regions.create("orders");
    regions.replicate("orders");
    for (int round = 0; round < 3; round++) {
      regions.us.put("orders", "a", "us " + round);
      regions.eu.put("orders", "a", "eu " + round);
      regions.awaitEqual("orders");
    }
    regions.us.put("orders", "b", "us");
    regions.eu.put("orders", "b", "eu");
    regions.awaitEqual("orders");
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @Test
  void aTablesConflictsComeNewestFirstAndPageByPage() {
    List<LedgerRow> all = conflicts(Optional.empty(), Optional.empty(), 10);
    assertThat(all).hasSize(4);
    assertThat(all).isSortedAccordingTo((a, b) -> b.id().text().compareTo(a.id().text()));
    assertThat(conflicts(Optional.empty(), Optional.empty(), 3)).isEqualTo(all.subList(0, 3));
    assertThat(conflicts(Optional.empty(), Optional.of(all.get(2).id()), 3))
        .isEqualTo(all.subList(3, 4));
    assertThat(desk.conflicts("other", Optional.empty(), Optional.empty(), 10).rows()).isEmpty();
  }

  @Test
  void anItemsConflictsAreFoundByItsKey() {
    List<LedgerRow> ofA = conflicts(Optional.of("a"), Optional.empty(), 10);
    assertThat(ofA).hasSize(3).allMatch(row -> row.itemText().equals("a"));
    assertThat(conflicts(Optional.of("a"), Optional.of(ofA.getFirst().id()), 10))
        .isEqualTo(ofA.subList(1, 3));
    assertThat(conflicts(Optional.of("b"), Optional.empty(), 10)).hasSize(1);
  }

  @Test
  void aLoserIsRestoredInEveryRegionOnce() throws Exception {
    LedgerRow conflict = conflicts(Optional.of("b"), Optional.empty(), 1).getFirst();
    assertThat(desk.table(conflict.id())).contains("orders");
    assertThat(desk.find("orders", conflict.id())).contains(conflict);

    RestoreOutcome first = restore(conflict.id());
    assertThat(first).isInstanceOf(RestoreOutcome.Restored.class);
    await(
        () ->
            regions.exchangeAnd(
                content(regions.eu).equals(conflict.loser().content())
                    && content(regions.us).equals(conflict.loser().content())));
    regions.awaitEqual("orders");

    assertThat(restore(conflict.id()))
        .isEqualTo(new RestoreOutcome.AlreadyRestored(((RestoreOutcome.Restored) first).as()));
    assertThat(conflicts(Optional.of("b"), Optional.empty(), 9)).hasSize(1);
  }

  @Test
  void largeConflictsOfAnItemAreCutAndTheReaderIsTold() throws Exception {
    for (int round = 0; round < 25; round++) {
      regions.us.put("orders", "large", "u".repeat(390_000));
      regions.eu.put("orders", "large", round + "e".repeat(390_000));
      regions.awaitEqual("orders");
    }
    for (Optional<String> item : List.of(Optional.of("large"), Optional.<String>empty())) {
      ConflictDesk.Listing some = desk.conflicts("orders", item, Optional.empty(), 100);
      assertThat(some.cut()).isTrue();
      assertThat(some.rows()).hasSizeBetween(20, 24);
    }
  }

  private Content content(RegionInMemory region) {
    return region.states("orders").entrySet().stream()
        .filter(each -> each.getKey().contains("=b]"))
        .map(each -> each.getValue().content())
        .findFirst()
        .orElseThrow();
  }

  private RestoreOutcome restore(LedgerId id) {
    CompletableFuture<RestoreOutcome> outcome = new CompletableFuture<>();
    desk.restore(
        id,
        new RestoreRequest(id.at(), Optional.empty(), new Expected.AsDecided()),
        outcome::complete);
    return outcome.join();
  }

  private List<LedgerRow> conflicts(Optional<String> item, Optional<LedgerId> before, int most) {
    ConflictDesk.Listing listing = desk.conflicts("orders", item, before, most);
    assertThat(listing.cut()).isFalse();
    return listing.rows();
  }
}

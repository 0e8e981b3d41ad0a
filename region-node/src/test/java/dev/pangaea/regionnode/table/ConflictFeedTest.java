package dev.pangaea.regionnode.table;

import static dev.pangaea.regionnode.table.RegionPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.control.ConflictFeed;
import dev.pangaea.regionnode.leader.LedgerSettings;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.ledger.Announcement;
import dev.pangaea.regionnode.ledger.ConflictKind;
import dev.pangaea.regionnode.log.LogEntry;
import dev.pangaea.regionnode.log.memory.MemoryPartitionLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every conflict is told on its region's topic. */
class ConflictFeedTest {
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

  @Test
  void allAreToldOnceAndThoseOfAnItemInTheirOrder() throws Exception {
    conflicts(3);
    try (ConflictFeed feed = feed()) {
      feed.start();
      await(() -> told().size() == 6 && Announcement.waiting(regions.us.store, 1).isEmpty());
      conflicts(2);
      await(() -> told().size() == 10 && Announcement.waiting(regions.us.store, 1).isEmpty());
    }
    List<String> ofA =
        told().stream().filter(each -> each.contains("\"item\":{\"S\":\"a\"}")).toList();
    assertThat(ofA).hasSize(5);
    assertThat(ofA.stream().map(ConflictFeedTest::id)).isSorted();
  }

  @Test
  void whatWasDecidedWhileNobodyToldIsToldLater() throws Exception {
    conflicts(1);
    regions.restartUs();
    assertThat(Announcement.waiting(regions.us.store, 9)).hasSize(2);
    try (ConflictFeed feed = feed()) {
      feed.start();
      await(() -> told().size() == 2);
    }
  }

  @Test
  void aStoreThatIsLostHasThemToldAgainAndSkipsNone() throws Exception {
    conflicts(1);
    try (ConflictFeed feed = feed()) {
      feed.start();
      await(() -> told().size() == 2 && Announcement.waiting(regions.us.store, 1).isEmpty());
    }
    regions.restartUsFromItsLogs();
    await(() -> Announcement.waiting(regions.us.store, 9).size() == 2);
    try (ConflictFeed feed = feed()) {
      feed.start();
      await(() -> Announcement.waiting(regions.us.store, 1).isEmpty());
    }
    assertThat(told()).hasSize(4);
    assertThat(told().stream().distinct()).hasSize(2);
  }

  @Test
  void aLogThatDoesNotAnswerDelaysAndLosesNothing() throws Exception {
    conflicts(1);
    try (ConflictFeed feed = feed()) {
      regions.us.logs.available(false);
      feed.start();
      await(() -> !Announcement.waiting(regions.us.store, 9).isEmpty());
      regions.us.logs.available(true);
      await(() -> Announcement.waiting(regions.us.store, 9).isEmpty());
    }
    assertThat(told().stream().map(ConflictFeedTest::id).distinct()).hasSize(2);
  }

  @Test
  void theyAreCountedByWhatDecidedAndWhereTheyCameFromOverARestart() throws Exception {
    conflicts(3);
    Map<ConflictKind, Long> before = ConflictKind.counts(regions.us.store);
    assertThat(before.values().stream().mapToLong(each -> each).sum()).isEqualTo(6);
    assertThat(before.keySet())
        .allMatch(kind -> kind.table().equals("orders"))
        .allMatch(kind -> kind.rule().equals("last-writer-wins"))
        .allMatch(kind -> kind.origin().value().equals("eu-west-1"));
    regions.restartUs();
    conflicts(1);
    assertThat(
            ConflictKind.counts(regions.us.store).values().stream().mapToLong(each -> each).sum())
        .isEqualTo(8);
  }

  private ConflictFeed feed() {
    return new ConflictFeed(
        regions.us.name,
        regions.us.logs,
        regions.us.store,
        regions.us.leaders,
        LedgerSettings.RETENTION);
  }

  private void conflicts(int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (String key : List.of("a", "b")) {
        await(() -> regions.us.put("orders", key, "us") instanceof WriteOutcome.Written);
        regions.eu.put("orders", key, "eu");
      }
      regions.awaitEqual("orders");
    }
  }

  private List<String> told() throws Exception {
    if (!regions.us.logs.exists("us-east-1.conflicts")) {
      return List.of();
    }
    MemoryPartitionLog log = regions.us.logs.partition("us-east-1.conflicts", 0);
    List<LogEntry> entries = new ArrayList<>();
    log.read(0, log.endOffset(), entries::add);
    return entries.stream()
        .map(each -> new String(each.record().toArray(), StandardCharsets.UTF_8))
        .toList();
  }

  private static String id(String told) {
    int from = told.indexOf("\"id\":{\"S\":\"") + 11;
    return told.substring(from, told.indexOf('"', from));
  }
}

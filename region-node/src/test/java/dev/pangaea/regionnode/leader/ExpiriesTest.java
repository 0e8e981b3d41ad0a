package dev.pangaea.regionnode.leader;

import static dev.pangaea.regionnode.leader.LeaderFixtures.PARTITION;
import static dev.pangaea.regionnode.leader.LeaderFixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.LogRecordCodec;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.stamp.AttributeStamp;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.log.memory.Fate;
import dev.pangaea.regionnode.store.IndexState;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items whose time is up are deleted, and no others. */
class ExpiriesTest {
  private static final ExpiryIndex INDEX = new ExpiryIndex(9, "t", "pk", Optional.empty(), 1);
  private static final KeptIndexes KEPT = new KeptIndexes(List.of(INDEX), () -> {});

  private final LeaderWorld world = new LeaderWorld();
  private final RemoteRegion remote = new RemoteRegion();

  @BeforeEach
  void open() {
    open(KEPT);
    world.follow(RemoteRegion.BEGINNING);
  }

  @Test
  void anItemGoesSoonAfterItsTimeAndTheLogSaysWhy() {
    put("a", seconds(3));
    put("b", seconds(300));
    pass(Duration.ofSeconds(2));
    assertThat(world.read("a")).isEqualTo("a");
    pass(Duration.ofSeconds(2));
    assertThat(world.read("a")).isEqualTo("-");
    assertThat(world.read("b")).isEqualTo("b");
    assertThat(expiries()).extracting(Change::key).containsExactly(key("a"));
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void whatIsNoNumberOrWasUpMoreThanFiveYearsAgoStays() {
    put("text", new StringValue("1"));
    put("negative", NumberValue.of(-1));
    put("old", seconds(-Duration.ofDays(5 * 365 + 2).toSeconds()));
    put("younger", seconds(-Duration.ofDays(5 * 365).toSeconds()));
    world.write("none", "none");
    pass(Duration.ofSeconds(20));
    assertThat(world.read("younger")).isEqualTo("-");
    for (String key : List.of("text", "negative", "old", "none")) {
      assertThat(world.read(key)).isEqualTo(key);
    }
  }

  @Test
  void whatIsWrittenAnewInTimeStaysAndGoesAtItsNewTime() {
    put("a", seconds(1));
    put("a", seconds(30));
    pass(Duration.ofSeconds(20));
    assertThat(world.read("a")).isEqualTo("a");
    put("a", seconds(-1));
    pass(Duration.ofSeconds(1));
    assertThat(world.read("a")).isEqualTo("-");
    put("a", seconds(-100));
    pass(Duration.ofSeconds(1));
    assertThat(world.read("a")).isEqualTo("-");
    assertThat(expiries()).hasSize(2);
  }

  @Test
  void thoseThatExpireTogetherGoInPiecesBetweenWhichOthersWrite() {
    for (int index = 0; index < 1000; index++) {
      put("k" + index, seconds(1));
    }
    world.pass(Duration.ofSeconds(1));
    long before = expiries().size();
    assertThat(before).isBetween(1L, (long) Expiries.LOOKED_AT_MAX);
    Told<WriteOutcome> told = world.write("other", "other");
    world.node.settle();
    assertThat(told.outcomes()).hasSize(1);
    assertThat(expiries()).hasSizeLessThan(2 * Expiries.LOOKED_AT_MAX + 1);
    pass(Duration.ofSeconds(1));
    assertThat(expiries()).hasSize(1000);
    assertThat(rows()).isZero();
  }

  @Test
  void aRecordEndsByItsBytesWhereItemsHaveMuchToSayOfWhoWroteThem() {
    int items = 60;
    for (int index = 0; index < items; index++) {
      remote.write(
          "k" + index,
          new Content.Present(item("k" + index, seconds(1))),
          world.wallMillis,
          ExpiriesTest::muchThatWasRemoved);
    }
    world.deliver(remote.delivery(0, items));
    pass(Duration.ofSeconds(20));
    assertThat(expiries()).hasSize(items);
    assertThat(world.log.entries())
        .filteredOn(entry -> LogRecordCodec.decode(entry.record()).body() instanceof Body.Writes)
        .extracting(entry -> entry.record().length())
        .allMatch(bytes -> bytes < 2 * Assembler.BYTES_MAX);
  }

  /** Attributes that are there no longer, with long names. */
  private static Stamps muchThatWasRemoved(Version version) {
    TreeMap<String, AttributeStamp> attributes = new TreeMap<>();
    for (int index = 0; index < 10; index++) {
      attributes.put(
          "x".repeat(6_000) + index,
          new AttributeStamp(
              version, Optional.empty(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>()));
    }
    return Stamps.of(new Version(version.time().previous(), version.region()), attributes);
  }

  @Test
  void whatAnotherRegionWroteIsLeftToItForAWhile() {
    remote.write("a", new Content.Present(item("a", seconds(1))), world.wallMillis);
    world.deliver(remote.delivery(0, 1));
    pass(Duration.ofSeconds(4));
    assertThat(world.read("a")).isEqualTo("a");
    pass(Duration.ofSeconds(4));
    assertThat(world.read("a")).isEqualTo("-");
  }

  @Test
  void turnedOnItConcernsWhatWasThereAndTurnedOffNothingMore() {
    open(KeptIndexes.NONE);
    world.memory.dropIndex(PARTITION.table(), INDEX.number());
    put("a", seconds(1));
    put("b", seconds(3600));
    pass(Duration.ofSeconds(10));
    assertThat(world.read("a")).isEqualTo("a");
    keep(KEPT);
    pass(Duration.ofSeconds(2));
    assertThat(world.read("a")).isEqualTo("-");
    keep(KeptIndexes.NONE);
    pass(Duration.ofHours(2));
    assertThat(world.read("b")).isEqualTo("b");
  }

  @Test
  void aPartitionThatIsBeingFilledLeavesAllAsItIs() {
    put("a", seconds(1));
    world.node.open(PARTITION, world.log, KEPT, false);
    world.node.settle();
    pass(Duration.ofSeconds(10));
    assertThat(world.read("a")).isEqualTo("a");
    roll();
    pass(Duration.ofSeconds(1));
    assertThat(world.read("a")).isEqualTo("-");
  }

  @Test
  void aReplayComesToTheSame() {
    put("a", seconds(1));
    put("b", seconds(300));
    pass(Duration.ofSeconds(2));
    Optional<ItemState> before = world.memory.item(PARTITION, key("a"));
    world.restart(new MemoryStore());
    assertThat(world.memory.item(PARTITION, key("a"))).isEqualTo(before);
    open();
    assertThat(world.read("a")).isEqualTo("-");
    pass(Duration.ofSeconds(300));
    assertThat(world.read("b")).isEqualTo("-");
  }

  @Test
  void anExpiryThatIsLostIsMadeAgain() {
    put("a", seconds(1));
    world.log.nextFates(Fate.IN_DOUBT_LOST);
    pass(Duration.ofSeconds(2));
    pass(Duration.ofSeconds(2));
    assertThat(world.read("a")).isEqualTo("-");
    assertThat(expiries()).hasSize(1);
  }

  private void open(KeptIndexes indexes) {
    world.node.open(PARTITION, world.log, indexes, false);
    world.node.settle();
    roll();
  }

  private void roll() {
    world.node.hand(new LoopEvent.Rolled(PARTITION, Roll.ALONE, () -> {}));
    world.node.settle();
  }

  private void keep(KeptIndexes indexes) {
    world.node.hand(new LoopEvent.Indexed(PARTITION, indexes, () -> {}));
    world.node.settle();
  }

  private void put(String key, AttributeValue until) {
    world.write(new WriteCommand.PutItem(key(key), item(key, until)));
    world.node.settle();
  }

  private static EncodedItem item(String key, AttributeValue until) {
    StringValue text = new StringValue(key);
    return EncodedItem.of(Item.of(Map.of("pk", text, "v", text, "t", until)));
  }

  private NumberValue seconds(long fromNow) {
    return NumberValue.of(world.wallMillis / 1000 + fromNow);
  }

  private void pass(Duration time) {
    long steps = 20;
    for (int step = 0; step < steps; step++) {
      world.pass(time.dividedBy(steps));
    }
  }

  private long rows() {
    IndexState state = world.memory.indexState(PARTITION, INDEX.number());
    return state.rows();
  }

  private List<Change> expiries() {
    List<Change> expiries = new ArrayList<>();
    world
        .log
        .entries()
        .forEach(
            entry -> {
              if (LogRecordCodec.decode(entry.record()).body()
                  instanceof Body.Writes(List<Change> changes)) {
                changes.stream().filter(Change::isExpiry).forEach(expiries::add);
              }
            });
    return expiries;
  }
}

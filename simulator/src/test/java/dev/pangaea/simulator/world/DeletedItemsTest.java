package dev.pangaea.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of tombstones while a region is away. */
class DeletedItemsTest {
  private static final RegionName US = new RegionName("us-east-1");
  private static final RegionName EU = new RegionName("eu-west-1");
  private static final RegionName AP = new RegionName("ap-south-1");
  private static final EncodedKey KEY = EncodedKey.of(PrimaryKey.of(new StringValue("cart-7")));
  private static final long LONG = 120_000;

  private final ToldWorld world = new ToldWorld(List.of(US, EU, AP), Parts.REAL, Trace.NONE);

  @BeforeEach
  void anItemIsEverywhere() {
    world.write(US, put("1"));
    assertThat(world.rest()).isEmpty();
  }

  @Test
  void aTombstoneWaitsForARegionThatIsAwayHoweverLongAndThenGoesEverywhere() {
    cutOff(AP);
    world.write(EU, new WriteCommand.DeleteItem(KEY, new Condition.Always()));
    for (int times = 0; times < 5; times++) {
      world.passMillis(LONG);
      assertThat(world.tombstones(US)).isEqualTo(1);
      assertThat(world.tombstones(EU)).isEqualTo(1);
    }
    assertThat(world.blockers(EU)).containsExactly(AP);
    assertThat(world.blockers(US)).containsExactly(AP);
    world.heal();
    assertThat(world.waitUntil(() -> kept() == 0)).isTrue();
    assertThat(world.item(AP, KEY)).isEmpty();
    assertThat(world.rest()).isEmpty();
    assertThat(world.verdict()).isEmpty();
  }

  @Test
  void aWriteOfTheRegionThatWasAwayDoesNotBringTheItemBack() {
    cutOff(AP);
    world.write(AP, put("2"));
    world.passMillis(100);
    world.write(EU, new WriteCommand.DeleteItem(KEY, new Condition.Always()));
    world.passMillis(LONG);
    world.heal();
    assertThat(world.waitUntil(() -> kept() == 0)).isTrue();
    for (RegionName region : List.of(US, EU, AP)) {
      assertThat(world.time(region, KEY)).isEmpty();
      assertThat(world.conflicts(region)).isEqualTo(1);
    }
    assertThat(world.verdict()).isEmpty();
  }

  @Test
  void aWriteAfterATombstoneWentFollowsItWhereItIsKept() {
    world.write(EU, new WriteCommand.DeleteItem(KEY, new Condition.Always()));
    assertThat(world.waitUntil(() -> world.tombstones(EU) == 0)).isTrue();
    cutOff(EU);
    world.write(EU, put("3"));
    world.heal();
    assertThat(world.rest()).isEmpty();
    for (RegionName region : List.of(US, EU, AP)) {
      assertThat(world.item(region, KEY)).contains(item("3"));
      assertThat(world.conflicts(region)).isZero();
    }
    assertThat(world.verdict()).isEmpty();
  }

  @Test
  void whatWasHeardBeforeACrashIsHeardAgain() {
    world.write(EU, new WriteCommand.DeleteItem(KEY, new Condition.Always()));
    world.crash(US);
    world.restart(US);
    assertThat(world.waitUntil(() -> kept() == 0)).isTrue();
    assertThat(world.verdict()).isEmpty();
  }

  private long kept() {
    return world.tombstones(US) + world.tombstones(EU) + world.tombstones(AP);
  }

  private void cutOff(RegionName away) {
    for (RegionName other : List.of(US, EU, AP)) {
      if (!other.equals(away)) {
        world.cut(away, other);
        world.cut(other, away);
      }
    }
  }

  private static WriteCommand put(String value) {
    return new WriteCommand.PutItem(KEY, item(value), new Condition.Always());
  }

  private static EncodedItem item(String value) {
    return EncodedItem.of(
        Item.of(Map.of("pk", new StringValue("cart-7"), "value", new StringValue(value))));
  }
}

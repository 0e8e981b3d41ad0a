package dev.pangaea.conflict.resolve;

import static dev.pangaea.conflict.resolve.ConflictPolicy.ATTRIBUTE_LAST_WRITER_WINS;
import static dev.pangaea.conflict.resolve.ConflictPolicy.LAST_WRITER_WINS;
import static dev.pangaea.conflict.resolve.ConflictPolicy.MERGEABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringSetValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What becomes of an item that expires in one region while others write it. */
class ExpiryTest {
  private static final AttributeValue SOON = NumberValue.of(1);
  private static final AttributeValue LATER = NumberValue.of(2);
  private static final TreeMap<String, AttributeValue> KEY_ALONE =
      new TreeMap<>(Map.of(PolicyWorld.PK, PolicyWorld.PK_VALUE));
  private static final AttributeValue OLD = new StringValue("old");
  private static final AttributeValue NEW = new StringValue("new");

  private final PolicyWorld world = new PolicyWorld(2);
  private final PolicyWorld.Region here = world.region(0);
  private final PolicyWorld.Region there = world.region(1);

  @Property
  void whatIsExtendedElsewhereStaysWholeThoughItsVersionIsLower(@ForAll ConflictPolicy policy) {
    PolicyWorld world = new PolicyWorld(2);
    world.region(0).write(LAST_WRITER_WINS, put(Map.of("a", OLD), SOON), 1);
    world.deliverAll();
    world.region(1).write(policy, new Wish.Set(PolicyWorld.EXPIRES, LATER), 2);
    Change expiry = expire(world.region(0), 5);
    assertThat(expiry.isExpiry()).isTrue();
    assertThat(world.region(0).exists()).isFalse();
    world.deliverAll();
    for (PolicyWorld.Region region : world.regions) {
      assertThat(region.visible().attributes()).containsEntry("a", OLD).containsEntry("t", LATER);
      assertThat(region.ledger).isEmpty();
    }
    assertThat(world.region(0).item).isEqualTo(world.region(1).item);
  }

  @Example
  void underLastWriterWinsAWriteThatExtendsNothingStaysUntilItExpiresInItsTurn() {
    putEverywhere();
    there.write(LAST_WRITER_WINS, new Wish.Set("a", NEW), 2);
    expire(here, 5);
    world.deliverAll();
    assertThat(here.visible().attributes()).containsEntry("a", NEW).containsEntry("t", SOON);
    expire(here, 6);
    world.deliverAll();
    assertGoneWithoutConflict();
  }

  /** One took the other's first write in before both expired what they had. */
  @Example
  void whoHasAWriteBeforeItExpiresHoldsTheSameVersionAsWhoHasItAfterwards() {
    here.write(LAST_WRITER_WINS, put(Map.of("a", OLD), SOON), 1);
    here.write(LAST_WRITER_WINS, put(Map.of("a", OLD), SOON), 1);
    expire(here, 1);
    there.write(ATTRIBUTE_LAST_WRITER_WINS, new Wish.Remove("a"), 9);
    world.deliver(0, 1, 1, 0);
    expire(there, 9);
    world.deliverAll();
    assertThat(here.item).isEqualTo(there.item);
  }

  @Example
  void anUpdateOfSomeAttributesKeepsTheseWithTheKeyAndTheTimeOfExpiry() {
    putEverywhere();
    there.write(ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("b", NEW), 2);
    expire(here, 5);
    world.deliverAll();
    for (PolicyWorld.Region region : world.regions) {
      assertThat(region.visible().attributes()).containsOnlyKeys("pk", "b", "t");
    }
    expire(here, 6);
    world.deliverAll();
    assertGoneWithoutConflict();
  }

  /** The key was written last by what expired: that an addition was not seen keeps the item. */
  @Example
  void whatWasAddedElsewhereStaysThoughWhatExpiredWasWrittenLater() {
    putEverywhere();
    there.write(MERGEABLE, new Wish.Add("n", BigDecimal.ONE), 2);
    here.write(ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("b", NEW), 3);
    expire(here, 5);
    world.deliverAll();
    assertShownEverywhere(
        Map.of(PolicyWorld.PK, PolicyWorld.PK_VALUE, "n", NumberValue.of(1), "t", SOON));
    assertThat(here.ledger).isEmpty();
  }

  @Example
  void anElementThatWasPutInElsewhereStaysThoughWhatExpiredWasWrittenLater() {
    putEverywhere();
    there.write(MERGEABLE, new Wish.Elements("s", set("p"), true), 2);
    here.write(ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("b", NEW), 3);
    expire(here, 5);
    world.deliverAll();
    assertShownEverywhere(Map.of(PolicyWorld.PK, PolicyWorld.PK_VALUE, "s", set("p"), "t", SOON));
    assertThat(here.ledger).isEmpty();
  }

  @Example
  void aSetOfWhichAllElementsWereAddedAgainStaysWhereAnotherItemExpired() {
    here.write(LAST_WRITER_WINS, put(Map.of(), SOON), 1);
    here.write(ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set(PolicyWorld.EXPIRES, SOON), 4);
    expire(here, 5);
    there.write(LAST_WRITER_WINS, put(Map.of("s", set("p")), LATER), 2);
    there.write(MERGEABLE, new Wish.Elements("s", set("p"), true), 3);
    world.deliverAll();
    assertShownEverywhere(Map.of(PolicyWorld.PK, PolicyWorld.PK_VALUE, "s", set("p"), "t", SOON));
  }

  @Example
  void twoRegionsThatExpireTheSameHoldTheSameAndItIsNoConflict() {
    putEverywhere();
    expire(here, 5);
    expire(there, 9);
    world.deliverAll();
    assertGoneWithoutConflict();
    assertThat(here.item.orElseThrow().version().region()).isEqualTo(there.name);
  }

  @Example
  void aWriteThatLosesToWhatExpiredIsInTheLedger() {
    there.write(LAST_WRITER_WINS, put(Map.of("a", NEW), LATER), 1);
    here.write(LAST_WRITER_WINS, put(Map.of("a", OLD), SOON), 2);
    expire(here, 5);
    world.deliverAll();
    assertThat(here.exists()).isFalse();
    assertThat(here.item).isEqualTo(there.item);
    assertThat(here.ledger).hasSize(1);
    assertThat(here.ledger.getFirst().decided()).isEqualTo(Decided.ARRIVED_LOST);
    assertThat(here.ledger.getFirst().rule()).isEqualTo(LAST_WRITER_WINS);
  }

  /** The key is all that it had, and what expired had written that later. */
  @Example
  void aPutOfTheKeyAloneThatGoesWithWhatExpiredIsInTheLedgers() {
    putEverywhere();
    there.write(LAST_WRITER_WINS, new Wish.Put(KEY_ALONE), 2);
    here.write(ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("b", NEW), 3);
    expire(here, 5);
    world.deliverAll();
    for (PolicyWorld.Region region : world.regions) {
      assertThat(region.exists()).isFalse();
      assertThat(region.ledger).hasSize(1);
    }
  }

  /** What an update kept shows when the item is to expire, and hides it again with the item. */
  @Example
  void whenAnItemExpiresIsKnownInWhateverOrderItWasKeptAndTakenAway() {
    PolicyWorld world = new PolicyWorld(3);
    PolicyWorld.Region first = world.region(0);
    PolicyWorld.Region second = world.region(1);
    first.write(ATTRIBUTE_LAST_WRITER_WINS, new Wish.Extend(SOON, "b", BigDecimal.ONE), 3);
    world.deliver(0, 1, 1, 0);
    world.deliver(0, 2, 1, 0);
    first.write(LAST_WRITER_WINS, new Wish.Extend(LATER, "b", BigDecimal.ONE), 0);
    expire(first, 2);
    second.write(MERGEABLE, new Wish.Elements("a", set("r"), true), 6);
    world.copy(1, 0);
    expire(second, 5);
    world.deliver(0, 1, 1, 0);
    world.copy(0, 1);
    world.region(2).write(ATTRIBUTE_LAST_WRITER_WINS, new Wish.Set("c", NEW), 50);
    world.deliverAll();
    for (PolicyWorld.Region region : world.regions) {
      assertThat(region.visible().attributes()).containsOnlyKeys("c", "pk", "t");
      assertThat(region.item).isEqualTo(first.item);
    }
  }

  @Example
  void aDeletionAndAnExpiryAreNoConflict() {
    putEverywhere();
    expire(here, 5);
    there.write(LAST_WRITER_WINS, new Wish.Delete(), 3);
    world.deliverAll();
    assertGoneWithoutConflict();
  }

  @Example
  void whatIsAddedWhileTheTimeIsSetAddsUp() {
    here.write(MERGEABLE, put(Map.of("n", NumberValue.of(100)), SOON), 1);
    world.deliverAll();
    for (int times = 0; times < 3; times++) {
      here.write(MERGEABLE, new Wish.Extend(SOON, "n", BigDecimal.ONE), 2);
      there.write(MERGEABLE, new Wish.Extend(LATER, "n", BigDecimal.TEN), 3);
      here.write(MERGEABLE, new Wish.Add("n", BigDecimal.ONE), 4);
    }
    world.deliverAll();
    assertThat(here.visible().attributes()).containsEntry("n", NumberValue.of(136));
    assertThat(here.item).isEqualTo(there.item);
  }

  @Example
  void aWriteThatIsNoExpiryIsNotTakenForOne() {
    putEverywhere();
    Change put = here.log.getFirst().change();
    Change deletion =
        here.write(MERGEABLE, new Wish.Delete(), 3).map(PolicyWorld.Logged::change).orElseThrow();
    assertThat(put.isExpiry()).isFalse();
    assertThat(deletion.isExpiry()).isFalse();
  }

  private void putEverywhere() {
    here.write(LAST_WRITER_WINS, put(Map.of("a", OLD, "b", OLD), SOON), 1);
    world.deliverAll();
  }

  private void assertShownEverywhere(Map<String, AttributeValue> attributes) {
    for (PolicyWorld.Region region : world.regions) {
      assertThat(region.exists()).isTrue();
      assertThat(region.visible().attributes()).isEqualTo(attributes);
    }
    assertThat(here.item).isEqualTo(there.item);
  }

  private void assertGoneWithoutConflict() {
    for (PolicyWorld.Region region : world.regions) {
      assertThat(region.exists()).isFalse();
      assertThat(region.ledger).isEmpty();
    }
    assertThat(here.item).isEqualTo(there.item);
  }

  private static Change expire(PolicyWorld.Region region, long wallMillis) {
    return region.write(LAST_WRITER_WINS, new Wish.Expire(), wallMillis).orElseThrow().change();
  }

  private static AttributeValue set(String element) {
    return new StringSetValue(new TreeSet<>(Set.of(element)));
  }

  private static Wish put(Map<String, AttributeValue> values, AttributeValue until) {
    TreeMap<String, AttributeValue> all = new TreeMap<>(values);
    all.put(PolicyWorld.PK, PolicyWorld.PK_VALUE);
    all.put(PolicyWorld.EXPIRES, until);
    return new Wish.Put(all);
  }
}

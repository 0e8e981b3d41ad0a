package dev.pangaea.regionnode.verify;

import static dev.pangaea.regionnode.verify.ShownRegion.EU;
import static dev.pangaea.regionnode.verify.ShownRegion.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.RangeDigest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What two regions show is compared, whatever one of them does not show. */
class ComparisonTest {
  private static final TablePartition PARTITION = new TablePartition("orders", 0);

  private final ShownRegion us = new ShownRegion();
  private final ShownRegion eu = new ShownRegion();
  private int rests;

  @Test
  void whatOneRegionHasDroppedOfTombstonesIsNotEvenLookedAt() {
    us.held.put(key("a"), deleted(1));
    Findings found = comparison(() -> {}).byDigests(PARTITION);
    assertThat(found.isEqual()).isTrue();
    assertThat(us.asked).isZero();
    assertThat(comparison(() -> {}).byReading(PARTITION).isEqual()).isTrue();
  }

  @Test
  void tombstonesOfOtherDeletionsDiffer() {
    us.held.put(key("a"), deleted(1));
    eu.held.put(key("a"), deleted(2));
    assertThat(comparison(() -> {}).byDigests(PARTITION).differences()).hasSize(1);
  }

  @Test
  void aRangeOfWhichARegionIsSilentIsUnknownAndTheOthersAreCompared() {
    for (String name : new String[] {"a", "b", "c"}) {
      us.held.put(key(name), present(1));
    }
    eu.silent.add(RangeDigest.range(key("b")));
    Findings found = comparison(() -> {}).byDigests(PARTITION);
    assertThat(found.differences())
        .extracting(Difference::key)
        .containsExactlyInAnyOrder(key("a"), key("c"));
    assertThat(found.unknown()).isEqualTo(1);
    assertThat(found.ranges()).isEqualTo(RangeDigest.RANGES - 1);
  }

  @Test
  void aRegionThatFallsSilentIsNotAskedForEachRange() {
    for (int range = 0; range < RangeDigest.RANGES; range++) {
      eu.silent.add(range);
    }
    Findings found = comparison(() -> {}).byReading(PARTITION);
    assertThat(found.unknown()).isEqualTo(RangeDigest.RANGES);
    assertThat(found.ranges()).isZero();
    assertThat(eu.asked).isEqualTo(Comparison.FAILURES_MAX);
  }

  @Test
  void aDifferenceThatIsGoneAtASecondLookIsNone() {
    us.held.put(key("a"), present(1));
    Pause pause =
        () -> {
          if (++rests == Comparison.DIGEST_LOOKS) {
            eu.held.put(key("a"), present(1));
          }
        };
    assertThat(comparison(pause).byDigests(PARTITION).isEqual()).isTrue();
    assertThat(rests).isGreaterThanOrEqualTo(Comparison.DIGEST_LOOKS);
  }

  private Comparison comparison(Pause pause) {
    return new Comparison(US, us, EU, eu, pause);
  }

  private static EncodedKey key(String name) {
    return EncodedKey.of(PrimaryKey.of(new StringValue(name)));
  }

  private static ItemState present(long millis) {
    EncodedItem item = EncodedItem.of(Item.of(Map.of("v", new StringValue("x"))));
    return state(millis, new Content.Present(item));
  }

  private static ItemState deleted(long millis) {
    return state(millis, new Content.Deleted());
  }

  private static ItemState state(long millis, Content content) {
    Version version = new Version(HybridTime.of(millis, 0), US);
    return new ItemState(version, Context.of(version), content);
  }
}

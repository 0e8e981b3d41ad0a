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
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a difference that is left alone is why. */
class MendingTest {
  private static final TablePartition PARTITION = new TablePartition("orders", 0);
  private static final EncodedKey KEY = EncodedKey.of(PrimaryKey.of(new StringValue("a")));
  private static final int RANGE = RangeDigest.range(KEY);

  private final ShownRegion us = new ShownRegion();
  private final ShownRegion eu = new ShownRegion();
  private final Mending mending = new Mending(US, us, EU, eu, () -> {});

  @Test
  void whatOneAloneHoldsIsLeftAloneWhileThatRegionDoesNotReadItsRange() throws Exception {
    us.held.put(KEY, state("one"));
    assertThat(mending.plan(difference())).isEqualTo("bring to eu-west-1 what us-east-1 holds");
    us.busy.add(RANGE);
    assertThat(mending.plan(difference()))
        .isEqualTo(
            "leave it alone: us-east-1 does not read its range now, so that it is not known whether"
                + " it fits its digest; run this again");
    assertThat(mending.mend(difference())).isInstanceOf(Mending.Outcome.Left.class);
  }

  @Test
  void aBusyRegionIsNotSaidToBeDamaged() throws Exception {
    us.held.put(KEY, state("one"));
    eu.held.put(KEY, state("other"));
    assertThat(mending.plan(difference())).contains("Which one cannot be told");
    eu.busy.add(RANGE);
    assertThat(mending.plan(difference()))
        .contains("eu-west-1 does not read its range now")
        .doesNotContain("damaged");
  }

  private Difference difference() {
    return new Difference(PARTITION, RANGE, KEY, entry(us), entry(eu));
  }

  private static Optional<Entry> entry(ShownRegion region) {
    return Optional.ofNullable(region.held.get(KEY)).map(state -> Entry.of(KEY, state));
  }

  private static ItemState state(String content) {
    Version version = new Version(HybridTime.of(1, 0), US);
    EncodedItem item = EncodedItem.of(Item.of(Map.of("v", new StringValue(content))));
    return new ItemState(version, Context.of(version), new Content.Present(item));
  }
}

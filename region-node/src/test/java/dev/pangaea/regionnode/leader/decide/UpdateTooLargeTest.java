package dev.pangaea.regionnode.leader.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.expression.AttributeChange;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.expression.ItemUpdate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an update leaves of an item counts together with what it changes. */
class UpdateTooLargeTest {
  private static final StringValue KEY = new StringValue("k");
  private static final int ROOM = ItemSize.ITEM_BYTES_MAX - "pk".length() - "a".length();
  private static final Version VERSION = new Version(HybridTime.of(1, 0), new RegionName("home"));

  @Test
  void anItemMayBeFilledToTheLastByte() {
    assertThat(decided(ROOM)).isInstanceOf(WriteDecision.Changed.class);
  }

  @Test
  void anItemIsTooLargeByOneByte() {
    assertThat(decided(ROOM + 1))
        .isEqualTo(
            new WriteDecision.Invalid("Item size to update has exceeded the maximum allowed size"));
  }

  private static WriteDecision decided(int bytes) {
    StringValue value = new StringValue("x".repeat(bytes));
    WriteCommand update =
        new WriteCommand.UpdateItem(
            EncodedKey.of(PrimaryKey.of(KEY)),
            Item.of(Map.of("p", KEY)),
            ItemUpdate.ofAttributes(Map.of("a", new AttributeChange.Put(value)), ""),
            new Condition.Always(),
            ItemRule.NONE);
    return WriteDecision.decide(CurrentItem.of(Optional.empty()), update, VERSION);
  }
}

package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Small things for a leader to decide on. */
final class LeaderFixtures {
  static final RegionName HOME = new RegionName("us-east-1");
  static final RegionName AWAY = new RegionName("eu-west-1");
  static final String HOME_LOG = "orders.home";
  static final String AWAY_LOG = "orders.away";
  static final PartitionId PARTITION = new PartitionId(1, 0);
  static final LeaderBounds BOUNDS =
      new LeaderBounds(
          1000,
          64,
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(10),
          Duration.ofDays(1),
          1,
          LeaderBounds.DEFAULT.changes());

  private LeaderFixtures() {}

  static EncodedKey key(String name) {
    return EncodedKey.of(new PrimaryKey(new StringValue(name), Optional.empty()));
  }

  static EncodedItem item(String content) {
    return EncodedItem.of(Item.of(Map.of("v", new StringValue(content))));
  }

  /** What tells an item from others. */
  static String content(EncodedItem item) {
    return item.decode().attribute("v").orElseThrow() instanceof StringValue(String text)
        ? text
        : "";
  }

  static WriteCommand put(String key, String content) {
    return new WriteCommand.PutItem(key(key), item(content));
  }

  static WriteCommand delete(String key) {
    return new WriteCommand.DeleteItem(key(key));
  }

  /** Has a listener hear of no versions: most tests say what was met and left, and no more. */
  static Consumer<WriteOutcome> unversioned(Consumer<WriteOutcome> listener) {
    return outcome ->
        listener.accept(
            outcome instanceof WriteOutcome.Written written ? written.unversioned() : outcome);
  }

  /** A put of this content that met no item. */
  static WriteOutcome written(String content) {
    return new WriteOutcome.Written(Optional.empty(), Optional.of(item(content)));
  }

  static WriteOutcome replaced(String before, String after) {
    return new WriteOutcome.Written(Optional.of(item(before)), Optional.of(item(after)));
  }

  static WriteOutcome deleted(String before) {
    return new WriteOutcome.Written(Optional.of(item(before)), Optional.empty());
  }

  static WriteOutcome nothingToDelete() {
    return new WriteOutcome.Written(Optional.empty(), Optional.empty());
  }

  static WriteOutcome conditionFailed(String before) {
    return new WriteOutcome.ConditionFailed(Optional.of(item(before)));
  }
}

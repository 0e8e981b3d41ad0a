package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.store.PartitionId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

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
          Duration.ofMillis(200));

  private LeaderFixtures() {}

  static EncodedKey key(String name) {
    return EncodedKey.of(new PrimaryKey(new StringValue(name), Optional.empty()));
  }

  static EncodedItem item(String content) {
    return new EncodedItem(Bytes.owning(content.getBytes(StandardCharsets.UTF_8)));
  }

  static WriteCommand put(String key, String content) {
    return new WriteCommand.PutItem(key(key), item(content));
  }

  static WriteCommand delete(String key) {
    return new WriteCommand.DeleteItem(key(key));
  }

  static WriteOutcome written() {
    return new WriteOutcome.Written(Optional.empty());
  }

  static WriteOutcome written(String before) {
    return new WriteOutcome.Written(Optional.of(item(before)));
  }
}

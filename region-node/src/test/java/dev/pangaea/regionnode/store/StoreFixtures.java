package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.Watermark;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Small things for a store to keep. */
public final class StoreFixtures {
  public static final RegionName VIRGINIA = new RegionName("us-east-1");
  public static final RegionName IRELAND = new RegionName("eu-west-1");

  private StoreFixtures() {}

  public static EncodedKey key(String partitionKey, long sortKey) {
    return EncodedKey.of(
        new PrimaryKey(
            new StringValue(partitionKey),
            Optional.of(new NumberValue(BigDecimal.valueOf(sortKey)))));
  }

  public static ItemState state(long millis) {
    Version version = new Version(HybridTime.of(millis, 0), VIRGINIA);
    Bytes item = Bytes.owning(("item " + millis).getBytes(StandardCharsets.UTF_8));
    return new ItemState(version, Context.of(version), new Content.Present(new EncodedItem(item)));
  }

  public static ItemState deleted(long millis) {
    Version version = new Version(HybridTime.of(millis, 0), VIRGINIA);
    return new ItemState(version, Context.of(version), new Content.Deleted());
  }

  /** What an item of {@link #state} was made of. */
  public static long millis(EncodedItem item) {
    String text = new String(item.bytes().shared(), StandardCharsets.UTF_8);
    return Long.parseLong(text.substring("item ".length()));
  }

  public static Applied applied(long records) {
    Position position = new Position(records, new RecordId(42, records));
    return new Applied(position, HybridTime.of(records, 1), records, records * 100, 3, records * 2);
  }

  public static Progress progress(RegionName source, long offset) {
    return new Progress(
        source,
        "pangaea.orders",
        new Position(offset, new RecordId(9, offset)),
        new Watermark(HybridTime.of(1000 + offset, 0), 2000 + offset));
  }
}

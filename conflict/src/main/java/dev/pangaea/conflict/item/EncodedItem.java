package dev.pangaea.conflict.item;

import dev.pangaea.conflict.bytes.Bytes;

/**
 * An item as its canonical bytes: equal items have equal bytes. What the log and the store carry;
 * decoded only where attributes are looked at.
 */
public record EncodedItem(Bytes bytes) {
  public static EncodedItem of(Item item) {
    return new EncodedItem(ItemCodec.encode(item));
  }

  public Item decode() {
    return ItemCodec.decode(bytes);
  }

  /** Tells a sink what the item holds; returns its size as DynamoDB counts it. */
  public <X extends Exception> long tell(ItemSink<X> sink) throws X {
    return ItemWalk.walk(bytes, sink);
  }
}

package dev.pangaea.regionnode.leader.decide;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;

/** A write of one item, as an application asked for it. */
public sealed interface WriteCommand {
  EncodedKey key();

  record PutItem(EncodedKey key, EncodedItem item) implements WriteCommand {}

  record DeleteItem(EncodedKey key) implements WriteCommand {}
}

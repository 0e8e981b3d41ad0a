package dev.pangaea.simulator.world;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.leader.ItemIndex;
import dev.pangaea.regionnode.store.IndexRow;
import dev.pangaea.simulator.check.Contents;
import dev.pangaea.simulator.check.IndexIsARebuild;
import java.util.Optional;

/** Items by the last character of their text, some left out: which ones depends on the index. */
record TextIndex(int number) implements ItemIndex {
  private static final int DIGITS = 10;

  IndexIsARebuild check() {
    return new IndexIsARebuild(number, this::row);
  }

  @Override
  public Optional<IndexRow> row(EncodedKey key, EncodedItem encoded, Item item) {
    return row(key, encoded);
  }

  private Optional<IndexRow> row(EncodedKey key, EncodedItem encoded) {
    String text = Contents.text(encoded);
    char last = text.charAt(text.length() - 1);
    if (last - '0' == number % DIGITS) {
      return Optional.empty();
    }
    Bytes position = Contents.key(last + Contents.name(key)).bytes();
    return Optional.of(new IndexRow(position, encoded));
  }
}

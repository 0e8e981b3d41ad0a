package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.regionnode.leader.decide.CurrentItem;
import dev.pangaea.regionnode.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Items read together. One that comes to hold too much is given up, and holds nothing.
 *
 * @param bytes that were read for it, of encoded items
 */
record JointRead(ReadOutcome outcome, long bytes) {
  /** Of all items, by DynamoDB's measure. */
  private static final long ITEM_BYTES_MAX = TransactionDecision.ITEM_BYTES_MAX;

  /**
   * No item counts more than twice its bytes, which spares the count for all but large reads.
   *
   * @param store holds all that counts at the places
   */
  static JointRead of(List<Place> places, Store store) {
    List<Optional<EncodedItem>> items = new ArrayList<>(places.size());
    int counted = 0;
    long size = 0;
    long bytes = 0;
    for (Place place : places) {
      Optional<EncodedItem> item =
          CurrentItem.of(store.item(place.partition(), place.key())).visible();
      items.add(item);
      bytes += ChangeSize.of(item);
      if (bytes > ITEM_BYTES_MAX / 2) {
        for (; counted < items.size(); counted++) {
          size += items.get(counted).map(ItemSize::of).orElse(0L);
        }
      }
      if (size > ITEM_BYTES_MAX) {
        return new JointRead(new ReadOutcome.TooLarge(size), bytes);
      }
    }
    return new JointRead(new ReadOutcome.Read(items), bytes);
  }
}

package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.StampsCodec;
import dev.pangaea.conflict.change.Transaction;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import java.util.Optional;

/** How many bytes a change takes in a record at most, and about as many in memory. */
final class ChangeSize {
  /** A time, and the length of the region's name. */
  private static final int STAMP = Long.BYTES + 1;

  /** The lengths of key, context and item, and what tells an item from none. */
  private static final int LENGTHS = 4 + 2 + 4 + 1;

  private ChangeSize() {}

  static long of(Change change) {
    return of(change.key(), change.content(), change.stamps(), change.context(), change.origin());
  }

  /**
   * With the version that it is to have.
   *
   * @param seen the context of what it meets
   */
  static long of(Transaction.Write write, Context seen, RegionName region) {
    return of(write.key(), write.content(), write.stamps(), seen, region);
  }

  /** Of what is met, without its key and version. */
  static long of(Optional<EncodedItem> item) {
    return item.isEmpty() ? 0 : item.get().bytes().length();
  }

  static long of(List<Change> changes) {
    long bytes = 0;
    for (Change change : changes) {
      bytes += of(change);
    }
    return bytes;
  }

  private static long of(
      EncodedKey key, Content content, Stamps stamps, Context seen, RegionName region) {
    long bytes = LENGTHS + key.bytes().length() + of(content.visible()) + of(region);
    if (!stamps.isNone()) {
      bytes += StampsCodec.roomFor(stamps);
    }
    for (RegionName each : seen.seen().keySet()) {
      bytes += of(each);
    }
    return seen.seen().containsKey(region) ? bytes : bytes + of(region);
  }

  private static int of(RegionName region) {
    return STAMP + region.value().length();
  }
}

package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Keeps a region's items, tombstones, indexes, positions and progress. Any thread may read, and
 * sees the last committed batch; one thread commits.
 *
 * <p>A committed batch may be lost with the process, but only together with all later ones: what is
 * there after a restart is the state after some earlier commit. Failures of the medium are thrown
 * as {@link StoreFailedException} and are final.
 */
public interface Store extends AutoCloseable {
  int REFUSED_LOOKED_AT_MAX = 1_000;

  Optional<ItemState> item(PartitionId partition, EncodedKey key);

  Applied applied(PartitionId partition);

  /**
   * How far each other region's log of this partition has been taken in; none for a region never
   * heard of.
   */
  Optional<Progress> progress(PartitionId partition, RegionName source);

  /**
   * The partition's tombstones by the time of their deletion, oldest first.
   *
   * @param after the last one seen; empty for the beginning
   */
  List<Tombstone> tombstones(PartitionId partition, Optional<Tombstone> after, int most);

  Deletions deletions(PartitionId partition);

  /** The changes that are kept aside, those that came last first. */
  List<RefusedChange> refused(PartitionId partition, int most);

  Optional<RefusedChange> refused(PartitionId partition, long offset, int index);

  /**
   * Visits the changes that are kept aside, those that came last first, as of the moment of the
   * call. Holds one at a time in memory: each may be as large as an item.
   */
  void refused(PartitionId partition, Consumer<RefusedChange> visitor);

  /**
   * Up to when all that another region wrote is in the items here: its watermark, but below what is
   * kept aside of it. Looks at a bounded number of those that came last.
   */
  default HybridTime takenIn(PartitionId partition, RegionName writer) {
    HybridTime upTo =
        progress(partition, writer)
            .map(progress -> progress.watermark().clock())
            .orElse(HybridTime.ZERO);
    for (RefusedChange refused : refused(partition, REFUSED_LOOKED_AT_MAX)) {
      HybridTime time = refused.change().version().time();
      if (refused.change().origin().equals(writer) && time.compareTo(upTo) <= 0) {
        upTo = time.previous();
      }
    }
    return upTo;
  }

  void commit(StoreBatch batch);

  /**
   * Visits every item and tombstone of a partition in the order of their {@linkplain ItemPosition
   * positions}, as of the moment of the call.
   */
  void scan(PartitionId partition, BiConsumer<EncodedKey, ItemState> visitor);

  /**
   * Visits the items that lie in a range of {@linkplain ItemPosition positions}, in their order or
   * against it, as of the moment of the call, and tells of each deleted one between them. Reads as
   * it goes: what the visitor does not ask for is not read.
   */
  void items(PartitionId partition, KeyRange range, boolean forward, ItemRangeVisitor visitor);

  /**
   * Visits items and tombstones as {@link #scan(PartitionId, BiConsumer)} does, but only those in a
   * range, until the visitor has had enough.
   */
  void scan(PartitionId partition, KeyRange range, StateVisitor visitor);

  /**
   * Visits what an index of a table holds of its items, in a range of the rows' positions, in their
   * order or against it, as of the moment of the call. Reads as it goes.
   */
  void index(int table, int index, KeyRange range, boolean forward, ItemVisitor visitor);

  /** {@link IndexState#NOTHING} for an index never heard of. */
  IndexState indexState(PartitionId partition, int index);

  /**
   * The digests of a partition's ranges, in their order, as of one moment; {@link
   * RangeDigest#NOTHING} for one that was never made.
   */
  List<RangeDigest> digests(PartitionId partition);

  /** Removes all that is kept of an index. Nobody writes to it any more. */
  void dropIndex(int table, int index);

  TransactionRows transactions();

  StreamRows streams();

  /** Returns once all that was committed before survives the process. */
  void flush();

  /** Removes all that is kept of a table, but for its streams. */
  void drop(int table);

  /**
   * All that is held now, whatever is committed later, for reading alone. Takes no time. What is
   * replaced meanwhile is kept for it, so it is to be closed soon, and before this store is.
   */
  Store snapshot();

  @Override
  void close();
}

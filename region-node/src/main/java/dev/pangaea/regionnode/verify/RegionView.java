package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.RangeDigest;
import java.util.List;
import java.util.Optional;

/**
 * What a region shows of what it holds, and how it is mended. Calls block for some seconds at most,
 * and read a bounded part of a table each.
 */
public interface RegionView {
  RegionTables tables() throws RegionUnavailableException;

  /** Never more than what is read later holds. */
  Known known(TablePartition partition) throws RegionUnavailableException;

  /** The digests of all ranges, in their order. */
  List<RangeDigest> digests(TablePartition partition) throws RegionUnavailableException;

  /**
   * Reads all that is in a range; empty while it is being written to all the time, if that takes
   * too long, or while the region reads for others.
   */
  Optional<RangeReading> read(TablePartition partition, int range)
      throws RegionUnavailableException;

  /**
   * @param from a position in the range; empty for its beginning
   */
  EntryPage entries(TablePartition partition, int range, Bytes from)
      throws RegionUnavailableException;

  /** All that is held at a key, as a change; a tombstone too. */
  Optional<Change> state(TablePartition partition, EncodedKey key)
      throws RegionUnavailableException;

  /** How many tombstones the partition has dropped up to now. */
  long dropped(TablePartition partition) throws RegionUnavailableException;

  /**
   * Takes in what another region holds, as if it had just arrived from there; stands elsewhere, if
   * it has dropped tombstones since.
   *
   * @param dropped how many it had dropped before the changes were read
   */
  DeliveryOutcome takeIn(
      TablePartition partition, RegionName from, long dropped, List<Change> changes)
      throws RegionUnavailableException;

  /** Begins to make the digest of a range anew. */
  void recount(TablePartition partition, int range) throws RegionUnavailableException;
}

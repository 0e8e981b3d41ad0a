package dev.pangaea.regionnode.control.http;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.RangeDigest;
import dev.pangaea.regionnode.verify.EntryPage;
import dev.pangaea.regionnode.verify.Known;
import dev.pangaea.regionnode.verify.RangeReading;
import dev.pangaea.regionnode.verify.RegionTables;
import dev.pangaea.regionnode.verify.RegionUnavailableException;
import dev.pangaea.regionnode.verify.RegionView;
import dev.pangaea.regionnode.verify.TablePartition;
import java.util.List;
import java.util.Optional;

/** A region that serves no table. */
final class UnaskedRegion implements RegionView {
  @Override
  public RegionTables tables() {
    return new RegionTables(new RegionName("us-east-1"), List.of());
  }

  @Override
  public Known known(TablePartition partition) throws RegionUnavailableException {
    throw none();
  }

  @Override
  public List<RangeDigest> digests(TablePartition partition) throws RegionUnavailableException {
    throw none();
  }

  @Override
  public Optional<RangeReading> read(TablePartition partition, int range)
      throws RegionUnavailableException {
    throw none();
  }

  @Override
  public EntryPage entries(TablePartition partition, int range, Bytes from)
      throws RegionUnavailableException {
    throw none();
  }

  @Override
  public Optional<Change> state(TablePartition partition, EncodedKey key)
      throws RegionUnavailableException {
    throw none();
  }

  @Override
  public long dropped(TablePartition partition) throws RegionUnavailableException {
    throw none();
  }

  @Override
  public DeliveryOutcome takeIn(
      TablePartition partition, RegionName from, long dropped, List<Change> changes)
      throws RegionUnavailableException {
    throw none();
  }

  @Override
  public void recount(TablePartition partition, int range) throws RegionUnavailableException {
    throw none();
  }

  private static RegionUnavailableException none() {
    return new RegionUnavailableException("no table is served");
  }
}

package dev.pangaea.regionnode.verify;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.DeliveryOutcome;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.RangeDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A region of one partition that has heard of everything, and may be silent about some ranges. */
final class ShownRegion implements RegionView {
  static final RegionName US = new RegionName("us-east-1");
  static final RegionName EU = new RegionName("eu-west-1");

  final TreeMap<EncodedKey, ItemState> held = new TreeMap<>();
  final Set<Integer> silent = new TreeSet<>();

  /** Ranges that it does not read now. */
  final Set<Integer> busy = new TreeSet<>();

  int asked;

  @Override
  public RegionTables tables() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Known known(TablePartition partition) {
    return new Known(new TreeMap<>(Map.of(US, HybridTime.MAX, EU, HybridTime.MAX)));
  }

  @Override
  public List<RangeDigest> digests(TablePartition partition) {
    List<RangeDigest> digests = new ArrayList<>();
    for (int range = 0; range < RangeDigest.RANGES; range++) {
      digests.add(digest(range));
    }
    return digests;
  }

  private RangeDigest digest(int range) {
    RangeDigest digest = RangeDigest.OF_NONE;
    for (Map.Entry<EncodedKey, ItemState> each : held.entrySet()) {
      if (RangeDigest.range(each.getKey()) == range) {
        digest = digest.plus(each.getKey(), each.getValue());
      }
    }
    return digest;
  }

  @Override
  public Optional<RangeReading> read(TablePartition partition, int range)
      throws RegionUnavailableException {
    ask(range);
    if (busy.contains(range)) {
      return Optional.empty();
    }
    return Optional.of(new RangeReading(digest(range), digest(range)));
  }

  @Override
  public EntryPage entries(TablePartition partition, int range, Bytes from)
      throws RegionUnavailableException {
    ask(range);
    return new EntryPage(
        held.entrySet().stream()
            .filter(each -> RangeDigest.range(each.getKey()) == range)
            .map(each -> Entry.of(each.getKey(), each.getValue()))
            .toList(),
        Optional.empty());
  }

  private void ask(int range) throws RegionUnavailableException {
    asked++;
    if (silent.contains(range)) {
      throw new RegionUnavailableException("no word of range " + range);
    }
  }

  @Override
  public Optional<Change> state(TablePartition partition, EncodedKey key) {
    return Optional.ofNullable(held.get(key)).map(state -> state.asChange(key));
  }

  @Override
  public long dropped(TablePartition partition) {
    return 0;
  }

  @Override
  public DeliveryOutcome takeIn(
      TablePartition partition, RegionName from, long dropped, List<Change> changes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void recount(TablePartition partition, int range) {
    throw new UnsupportedOperationException();
  }
}

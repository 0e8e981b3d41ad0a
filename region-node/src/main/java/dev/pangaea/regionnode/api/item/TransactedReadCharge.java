package dev.pangaea.regionnode.api.item;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.leader.TransactionOutcome.Verdict;
import dev.pangaea.regionnode.throughput.Resource;
import dev.pangaea.regionnode.throughput.TableThroughput;
import dev.pangaea.regionnode.throughput.Units;
import java.util.Optional;

/**
 * What a read in a transaction is charged.
 *
 * @param throughput empty where nothing is metered
 */
public record TransactedReadCharge(Optional<TableThroughput> throughput) {
  private static final int TIMES = TransactionCharge.TIMES;

  /** Admits it, or says why not. */
  public Optional<Verdict.Throttled> admit() {
    return throughput
        .flatMap(metered -> metered.admitRead(Optional.empty(), TIMES))
        .map(Charges::verdict);
  }

  /** Gives back what it was admitted with. */
  public void giveBack() {
    throughput.ifPresent(metered -> metered.take(Resource.TABLE_READ, -TIMES));
  }

  /** What was found. */
  public void settle(Place place, Optional<EncodedItem> found) {
    new ReadCharge(throughput, Optional.empty(), TIMES)
        .settle(Optional.of(place), TIMES * Units.read(found, true));
  }
}

package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.StampsCodec;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.AppendAnswer;
import dev.pangaea.regionnode.leader.PartitionLeaders;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes this region's items and tombstones, and what it keeps aside, into its own log for regions
 * that join, in the background, one part after the other so that applications' writes go on in
 * between. A copy that fails is begun again after a moment: taking a part in twice changes nothing.
 *
 * <p>What is kept aside came before the place from where the joiner takes in its writer's log, so
 * that the joiner has it from the copy or never. It is read before the items: what is released
 * meanwhile is then among these.
 */
final class ReplicaCopies implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaCopies.class);
  private static final int PART_CHANGES = 256;
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final int PART_BYTES = 256 << 10;

  private final Store store;
  private final PartitionLeaders leaders;
  private final Runnable onEnd;
  private final ConcurrentHashMap<Copy, CompletableFuture<List<Long>>> copies =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Copy, CopyMeter> meters = new ConcurrentHashMap<>();
  private final Turns turns;

  ReplicaCopies(Store store, PartitionLeaders leaders, Turns turns, Runnable onEnd) {
    this.store = store;
    this.leaders = leaders;
    this.turns = turns;
    this.onEnd = onEnd;
  }

  private record Copy(int storeNumber, RegionName joiner, Joining joining) {}

  /**
   * Where the copy of these partitions ends in each partition's log, once it is whole. Begins the
   * copy if it is not under way.
   */
  Optional<List<Long>> ends(
      CatalogEntry table, RegionName joiner, Joining joining, Set<Integer> partitions) {
    Copy copy = new Copy(table.storeNumber(), joiner, joining);
    CompletableFuture<List<Long>> ends =
        copies.computeIfAbsent(copy, begun -> begin(begun, table, partitions));
    if (!ends.isDone() || ends.isCompletedExceptionally()) {
      return Optional.empty();
    }
    copies.remove(copy);
    return Optional.of(ends.join());
  }

  /** The copies that are being written. Any thread may ask. */
  List<GivenCopy> given() {
    return meters.values().stream().map(meter -> meter.read(turns.nanos())).toList();
  }

  @Override
  public void close() {
    turns.close();
  }

  private CompletableFuture<List<Long>> begin(
      Copy copy, CatalogEntry table, Set<Integer> partitions) {
    CopyMeter meter = new CopyMeter(table.table(), copy.joiner(), partitions.size(), turns.nanos());
    meters.put(copy, meter);
    CompletableFuture<List<Long>> ends =
        CompletableFuture.supplyAsync(
            () -> copy(table, copy.joiner(), copy.joining(), partitions, meter), turns::take);
    ends.whenComplete(
        (done, failure) -> {
          meters.remove(copy);
          if (failure == null) {
            onEnd.run();
          } else {
            LOG.warn("copying {} for {} begins again soon", table.table(), copy.joiner(), failure);
            turns.takeAfter(AGAIN, () -> copies.remove(copy));
          }
        });
    return ends;
  }

  private List<Long> copy(
      CatalogEntry table,
      RegionName joiner,
      Joining joining,
      Set<Integer> partitions,
      CopyMeter meter) {
    List<Long> ends = new ArrayList<>();
    for (int index = 0; index < table.partitions(); index++) {
      PartitionId partition = new PartitionId(table.storeNumber(), index);
      long beginning = joining.beginnings().get(table.region()).positions().get(index).nextOffset();
      Parts parts = new Parts(partition, joiner, beginning, meter);
      if (partitions.contains(index)) {
        store
            .refused(partition, Integer.MAX_VALUE)
            .forEach(keptAside -> parts.add(keptAside.change()));
        store.scan(partition, (key, state) -> parts.add(state.asChange(key)));
        parts.end();
        meter.partitionCopied();
      }
      ends.add(parts.end);
    }
    return ends;
  }

  private final class Parts {
    private final PartitionId partition;
    private final RegionName joiner;
    private List<Change> part = new ArrayList<>();
    private long bytes;
    private final long beginning;
    private final CopyMeter meter;
    private long end;

    Parts(PartitionId partition, RegionName joiner, long beginning, CopyMeter meter) {
      this.meter = meter;
      this.partition = partition;
      this.joiner = joiner;
      this.beginning = beginning;
      this.end = beginning;
    }

    void add(Change change) {
      part.add(change);
      bytes +=
          switch (change.content()) {
            case Content.Present(EncodedItem item) -> item.bytes().length();
            case Content.Deleted() -> 0;
          };
      bytes += change.stamps().isNone() ? 0 : StampsCodec.roomFor(change.stamps());
      if (part.size() >= PART_CHANGES || bytes >= PART_BYTES) {
        append();
      }
    }

    /** There is at least one part: it also says which tombstones are no longer there to copy. */
    void end() {
      if (!part.isEmpty() || end == beginning) {
        append();
      }
    }

    void append() {
      CompletableFuture<AppendAnswer> answer = new CompletableFuture<>();
      leaders.copy(partition, new Body.Copy(joiner, Context.EMPTY, part), answer::complete);
      switch (answer.join()) {
        case AppendAnswer.Counts(long offset) -> end = offset + 1;
        case AppendAnswer.Unavailable() ->
            throw new IllegalStateException(partition + " takes no part of a copy now");
      }
      meter.written(part.size(), bytes);
      part = new ArrayList<>();
      bytes = 0;
    }
  }
}

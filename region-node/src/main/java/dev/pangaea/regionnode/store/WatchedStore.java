package dev.pangaea.regionnode.store;

import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.version.RegionName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Holds in memory how far partitions have come and which streams there are, and tells of the former
 * after each commit.
 */
public final class WatchedStore extends ForwardingStore {
  private record Source(PartitionId partition, RegionName region) {}

  private final Map<PartitionId, Applied> applied = new ConcurrentHashMap<>();
  private final Map<Source, Progress> progress = new ConcurrentHashMap<>();
  private final WatchedStreams streams;
  private volatile Consumer<PartitionId> onMove = partition -> {};

  public WatchedStore(Store store) {
    super(store);
    streams = new WatchedStreams(store.streams());
  }

  /**
   * Called for each partition that a batch has brought further, once that can be read, on the
   * committing thread: it must not block.
   */
  public void onMove(Consumer<PartitionId> listener) {
    onMove = listener;
  }

  @Override
  public void commit(StoreBatch batch) {
    super.commit(batch);
    for (StoreBatch.Entry entry : batch.entries()) {
      streams.committed(entry);
      if (entry instanceof StoreBatch.Entry.PutProgress(PartitionId partition, Progress next)) {
        progress.put(new Source(partition, next.source()), next);
      } else if (entry instanceof StoreBatch.Entry.PutApplied(PartitionId partition, Applied now)) {
        applied.put(partition, now);
        onMove.accept(partition);
      }
    }
  }

  /** What is not there is not noted: names to ask for may be anything. */
  @Override
  public Applied applied(PartitionId partition) {
    Applied noted = applied.computeIfAbsent(partition, this::appliedIfAny);
    return noted == null ? Applied.NOTHING : noted;
  }

  private Applied appliedIfAny(PartitionId partition) {
    Applied there = super.applied(partition);
    return there.equals(Applied.NOTHING) ? null : there;
  }

  @Override
  public StreamRows streams() {
    return streams;
  }

  /** What is not there is not noted either. */
  @Override
  public Optional<Progress> progress(PartitionId partition, RegionName source) {
    return Optional.ofNullable(
        progress.computeIfAbsent(
            new Source(partition, source),
            unknown -> super.progress(partition, source).orElse(null)));
  }

  @Override
  public void drop(int table) {
    super.drop(table);
    applied.keySet().removeIf(partition -> partition.table() == table);
    progress.keySet().removeIf(source -> source.partition().table() == table);
  }
}

package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.Deletions;
import dev.pangaea.regionnode.store.StoreBatch;
import java.util.List;
import java.util.Optional;

/** What one record changes of a partition's tombstones. */
final class DeletionsFold {
  private final PartitionState state;
  private final StoreBatch batch;
  private long kept;
  private long dropped;
  private Context floor;

  DeletionsFold(PartitionState state, StoreBatch batch) {
    this.state = state;
    this.batch = batch;
    this.kept = state.deletions().kept();
    this.dropped = state.deletions().dropped();
    this.floor = state.deletions().floor();
  }

  /** An item takes the place of what was at its key. */
  void put(EncodedKey key, Optional<ItemState> before, ItemState after) {
    Optional<Version> old = before.flatMap(DeletionsFold::deletion);
    Optional<Version> next = deletion(after);
    if (old.equals(next)) {
      return;
    }
    if (old.isPresent()) {
      remove(new Tombstone(key, old.get()));
    }
    if (next.isPresent()) {
      kept++;
      batch.add(
          new StoreBatch.Entry.PutTombstone(state.partition(), new Tombstone(key, next.get())));
    }
  }

  /** Nothing is left where these tombstones are. */
  void drop(Context above, List<Tombstone> tombstones) {
    for (Tombstone tombstone : tombstones) {
      Optional<Version> here = state.item(tombstone.key()).flatMap(DeletionsFold::deletion);
      if (!here.equals(Optional.of(tombstone.version()))) {
        throw new BrokenInvariantException(
            "%s: the log drops a tombstone of %s, the state has %s"
                .formatted(state.partition(), tombstone.version(), here));
      }
      remove(tombstone);
      dropped++;
      state.forget(tombstone.key(), batch);
    }
    floor = floor.merge(above);
  }

  private void remove(Tombstone tombstone) {
    kept--;
    batch.add(new StoreBatch.Entry.DeleteTombstone(state.partition(), tombstone));
  }

  /** Adds what there is now, where that has changed. */
  void settle() {
    Deletions now = new Deletions(kept, dropped, floor);
    if (!now.equals(state.deletions())) {
      state.deletions(now, batch);
    }
  }

  private static Optional<Version> deletion(ItemState state) {
    return state.content() instanceof Content.Deleted
        ? Optional.of(state.version())
        : Optional.empty();
  }
}

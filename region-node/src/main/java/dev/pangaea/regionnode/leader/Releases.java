package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.regionnode.store.RefusedChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tries again what is kept aside, at leisure and a few at a time: it is taken in once it fits, as
 * when the clock has come close, and goes once what is at its key has seen it. It holds up nobody.
 *
 * <p>Confined to the leader's thread, and asked only while the leader has nothing under way.
 */
final class Releases {
  static final int LOOKED_AT_MAX = 64;

  private final PartitionState state;
  private final Assembler assembler;
  private final Locks locks;
  private final long everyNanos;
  private Optional<Long> triedNanos = Optional.empty();
  private Optional<KeptAside.At> last = Optional.empty();
  private long tried;

  Releases(PartitionState state, Assembler assembler, Locks locks, LeaderBounds bounds) {
    this.state = state;
    this.assembler = assembler;
    this.locks = locks;
    this.everyNanos = bounds.walkNanos();
  }

  Optional<Assembly> next(Now now) {
    KeptAside kept = state.keptAside();
    boolean rests = triedNanos.isPresent() && now.nanos() - triedNanos.get() < everyNanos;
    if (kept.size() == 0 || rests) {
      return Optional.empty();
    }
    triedNanos = Optional.of(now.nanos());
    List<Map.Entry<KeptAside.At, KeptAside.Held>> some = kept.some(last, LOOKED_AT_MAX);
    List<Change> released = new ArrayList<>();
    Set<KeptAside.Held> chosen = new HashSet<>();
    long bytes = 0;
    for (Map.Entry<KeptAside.At, KeptAside.Held> each : some) {
      if (bytes >= Assembler.BYTES_MAX) {
        break;
      }
      last = Optional.of(each.getKey());
      if (chosen.contains(each.getValue())) {
        continue;
      }
      tried++;
      Optional<Change> change =
          locks.holds(state.partition(), each.getValue().key())
              ? Optional.empty()
              : kept.read(each.getKey())
                  .map(RefusedChange::change)
                  .filter(refused -> isSeen(refused) || assembler.fits(refused, now));
      if (change.isPresent()) {
        released.add(change.get());
        chosen.add(each.getValue());
        bytes += ChangeSize.of(change.get());
      }
    }
    if (some.size() < LOOKED_AT_MAX) {
      last = Optional.empty();
    }
    return released.isEmpty() ? Optional.empty() : Optional.of(assembler.released(released));
  }

  private boolean isSeen(Change refused) {
    return state
        .item(refused.key())
        .map(ItemState::context)
        .filter(seen -> seen.covers(refused.version()))
        .isPresent();
  }

  QuarantineStatus status() {
    return new QuarantineStatus(state.keptAside().size(), tried, state.keptAside().released());
  }
}

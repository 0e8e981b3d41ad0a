package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.Body;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Tombstone;
import dev.pangaea.conflict.change.Watermarks;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.Deletions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lets go of the tombstones of a partition, and says what others need to know for theirs. Walks
 * over the tombstones again and again, oldest first, a few at a time, and rests between two walks.
 *
 * <p>The tombstone of an item that regions have added to stays. It says how much of their counts
 * was deleted: forgotten here only, that would come back with the next count of a region that
 * remembers.
 *
 * <p>Confined to the leader's thread, and asked only while the leader has nothing under way: what
 * it looks at is all that counts.
 */
final class Tombstones {
  /** So many are looked at in one turn. */
  static final int LOOKED_AT_MAX = 256;

  private static final long BETWEEN_TURNS_NANOS = Duration.ofMillis(20).toNanos();
  private static final long BETWEEN_VAIN_TURNS_NANOS = Duration.ofMillis(160).toNanos();

  private final RegionName region;
  private final PartitionState state;
  private final LeaderBounds bounds;
  private final Hearing hearing;
  private Optional<Long> toldNanos = Optional.empty();
  private Optional<Long> walkedNanos = Optional.empty();
  private Optional<Tombstone> last = Optional.empty();
  private boolean readInVain;
  private boolean dropsSome;
  private boolean heardSince;
  private Optional<HybridTime> oldest = Optional.empty();
  private SortedMap<RegionName, Long> blocked = new TreeMap<>();
  private SortedMap<RegionName, Long> blockedLastWalk = new TreeMap<>();

  Tombstones(RegionName region, PartitionState state, LeaderBounds bounds) {
    this.region = region;
    this.state = state;
    this.bounds = bounds;
    this.hearing = new Hearing(region);
  }

  void roll(Roll roll) {
    hearing.roll(roll);
    heardSince = true;
  }

  /** Whether it is known who holds the table: not while this region is being filled. */
  boolean knowsMembers() {
    return hearing.roll().isPresent();
  }

  /** What a member has said is consumed here. */
  void heard(RegionName member, Watermarks said) {
    hearing.heard(member, said);
    heardSince = true;
  }

  /** What is to be said or let go of now, if anything. */
  Optional<Body> next(Now now) {
    if (hearing.roll().isEmpty()) {
      return Optional.empty();
    }
    Roll roll = hearing.roll().get();
    if (!roll.members().isEmpty() && isDue(toldNanos, bounds.tellingNanos(), now)) {
      toldNanos = Optional.of(now.nanos());
      return Optional.of(new Body.Told(watermarks(roll)));
    }
    return isDue(walkedNanos, restNanos(), now) ? walk(roll, now) : Optional.empty();
  }

  /**
   * After a walk that let go of nothing, until there is a new word, for as long as one may take.
   */
  private long restNanos() {
    if (last.isPresent()) {
      return readInVain ? BETWEEN_VAIN_TURNS_NANOS : BETWEEN_TURNS_NANOS;
    }
    return dropsSome || heardSince ? bounds.walkNanos() : bounds.tellingNanos();
  }

  private static boolean isDue(Optional<Long> doneNanos, long everyNanos, Now now) {
    return doneNanos.isEmpty() || now.nanos() - doneNanos.get() >= everyNanos;
  }

  private Watermarks watermarks(Roll roll) {
    TreeSet<RegionName> members = new TreeSet<>(roll.members());
    members.add(region);
    TreeSet<RegionName> gone = new TreeSet<>(roll.gone());
    gone.removeIf(writer -> state.keptAside().lowest(writer).isPresent());
    return new Watermarks(taken(roll), members, gone);
  }

  /** Up to when all that other regions wrote is taken in: what is kept aside is not. */
  private Context taken(Roll roll) {
    TreeSet<RegionName> writers = new TreeSet<>(roll.members());
    writers.addAll(roll.lost());
    Context taken = Context.EMPTY;
    for (RegionName writer : writers) {
      Optional<Progress> progress = state.progress(writer);
      if (progress.isPresent()) {
        HybridTime upTo = progress.get().watermark().clock();
        HybridTime lacking =
            state.keptAside().lowest(writer).map(HybridTime::previous).orElse(upTo);
        taken = taken.with(new Version(lacking.compareTo(upTo) < 0 ? lacking : upTo, writer));
      }
    }
    return taken;
  }

  /** Goes on where it was, and ends where nothing newer can be dropped either. */
  private Optional<Body> walk(Roll roll, Now now) {
    walkedNanos = Optional.of(now.nanos());
    List<Tombstone> next =
        state.deletions().kept() == 0 ? List.of() : state.tombstones(last, LOOKED_AT_MAX);
    if (last.isEmpty()) {
      dropsSome = false;
      heardSince = false;
      oldest = next.stream().findFirst().map(tombstone -> tombstone.version().time());
    }
    Context taken = taken(roll);
    HybridTime reach = hearing.reach(taken);
    Context floor = state.deletions().floor();
    List<Tombstone> dropped = new ArrayList<>();
    boolean ends = next.size() < LOOKED_AT_MAX;
    int read = 0;
    for (Tombstone tombstone : next) {
      Optional<RegionName> awaited =
          state.keptAside().holds(tombstone.key())
              ? Optional.of(region)
              : hearing.awaited(Context.of(tombstone.version()), taken);
      if (awaited.isEmpty()) {
        ItemState item = deleted(tombstone);
        read++;
        if (item.stamps().count()) {
          continue;
        }
        awaited = hearing.awaited(item.context(), taken);
        if (awaited.isEmpty()) {
          dropped.add(tombstone);
          floor = floor.merge(item.context());
        }
      }
      if (awaited.isPresent()) {
        long since = blockedLastWalk.getOrDefault(awaited.get(), now.wallMillis());
        blocked.putIfAbsent(awaited.get(), since);
        if (tombstone.version().time().compareTo(reach) > 0) {
          ends = true;
          break;
        }
      }
    }
    last = ends ? Optional.empty() : Optional.of(next.getLast());
    if (ends) {
      blockedLastWalk = blocked;
      blocked = new TreeMap<>();
    }
    readInVain = read > 0 && dropped.isEmpty();
    dropsSome = dropsSome || !dropped.isEmpty();
    return dropped.isEmpty() ? Optional.empty() : Optional.of(new Body.Dropped(floor, dropped));
  }

  private ItemState deleted(Tombstone tombstone) {
    return state
        .item(tombstone.key())
        .filter(item -> item.version().equals(tombstone.version()))
        .orElseThrow(
            () ->
                new BrokenInvariantException(
                    state.partition() + ": a tombstone without its item: " + tombstone.version()));
  }

  TombstoneStatus status() {
    Deletions deletions = state.deletions();
    long oldestMillis = deletions.kept() == 0 ? 0 : oldest.map(HybridTime::millis).orElse(0L);
    return new TombstoneStatus(
        deletions.kept(), deletions.dropped(), oldestMillis, blockedLastWalk);
  }
}

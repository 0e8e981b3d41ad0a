package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.store.KeyRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes the items of a partition whose time is up, those to go first first: walks over them again
 * and again, a few at a time, and rests between two walks. Holds up nobody.
 *
 * <p>The region that wrote what an item is now deletes it at once. The others do so only some
 * seconds later: then it could not, or they are cut off from it. Where two do it all the same, it
 * is no conflict.
 *
 * <p>Confined to the leader's thread, and asked only while the leader has nothing under way: what
 * it looks at is all that counts.
 */
final class Expiries {
  /** So many are looked at in one turn, and deleted at most. */
  static final int LOOKED_AT_MAX = 128;

  /** Of the items that are looked at in one turn; the one that brings it here is its last. */
  private static final long MET_BYTES_MAX = 4 << 20;

  /**
   * Of the deletions of one turn, which are one record: each has the stamps of what it takes away,
   * and these may be larger than the item.
   */
  private static final long BYTES_MAX = Assembler.BYTES_MAX;

  private static final long BETWEEN_TURNS_NANOS = Duration.ofMillis(20).toNanos();
  private static final long REST_NANOS = Duration.ofMillis(500).toNanos();

  /** How long a region leaves it to the one that wrote the item. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final PartitionState state;
  private final Assembler assembler;
  private final Locks locks;
  private Optional<ExpiryIndex> index = Optional.empty();
  private long sinceNanos;
  private Optional<Long> turnedNanos = Optional.empty();
  private Optional<Bytes> last = Optional.empty();

  Expiries(PartitionState state, Assembler assembler, Locks locks) {
    this.state = state;
    this.assembler = assembler;
    this.locks = locks;
  }

  Optional<Assembly> next(Now now) {
    Optional<ExpiryIndex> wanted = state.indexes().expiry();
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    if (!wanted.equals(index)) {
      index = wanted;
      sinceNanos = now.nanos();
      last = Optional.empty();
    }
    long restNanos = last.isPresent() ? BETWEEN_TURNS_NANOS : REST_NANOS;
    if (turnedNanos.isPresent() && now.nanos() - turnedNanos.get() < restNanos) {
      return Optional.empty();
    }
    turnedNanos = Optional.of(now.nanos());
    return turn(wanted.get(), now);
  }

  private Optional<Assembly> turn(ExpiryIndex expiring, Now now) {
    int partition = state.partition().partition();
    KeyRange due = expiring.due(partition, now);
    KeyRange rest = last.map(position -> due.beyond(position, true)).orElse(due);
    List<ExpiryIndex.Row> some = state.indexes().due(expiring, rest, LOOKED_AT_MAX);
    if (last.isEmpty()) {
      Optional<Bytes> first = some.stream().findFirst().map(ExpiryIndex.Row::position);
      first.or(due::to).ifPresent(state.indexes()::firstDue);
    }
    boolean atEnd = some.size() < LOOKED_AT_MAX;
    List<EncodedKey> chosen = new ArrayList<>();
    long bytes = 0;
    long metBytes = 0;
    for (ExpiryIndex.Row row : some) {
      if (bytes >= BYTES_MAX || metBytes >= MET_BYTES_MAX) {
        atEnd = false;
        break;
      }
      last = Optional.of(row.position());
      Optional<ItemState> item = state.item(row.key());
      long content = ChangeSize.of(item.flatMap(found -> found.content().visible()));
      metBytes += content;
      if (item.isPresent()
          && isMine(row, item.get().version(), now)
          && !locks.holds(state.partition(), row.key())) {
        chosen.add(row.key());
        bytes += ChangeSize.of(item.get().asChange(row.key())) - content;
      }
    }
    if (atEnd) {
      last = Optional.empty();
    }
    return assembler.expiries(chosen, expiring, now);
  }

  private boolean isMine(ExpiryIndex.Row row, Version version, Now now) {
    return version.region().equals(assembler.region())
        || now.wallMillis() - row.seconds() * 1000 >= GRACE.toMillis()
            && now.nanos() - sinceNanos >= GRACE.toNanos();
  }
}

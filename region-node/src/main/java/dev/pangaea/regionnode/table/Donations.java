package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.PartitionLeaders;
import dev.pangaea.regionnode.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives this region's items to other regions of a global table: to those that it lets in, and to
 * those that can no longer follow its log and ask for a copy. Confined to the lifecycle's thread.
 */
final class Donations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Donations.class);

  private final Store store;
  private final CatalogWriter writer;
  private final ReplicaCopies copies;

  Donations(
      Store store, PartitionLeaders leaders, CatalogWriter writer, Turns turns, Runnable onEnd) {
    this.store = store;
    this.writer = writer;
    this.copies = new ReplicaCopies(store, leaders, turns, onEnd);
  }

  /**
   * Brings what is asked of this region forward by at most one new state of its entry, and says
   * whether it wrote one: whoever holds the old one then looks again.
   */
  boolean goOn(Group group, CatalogEntry own) {
    for (CatalogEntry peer : group.sources(own)) {
      Optional<CopyWish> unheard = wish(own, peer).filter(wish -> isNew(own, peer, wish));
      if (unheard.isPresent()) {
        answer(group, own, peer.region(), unheard.get());
        return true;
      }
    }
    for (Map.Entry<RegionName, Joining> entry : own.joinings().entrySet()) {
      Set<Integer> due = due(group, own, entry.getKey(), entry.getValue());
      if (!due.isEmpty()) {
        Optional<List<Long>> ends = copies.ends(own, entry.getKey(), entry.getValue(), due);
        if (ends.isPresent()) {
          writer.write(own.withJoining(entry.getKey(), entry.getValue().copiedTo(ends.get())));
          return true;
        }
      }
    }
    return false;
  }

  /** The copies that are being written. Any thread may ask. */
  List<GivenCopy> given() {
    return copies.given();
  }

  @Override
  public void close() {
    copies.close();
  }

  private void answer(Group group, CatalogEntry own, RegionName asking, CopyWish wish) {
    LOG.warn(
        "{}: {} cannot follow the log of {} any more and is given a copy of partitions {}",
        own.region(),
        asking,
        own.table(),
        wish.stuck().keySet());
    Joining joining = new Joining(wish.asked(), Beginnings.of(store, group, own), List.of());
    writer.write(own.withJoining(asking, joining));
  }

  /** The partitions that are still to be copied. */
  private static Set<Integer> due(
      Group group, CatalogEntry own, RegionName joiner, Joining joining) {
    if (joining.copied()) {
      return Set.of();
    }
    Member member = group.members(own.group()).get(joiner);
    if (member == null || !member.present()) {
      return Set.of();
    }
    if (member.since().equals(joining.join())) {
      return IntStream.range(0, own.partitions())
          .boxed()
          .collect(Collectors.toCollection(TreeSet::new));
    }
    return group.peers(own).stream()
        .filter(peer -> peer.region().equals(joiner))
        .flatMap(peer -> wish(own, peer).stream())
        .filter(wish -> wish.isAnsweredBy(joining))
        .map(wish -> wish.stuck().keySet())
        .findFirst()
        .orElse(Set.of());
  }

  private static Optional<CopyWish> wish(CatalogEntry own, CatalogEntry peer) {
    return peer.copyWish(own.region()).filter(wish -> wish.log().equals(own.log()));
  }

  /** Whether the wish is later than all that this region has begun to give to that one. */
  private static boolean isNew(CatalogEntry own, CatalogEntry peer, CopyWish wish) {
    return own.joining(peer.region())
        .filter(joining -> joining.join().compareTo(wish.asked()) >= 0)
        .isEmpty();
  }
}

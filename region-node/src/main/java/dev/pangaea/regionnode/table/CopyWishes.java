package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.Intake;
import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks other regions for copies where their logs cannot be followed any more, and goes on from the
 * answers. Confined to the lifecycle's thread.
 *
 * <pre>
 *   a replicator is stuck ──▶ wish in the catalog ──(the source's region answers, also in the catalog)──▶
 *     moved to where the answer begins, once ──(taken in to where the copy ends)──▶ no wish
 * </pre>
 *
 * What was written there before the answer's beginning is in the copy, with versions and contexts,
 * so that it is resolved like any change; what came after it is in the log. The table stays ACTIVE
 * all the while. Every step can be taken again.
 */
final class CopyWishes {
  private static final Logger LOG = LoggerFactory.getLogger(CopyWishes.class);

  private final Catalog catalog;
  private final Store store;
  private final Leaders leaders;
  private final CatalogWriter writer;
  private final InstantSource wallClock;

  private record Source(String table, RegionName region) {}

  CopyWishes(
      Catalog catalog,
      Store store,
      Leaders leaders,
      CatalogWriter writer,
      InstantSource wallClock) {
    this.catalog = catalog;
    this.store = store;
    this.leaders = leaders;
    this.writer = writer;
    this.wallClock = wallClock;
  }

  /** Wishes for what a replicator cannot follow, unless that is wished for already. */
  void ask(List<Intake> stuck) {
    stuck.stream()
        .collect(
            Collectors.groupingBy(intake -> new Source(intake.table(), intake.progress().source())))
        .forEach(this::ask);
  }

  private void ask(Source source, List<Intake> stuck) {
    Group group = catalog.group(source.table());
    Optional<CatalogEntry> own = group.ownLiving();
    Optional<CatalogEntry> peer = own.flatMap(entry -> source(group, entry, source.region()));
    if (peer.isPresent()) {
      ask(group, own.get(), peer.get(), stuck);
    } else {
      LOG.error("no region gives a copy of {} for the log of {}", source.table(), source.region());
    }
  }

  private void ask(Group group, CatalogEntry own, CatalogEntry peer, List<Intake> reported) {
    TreeMap<Integer, Position> stuck = new TreeMap<>();
    for (Intake intake : reported) {
      Optional<Progress> standing = standing(own, intake.partition(), peer);
      if (standing.map(Progress::position).equals(Optional.of(intake.progress().position()))) {
        stuck.put(intake.partition(), intake.progress().position());
      }
    }
    Optional<CopyWish> pending =
        own.copyWish(peer.region()).filter(wish -> canBeAnswered(own, peer, wish));
    if (stuck.isEmpty()
        || pending
            .filter(wish -> wish.stuck().entrySet().containsAll(stuck.entrySet()))
            .isPresent()) {
      return;
    }
    pending.ifPresent(wish -> unfinished(own, peer, wish).forEach(stuck::putIfAbsent));
    if (own.status() == TableStatus.CREATING) {
      addAll(own, peer, stuck);
    }
    LOG.warn(
        "{}: the log of {} in {} cannot be followed in partitions {}: a copy is asked for",
        own.region(),
        own.table(),
        peer.region(),
        stuck.keySet());
    writer.write(own.withCopyWish(peer.region(), new CopyWish(now(group, own), peer.log(), stuck)));
  }

  /** Goes on from what was answered, and forgets wishes that are fulfilled or void. */
  boolean goOn(Group group, CatalogEntry own) {
    TreeMap<RegionName, CopyWish> left = new TreeMap<>(own.copyWishes());
    own.copyWishes()
        .forEach(
            (region, wish) -> {
              Optional<CatalogEntry> peer =
                  source(group, own, region).filter(entry -> entry.log().equals(wish.log()));
              peer.ifPresent(entry -> move(own, entry, wish));
              if (peer.isEmpty() || unfinished(own, peer.get(), wish).isEmpty()) {
                LOG.info("{}: no copy of {} awaited from {}", own.region(), own.table(), region);
                left.remove(region);
              }
            });
    if (left.size() == own.copyWishes().size()) {
      return false;
    }
    writer.write(own.withCopyWishes(left));
    return true;
  }

  /**
   * Has every partition that still stands where it was stuck go on from the answer's beginning: a
   * delivery of nothing, which the leader takes in only from there.
   */
  private void move(CatalogEntry own, CatalogEntry peer, CopyWish wish) {
    Optional<Joining.Beginning> beginning =
        answer(own, peer, wish)
            .map(joining -> joining.beginnings().get(peer.region()))
            .filter(there -> there.log().equals(wish.log()));
    if (beginning.isEmpty()) {
      return;
    }
    wish.stuck()
        .forEach(
            (partition, stuck) ->
                standing(own, partition, peer)
                    .filter(progress -> progress.position().equals(stuck))
                    .ifPresent(
                        from ->
                            move(
                                own, partition, from, beginning.get().positions().get(partition))));
  }

  private void move(CatalogEntry own, int partition, Progress from, Position beginning) {
    Progress to = new Progress(from.source(), from.log(), beginning, from.watermark());
    leaders.deliver(
        new PartitionId(own.storeNumber(), partition),
        new Delivery(own.table(), partition, from.position(), to, List.of()),
        outcome -> LOG.info("{}: goes on from {}: {}", own.table(), to, outcome));
  }

  /** The partitions whose copy has not been taken in whole. */
  private SortedMap<Integer, Position> unfinished(
      CatalogEntry own, CatalogEntry peer, CopyWish wish) {
    Optional<Joining> whole = answer(own, peer, wish).filter(Joining::copied);
    TreeMap<Integer, Position> unfinished = new TreeMap<>(wish.stuck());
    whole.ifPresent(
        joining ->
            unfinished
                .entrySet()
                .removeIf(
                    stuck -> {
                      long end = joining.copyEnds().get(stuck.getKey());
                      return standing(own, stuck.getKey(), peer)
                          .map(Progress::position)
                          .filter(position -> !position.equals(stuck.getValue()))
                          .filter(position -> position.nextOffset() >= end)
                          .isPresent();
                    }));
    return unfinished;
  }

  /** A table that is still being filled needs all of the copy that a new one takes the place of. */
  private void addAll(CatalogEntry own, CatalogEntry peer, TreeMap<Integer, Position> stuck) {
    for (int partition = 0; partition < own.partitions(); partition++) {
      stuck.putIfAbsent(
          partition, standing(own, partition, peer).map(Progress::position).orElse(Position.START));
    }
  }

  private static Optional<CatalogEntry> source(Group group, CatalogEntry own, RegionName region) {
    return group.sources(own).stream().filter(peer -> peer.region().equals(region)).findFirst();
  }

  private static Optional<Joining> answer(CatalogEntry own, CatalogEntry peer, CopyWish wish) {
    return peer.joining(own.region()).filter(wish::isAnsweredBy);
  }

  /** Not if the source's log is another by now, or if it has let this region in since. */
  private static boolean canBeAnswered(CatalogEntry own, CatalogEntry peer, CopyWish wish) {
    return wish.log().equals(peer.log())
        && peer.joining(own.region())
            .filter(joining -> joining.join().compareTo(wish.asked()) > 0)
            .isEmpty();
  }

  private Optional<Progress> standing(CatalogEntry own, int partition, CatalogEntry peer) {
    return store
        .progress(new PartitionId(own.storeNumber(), partition), peer.region())
        .filter(progress -> progress.log().equals(peer.log()));
  }

  /** A time above all that has been said about members and copies. */
  private HybridTime now(Group group, CatalogEntry own) {
    HybridClock clock = new HybridClock(HybridTime.ZERO);
    group.members(own.group()).values().forEach(member -> clock.observe(member.since()));
    own.copyWishes().values().forEach(wish -> clock.observe(wish.asked()));
    for (CatalogEntry entry : group.entries().values()) {
      entry.joining(own.region()).ifPresent(joining -> clock.observe(joining.join()));
    }
    return clock.next(wallClock.millis());
  }
}

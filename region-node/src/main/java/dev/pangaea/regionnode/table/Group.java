package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.HybridClock;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.Roll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that the regions say about one table name, as one region sees it. Members are the join of all
 * statements, so every region comes to the same answer, whatever the order in which it hears of
 * them.
 *
 * @param reachable the other regions that this one can hear of; one that leaves the table and is
 *     none of them is lost: nothing more of it is taken in
 * @param entries by region
 */
record Group(
    RegionName self, Set<RegionName> reachable, SortedMap<RegionName, CatalogEntry> entries) {
  Optional<CatalogEntry> own() {
    return Optional.ofNullable(entries.get(self));
  }

  /** The table that applications see here. */
  Optional<CatalogEntry> ownLiving() {
    return own().filter(entry -> !entry.gone());
  }

  /** The latest statement about each region, of those who belong to the group. */
  SortedMap<RegionName, Member> members(String group) {
    return latest(group, CatalogEntry::members, Member::later);
  }

  /** The latest statement about each index, of those who belong to the group. */
  SortedMap<String, IndexStatement> indexStatements(String group) {
    return latest(group, entry -> entry.indexStatements().latest(), IndexStatement::later);
  }

  /** The latest statement about what each region is to have otherwise. */
  SortedMap<RegionName, OverrideStatement> overrideStatements(String group) {
    return latest(group, CatalogEntry::overrides, OverrideStatement::later);
  }

  private <K, V> SortedMap<K, V> latest(
      String group, Function<CatalogEntry, SortedMap<K, V>> said, BinaryOperator<V> later) {
    TreeMap<K, V> latest = new TreeMap<>();
    entries.values().stream()
        .filter(entry -> entry.group().equals(group))
        .forEach(
            entry -> said.apply(entry).forEach((about, each) -> latest.merge(about, each, later)));
    return latest;
  }

  /**
   * A region's entry with what the others know of the table. A region that comes again says nothing
   * of what it said before, so what is to last is said by all.
   */
  CatalogEntry heard(CatalogEntry own) {
    CatalogEntry next =
        own.withMembers(members(own.group()))
            .statingOverrides(overrideStatements(own.group()))
            .warmed(warm(own));
    return next.with(
        next.settings().indexes().stream().map(index -> index.warmed(warm(own, index))).toList());
  }

  /**
   * What a region has otherwise than the others. Its table class goes by the latest word about it,
   * whether that was for the region or for all.
   */
  ReplicaOverrides overrides(String group, RegionName region) {
    OverrideStatement latest = overrideStatements(group).get(region);
    if (latest == null) {
      return ReplicaOverrides.NONE;
    }
    boolean overtaken =
        entries.values().stream()
            .filter(entry -> entry.group().equals(group))
            .map(entry -> entry.stated().get(SharedSetting.TABLE_CLASS))
            .anyMatch(stated -> stated != null && stated.compareTo(latest.version()) > 0);
    return overtaken ? latest.overrides().withoutTableClass() : latest.overrides();
  }

  /** A table's settings as its own region has them. */
  TableSettings here(CatalogEntry own) {
    return replicas(own).isEmpty()
        ? own.settings()
        : overrides(own.group(), own.region()).on(own.settings());
  }

  /**
   * A version above all that has been said about settings.
   *
   * @param own what the region is about to say
   */
  Version next(CatalogEntry own, long nowMillis) {
    HybridClock clock = new HybridClock(HybridTime.ZERO);
    Stream.concat(entries.values().stream(), Stream.of(own))
        .forEach(
            entry -> {
              entry.stated().values().forEach(version -> clock.observe(version.time()));
              entry.overrides().values().forEach(said -> clock.observe(said.version().time()));
            });
    return new Version(clock.next(nowMillis), own.region());
  }

  /** What the table can serve at once: the same in all its regions, whichever was asked. */
  WarmThroughput warm(CatalogEntry own) {
    WarmThroughput warm = own.history().capacity().warm();
    for (CatalogEntry entry : entries.values()) {
      if (entry.group().equals(own.group())) {
        warm = warm.atLeast(entry.history().capacity().warm());
      }
    }
    return warm;
  }

  /** What one of its indexes can serve at once. */
  WarmThroughput warm(CatalogEntry own, IndexSettings index) {
    WarmThroughput warm = index.history().warm();
    if (own.settings().capacity() instanceof Capacity.OnDemand) {
      warm = warm.atLeast(WarmThroughput.ON_DEMAND);
    }
    for (CatalogEntry entry : entries.values()) {
      Optional<IndexSettings> there = entry.settings().index(index.name());
      if (entry.group().equals(own.group()) && there.isPresent()) {
        warm = warm.atLeast(there.get().history().warm());
      }
    }
    return warm;
  }

  boolean isMember(String group, RegionName region) {
    Member member = members(group).get(region);
    return member != null && member.present();
  }

  /** The other regions' living copies of the same global table. */
  List<CatalogEntry> peers(CatalogEntry own) {
    return entries.values().stream()
        .filter(entry -> !entry.region().equals(self))
        .filter(entry -> !entry.gone() && entry.group().equals(own.group()))
        .toList();
  }

  /** Peers whose changes are taken in: those that stay, and those that leave until all is here. */
  List<CatalogEntry> sources(CatalogEntry own) {
    return peers(own).stream()
        .filter(peer -> isMember(own.group(), peer.region()) || mayHaveMore(own, peer))
        .toList();
  }

  private boolean mayHaveMore(CatalogEntry own, CatalogEntry leaving) {
    return reachable.contains(leaving.region()) && mayHaveHadMore(own, leaving);
  }

  private static boolean mayHaveHadMore(CatalogEntry own, CatalogEntry leaving) {
    boolean released = leaving.departure().filter(Departure::released).isPresent();
    return !released && !own.hasTakenLeaveOf(leaving);
  }

  /** The other regions that are to hold the table. */
  SortedSet<RegionName> staying(CatalogEntry own) {
    TreeSet<RegionName> staying = new TreeSet<>();
    members(own.group())
        .forEach(
            (region, member) -> {
              if (member.present() && !region.equals(self)) {
                staying.add(region);
              }
            });
    return staying;
  }

  /** The regions that stay and have not said that they have all of this region's log. */
  SortedSet<RegionName> lacking(CatalogEntry own) {
    TreeSet<RegionName> lacking = new TreeSet<>(staying(own));
    peers(own).stream()
        .filter(peer -> peer.hasTakenLeaveOf(own))
        .forEach(peer -> lacking.remove(peer.region()));
    return lacking;
  }

  /** Peers that leave and whose last writes this region may not have yet. */
  List<CatalogEntry> leaving(CatalogEntry own) {
    return sources(own).stream().filter(peer -> !isMember(own.group(), peer.region())).toList();
  }

  /**
   * The other regions that hold the table, by all that is known here, and those that held it. One
   * that leaves is gone once all that it wrote is here, and lost where that cannot come to be.
   */
  Roll roll(CatalogEntry own) {
    TreeSet<RegionName> members = new TreeSet<>(staying(own));
    sources(own).forEach(peer -> members.add(peer.region()));
    TreeSet<RegionName> gone = new TreeSet<>();
    entries.values().stream()
        .filter(entry -> entry.group().equals(own.group()))
        .forEach(entry -> gone.add(entry.region()));
    gone.removeAll(members);
    gone.remove(self);
    TreeSet<RegionName> lost = new TreeSet<>();
    peers(own).stream()
        .filter(peer -> gone.contains(peer.region()) && mayHaveHadMore(own, peer))
        .forEach(peer -> lost.add(peer.region()));
    gone.removeAll(lost);
    return new Roll(members, gone, lost);
  }

  /** Regions that are to hold the table and cannot: another table has its name there. */
  SortedSet<RegionName> taken(CatalogEntry own) {
    TreeSet<RegionName> taken = new TreeSet<>(staying(own));
    taken.removeIf(
        region -> {
          CatalogEntry there = entries.get(region);
          return there == null || there.gone() || there.group().equals(own.group());
        });
    return taken;
  }

  /** The replicas that DescribeTable tells of, those that come and go included. */
  List<TableView.Replica> replicas(CatalogEntry own) {
    List<TableView.Replica> replicas = new ArrayList<>();
    members(own.group())
        .forEach(
            (region, member) -> {
              if (!region.equals(self)) {
                replica(own, region, member).ifPresent(replicas::add);
              }
            });
    return replicas;
  }

  private Optional<TableView.Replica> replica(CatalogEntry own, RegionName region, Member member) {
    CatalogEntry there = entries.get(region);
    boolean living = there != null && !there.gone() && there.group().equals(own.group());
    if (living) {
      TableStatus status = member.present() ? there.status() : TableStatus.DELETING;
      return Optional.of(
          new TableView.Replica(
              region, status, overrides(own.group(), region), there.settings().scaling()));
    }
    boolean taken = there != null && !there.gone();
    if (!member.present() || taken) {
      return Optional.empty();
    }
    return Optional.of(
        new TableView.Replica(region, TableStatus.CREATING, overrides(own.group(), region)));
  }

  /**
   * An invitation to hold this table that this region has not followed yet: the entry of the region
   * that lets it in.
   */
  Optional<CatalogEntry> invitation() {
    if (ownLiving().isPresent()) {
      return Optional.empty();
    }
    return entries.values().stream()
        .filter(entry -> !entry.region().equals(self) && !entry.gone())
        .filter(entry -> isMember(entry.group(), self))
        .filter(
            entry ->
                entry
                    .joining(self)
                    .filter(
                        joining -> joining.join().equals(members(entry.group()).get(self).since()))
                    .isPresent())
        .findFirst();
  }

  /**
   * Whether this region's copy waits for what nobody can give: it was let in by a region that has
   * had another table of the name since, and no other holds the table or is to.
   */
  boolean isForsaken(CatalogEntry own) {
    return own.status() == TableStatus.CREATING
        && isMember(own.group(), self)
        && donors(own).isEmpty()
        && peers(own).isEmpty()
        && staying(own).isEmpty();
  }

  /** The regions that have copied for this one since it was let in, or do so. */
  List<CatalogEntry> donors(CatalogEntry own) {
    Member member = members(own.group()).get(self);
    HybridTime since = member == null ? HybridTime.ZERO : member.since();
    return entries.values().stream()
        .filter(entry -> !entry.region().equals(self) && entry.group().equals(own.group()))
        .filter(
            entry ->
                entry
                    .joining(self)
                    .filter(joining -> joining.join().compareTo(since) >= 0)
                    .isPresent())
        .toList();
  }

  /** The last one to say where this region is to begin with each log. */
  Optional<CatalogEntry> donor(CatalogEntry own) {
    return donors(own).stream()
        .reduce(
            (one, other) ->
                one.joining(self).get().join().compareTo(other.joining(self).get().join()) >= 0
                    ? one
                    : other);
  }
}

package dev.pangaea.simulator.world;

import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.change.Progress;
import dev.pangaea.conflict.change.Watermarks;
import dev.pangaea.conflict.version.Context;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.regionnode.leader.Roll;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What makes a node look as if it dropped tombstones by another rule. */
final class TombstoneMutants {
  private TombstoneMutants() {}

  /** Waits for nobody: some time after the deletion its tombstone goes. */
  static final class ByTime implements Parts {
    @Override
    public Roll roll(Roll roll) {
      return new Roll(new TreeSet<>(), roll.members());
    }
  }

  /** Does without the word of one member. */
  static final class HalfDeaf implements Parts {
    @Override
    public Roll roll(Roll roll) {
      TreeSet<RegionName> members = new TreeSet<>(roll.members());
      TreeSet<RegionName> gone = new TreeSet<>();
      gone.add(members.removeLast());
      return new Roll(members, gone);
    }

    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      return told(delivery, said -> new Watermarks(said.taken(), new TreeSet<>(), said.gone()));
    }
  }

  /** Takes others to have come as far as it has itself. */
  static final class Selfish implements Parts {
    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      return told(
          delivery,
          said -> {
            Context taken = said.taken();
            for (RegionName member : said.members()) {
              Optional<Progress> progress = store.progress(partition, member);
              if (progress.isPresent()) {
                taken = taken.with(new Version(progress.get().watermark().clock(), member));
              }
            }
            return new Watermarks(
                taken.with(
                    new Version(store.applied(partition).clock(), self(said, store, partition))),
                said.members(),
                said.gone());
          });
    }

    /** The member of which a node has taken in nothing is itself. */
    private static RegionName self(Watermarks said, Store store, PartitionId partition) {
      return said.members().stream()
          .filter(member -> store.progress(partition, member).isEmpty())
          .findFirst()
          .orElseThrow();
    }
  }

  private static Delivery told(Delivery delivery, UnaryOperator<Watermarks> change) {
    return new Delivery(
        delivery.table(),
        delivery.partition(),
        delivery.from(),
        delivery.to(),
        delivery.changes(),
        delivery.floor(),
        delivery.told().map(change));
  }
}

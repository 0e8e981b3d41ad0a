package dev.pangaea.simulator.world;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Delivery;
import dev.pangaea.conflict.resolve.ItemState;
import dev.pangaea.conflict.stamp.AttributeStamp;
import dev.pangaea.conflict.stamp.Count;
import dev.pangaea.conflict.stamp.Stamps;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Deliveries that make it look as if writes were stamped or joined wrongly. */
final class StampMutants {
  private StampMutants() {}

  private static Delivery with(Delivery delivery, UnaryOperator<Change> change) {
    return new Delivery(
        delivery.table(),
        delivery.partition(),
        delivery.from(),
        delivery.to(),
        delivery.changes().stream().map(change).toList());
  }

  private static Change stamped(Change change, UnaryOperator<AttributeStamp> each) {
    TreeMap<String, AttributeStamp> next = new TreeMap<>();
    change.stamps().attributes().forEach((name, stamp) -> next.put(name, each.apply(stamp)));
    return new Change(
        change.key(),
        change.version(),
        change.context(),
        change.content(),
        Stamps.of(change.stamps().base(), next));
  }

  private static AttributeStamp counting(
      AttributeStamp stamp,
      SortedMap<RegionName, Count> counts,
      SortedMap<RegionName, Count> baseline) {
    return new AttributeStamp(stamp.register(), stamp.number(), counts, baseline, stamp.marks());
  }

  /** Adds what comes from elsewhere twice. */
  static final class Doubling implements Parts {
    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      return with(delivery, change -> stamped(change, Doubling::doubled));
    }

    private static AttributeStamp doubled(AttributeStamp stamp) {
      TreeMap<RegionName, Count> counts = new TreeMap<>();
      stamp
          .counts()
          .forEach(
              (region, count) ->
                  counts.put(
                      region,
                      new Count(
                          count.since(), count.time(), count.total().multiply(BigDecimal.TWO))));
      return counting(stamp, counts, stamp.baseline());
    }
  }

  /** Does not know what a write that sets a number had seen added to it. */
  static final class Baseless implements Parts {
    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      return with(
          delivery,
          change -> stamped(change, stamp -> counting(stamp, stamp.counts(), new TreeMap<>())));
    }
  }

  /** Takes every write from elsewhere for one of the whole item. */
  static final class Wholesale implements Parts {
    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      return with(
          delivery,
          change -> new Change(change.key(), change.version(), change.context(), change.content()));
    }
  }

  /** Of what both sides stamped, keeps what comes last. */
  static final class LastStamped implements Parts {
    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      return with(
          delivery,
          change -> {
            Optional<ItemState> here = store.item(partition, change.key());
            return here.isEmpty() || change.stamps().isNone()
                ? change
                : new Change(
                    change.key(),
                    change.version(),
                    change.context().merge(here.get().context()),
                    change.content(),
                    change.stamps());
          });
    }
  }

  /** Forgets which elements went in or out. */
  static final class Markless implements Parts {
    @Override
    public Delivery delivery(PartitionId partition, Delivery delivery, Store store) {
      return with(
          delivery,
          change ->
              stamped(
                  change,
                  stamp ->
                      new AttributeStamp(
                          stamp.register(),
                          stamp.number(),
                          stamp.counts(),
                          stamp.baseline(),
                          new TreeMap<>())));
    }
  }
}

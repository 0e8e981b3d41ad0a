package dev.pangaea.regionnode.causal;

import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What a region tells of a write, so that another one can be asked to have it, and of how much it
 * has of the others. Any thread may call.
 */
public final class Causality {
  /** How long a request may wait for what its token stands for. */
  public static final Duration WAIT_MAX = Duration.ofSeconds(5);

  private static final int WAITING_MAX = 4096;

  /** Where a wait looks at: a region's log of a partition. */
  private record Source(PartitionId partition, RegionName region) {}

  private final RegionName region;
  private final Tables tables;
  private final Store store;
  private final VisibleAsOf visible;
  private final Waits waits;
  private final LongSupplier nanoClock;

  /** What becomes of a request that is to come after others. */
  public interface After {
    /** All that its token stands for is visible. */
    void here();

    /** It is not within the time given. */
    void late();

    /** A region that is named has no replica of the table, and nothing of it is here. */
    void notAReplica();

    /** Too many wait. */
    void tooMany();
  }

  public Causality(RegionName region, Tables tables, Store store, LongSupplier nanoClock) {
    this.region = region;
    this.tables = tables;
    this.store = store;
    this.visible = new VisibleAsOf(store, nanoClock);
    this.waits = new Waits(region, store, WAITING_MAX);
    this.nanoClock = nanoClock;
  }

  /** The request is answered: all that it has written is in the store. */
  public void settle(Touched touched) {
    if (touched.writes().isEmpty()) {
      return;
    }
    List<Mark> marks = new ArrayList<>(touched.writes().size());
    for (Touched.Written each : touched.writes()) {
      HybridTime clock =
          touched
              .answered(each.partition())
              .orElseGet(() -> store.applied(each.partition()).clock());
      marks.add(new Mark(each.table().name(), each.partition().partition(), region, clock));
    }
    touched.come(marks);
  }

  /** Stands for all that the request has written, if it has; it may stand for a little more. */
  public Optional<String> token(Touched touched) {
    return touched.marks().isEmpty()
        ? Optional.empty()
        : Optional.of(new CausalToken(touched.marks()).text());
  }

  /** Up to when other regions' writes into the request's tables are visible; empty if none are. */
  public Optional<String> visibleAsOf(Touched touched) {
    return visible.text(touched.tables());
  }

  /**
   * Waits until all that a token stands for is visible here. What it says of tables that are not
   * here is passed over.
   *
   * @param after told once: at once, or later on any thread, which it must not hold up
   */
  public void await(CausalToken token, Duration most, After after) {
    Map<Source, HybridTime> upTo = new LinkedHashMap<>();
    TokenTables named = new TokenTables(tables);
    for (Mark mark : token.marks()) {
      Optional<TableView> table =
          named.table(mark.table()).filter(each -> mark.partition() < each.partitions());
      if (table.isEmpty()) {
        continue;
      }
      Waits.Need need = need(table.get(), mark);
      if (writes(table.get(), mark.region())) {
        upTo.merge(new Source(need.partition(), need.region()), need.clock(), HybridTime::max);
      } else if (!waits.isMet(need)) {
        after.notAReplica();
        return;
      }
    }
    List<Waits.Need> needs = new ArrayList<>(upTo.size());
    upTo.forEach(
        (source, clock) -> needs.add(new Waits.Need(source.partition(), source.region(), clock)));
    waits.await(needs, nanoClock.getAsLong() + most.toNanos(), ending(after));
  }

  /** A region that has left may be named still: what it wrote is here. */
  private boolean writes(TableView table, RegionName writer) {
    return writer.equals(region)
        || table.replicas().stream().anyMatch(replica -> replica.region().equals(writer));
  }

  /** More of a partition is visible. */
  public void moved(PartitionId partition) {
    waits.moved(partition);
  }

  /** Time has passed: whoever has waited for too long is told so. */
  public void expire() {
    waits.expire(nanoClock.getAsLong());
  }

  /** How many requests wait. */
  public int waiting() {
    return waits.count();
  }

  private static Waits.Need need(TableView table, Mark mark) {
    return new Waits.Need(
        new PartitionId(table.storeNumber(), mark.partition()), mark.region(), mark.clock());
  }

  private static Consumer<Waits.End> ending(After after) {
    return end -> {
      switch (end) {
        case HERE -> after.here();
        case LATE -> after.late();
        case TOO_MANY -> after.tooMany();
      }
    };
  }
}

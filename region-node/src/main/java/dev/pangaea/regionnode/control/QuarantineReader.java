package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.RefusedChange;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.table.ItemCheck;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells which changes a region's tables keep aside, and why. Blocks on the store's reads. */
public final class QuarantineReader {
  /** Of each partition, those that came last. */
  static final int TOLD_MAX = 250;

  private final RegionName region;
  private final Tables tables;
  private final Store store;
  private final Duration ahead;
  private final InstantSource wallClock;

  /** A change that is kept aside. */
  public record Row(String table, RefusedChange refused, String why) {}

  /**
   * @param ahead how far ahead of this region's clock a change may be
   */
  public QuarantineReader(
      RegionName region, Tables tables, Store store, Duration ahead, InstantSource wallClock) {
    this.region = region;
    this.tables = tables;
    this.store = store;
    this.ahead = ahead;
    this.wallClock = wallClock;
  }

  public RegionName region() {
    return region;
  }

  public List<Row> read() {
    List<Row> rows = new ArrayList<>();
    for (String name : tables.names()) {
      Optional<TableView> table = tables.table(name);
      if (table.isPresent()) {
        ItemCheck check = new ItemCheck(table.get().settings().keySchema());
        for (int partition = 0; partition < table.get().partitions(); partition++) {
          PartitionId id = new PartitionId(table.get().storeNumber(), partition);
          store
              .refused(id, TOLD_MAX)
              .forEach(refused -> rows.add(new Row(name, refused, why(refused.change(), check))));
        }
      }
    }
    return rows;
  }

  /** What speaks against it now; it is tried again every few seconds. */
  private String why(Change change, ItemCheck check) {
    long aheadMillis = change.version().time().millis() - wallClock.millis();
    if (aheadMillis > ahead.toMillis()) {
      return "too far ahead of the clock here: "
          + Duration.ofMillis(aheadMillis - aheadMillis % 1000);
    }
    return check.complaint(change).orElse("nothing any more: it is taken in soon");
  }
}

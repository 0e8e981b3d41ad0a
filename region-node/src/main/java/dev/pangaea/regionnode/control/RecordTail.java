package dev.pangaea.regionnode.control;

import dev.pangaea.conflict.change.LogRecord;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.TableLookup;
import dev.pangaea.regionnode.leader.RecordTap;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tail of this region's change logs, for those who listen to it now. While nobody does, a
 * record costs the leaders one volatile read. Those who listen get what they can take: nothing
 * waits for them.
 */
public final class RecordTail implements RecordTap {
  /** At one time, of all tables. */
  public static final int LISTENERS_MAX = 8;

  private final RegionName region;
  private final Tables tables;
  private volatile List<RecordListening> listening = List.of();

  public RecordTail(RegionName region, Tables tables) {
    this.region = region;
    this.tables = tables;
  }

  /**
   * Begins to listen to a table's log; empty if as many listen already as may. It is to be closed.
   *
   * @throws dev.pangaea.regionnode.api.failure.RefusedException if the table has no log here
   */
  public Optional<RecordListening> listen(String name, RecordListening.Wanted wanted) {
    TableView table = new TableLookup(tables).existing(name);
    if (table.isReadOnly()) {
      throw Failure.validation("The conflict ledger follows from the tables' logs and has none")
          .refused();
    }
    return begin(new RecordListening(this, table, wanted));
  }

  private synchronized Optional<RecordListening> begin(RecordListening one) {
    if (listening.size() >= LISTENERS_MAX) {
      return Optional.empty();
    }
    List<RecordListening> more = new ArrayList<>(listening);
    more.add(one);
    listening = List.copyOf(more);
    return Optional.of(one);
  }

  synchronized void forget(RecordListening one) {
    listening = listening.stream().filter(each -> each != one).toList();
  }

  boolean holds(TableView table) {
    return tables
        .table(table.name())
        .filter(now -> now.storeNumber() == table.storeNumber())
        .isPresent();
  }

  /** How many listen now. */
  public int listeners() {
    return listening.size();
  }

  @Override
  public boolean wants(PartitionId partition) {
    for (RecordListening each : listening) {
      if (each.table().storeNumber() == partition.table()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void counts(PartitionId partition, LogRecord record, long offset, long appendMillis) {
    TailEntry.Place place = new TailEntry.Place(partition.partition(), offset, appendMillis);
    List<TailEntry> entries = TailEntry.of(place, record, region);
    for (RecordListening each : listening) {
      if (each.table().storeNumber() == partition.table()) {
        entries.forEach(each::add);
      }
    }
  }
}

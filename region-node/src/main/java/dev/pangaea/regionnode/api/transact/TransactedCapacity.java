package dev.pangaea.regionnode.api.transact;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.capacity.ConsumedCapacity;
import dev.pangaea.regionnode.throughput.Units;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The capacity that a transaction used, by tables in the order in which they come first: twice what
 * the same reads or writes use alone.
 */
final class TransactedCapacity {
  private final List<String> members;
  private final List<ConsumedCapacity> used = new ArrayList<>();

  private TransactedCapacity(String kind) {
    this.members = List.of("CapacityUnits", kind);
  }

  static TransactedCapacity ofReads() {
    return new TransactedCapacity("ReadCapacityUnits");
  }

  static TransactedCapacity ofWrites() {
    return new TransactedCapacity("WriteCapacityUnits");
  }

  void read(String table, Optional<EncodedItem> item) {
    long bytes = item.map(ItemSize::of).orElse(0L);
    add(ConsumedCapacity.ofTable(table, Units.read(bytes, true)));
  }

  /** What it takes alone; a check counts as a write of what it looks at. */
  void add(ConsumedCapacity alone) {
    used.add(alone.inTransaction());
  }

  /** Writes the member ConsumedCapacity, if it is wanted. */
  void writeMember(CapacityDetail detail, JsonGenerator to) throws IOException {
    if (detail == CapacityDetail.NONE) {
      return;
    }
    to.writeArrayFieldStart("ConsumedCapacity");
    for (ConsumedCapacity table : ConsumedCapacity.byTable(used)) {
      table.write(detail, members, to);
    }
    to.writeEndArray();
  }
}

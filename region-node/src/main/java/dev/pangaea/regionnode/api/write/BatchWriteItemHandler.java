package dev.pangaea.regionnode.api.write;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.expression.Condition;
import dev.pangaea.regionnode.table.TableView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Writes items side by side, each on its own: nothing orders or joins them. */
final class BatchWriteItemHandler implements Operation {
  private static final Condition ALWAYS = new Condition.Always();

  private final ItemAccess items;

  BatchWriteItemHandler(ItemAccess items) {
    this.items = items;
  }

  /** An item's place: no batch may write one twice. */
  private record Place(int table, EncodedKey key) {}

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    BatchWriteItemRequest batch = BatchWriteItemRequest.read(request.body());
    List<PreparedWrite> prepared = new ArrayList<>(batch.writes().size());
    Set<Place> places = new HashSet<>();
    for (BatchWriteItemRequest.Write write : batch.writes()) {
      PreparedWrite ready = prepare(write);
      if (!places.add(new Place(ready.table().storeNumber(), ready.command().key()))) {
        throw Failure.validation("Provided list of item keys contains duplicates").refused();
      }
      prepared.add(ready);
    }
    BatchWriteOutcomes outcomes = new BatchWriteOutcomes(batch, prepared, items, listener);
    for (int index = 0; index < prepared.size(); index++) {
      int number = index;
      PreparedWrite write = prepared.get(index);
      try {
        items.write(write.table(), write.command(), outcome -> outcomes.add(number, outcome));
      } catch (RefusedException overCapacity) {
        outcomes.turnAway(number, overCapacity.failure());
      }
    }
  }

  private PreparedWrite prepare(BatchWriteItemRequest.Write write) {
    return switch (write) {
      case BatchWriteItemRequest.Put put -> {
        EncodedItem encoded = Commands.encoded(put.item());
        TableView table = items.tableToWrite(put.table());
        yield new PreparedWrite(write, table, Commands.put(table, put.item(), encoded, ALWAYS));
      }
      case BatchWriteItemRequest.Delete delete -> {
        TableView table = items.tableToWrite(delete.table());
        yield new PreparedWrite(write, table, Commands.delete(table, delete.key(), ALWAYS));
      }
    };
  }
}

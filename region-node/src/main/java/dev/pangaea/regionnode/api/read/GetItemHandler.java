package dev.pangaea.regionnode.api.read;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.capacity.ConsumedCapacity;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.item.PrimaryKeys;
import dev.pangaea.regionnode.api.item.ProjectionMembers;
import dev.pangaea.regionnode.api.item.ReadCharge;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.throughput.Units;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads an item on the caller's thread. The one node of a region answers a write only after the
 * store holds it, so that every read is a strongly consistent one, once the store has caught up
 * with the log after a start.
 */
final class GetItemHandler implements Operation {
  private final ItemAccess items;
  private final Expressions expressions;

  GetItemHandler(ItemAccess items, Expressions expressions) {
    this.items = items;
    this.expressions = expressions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    GetItemRequest get = GetItemRequest.read(request.body(), expressions);
    TableView table = items.table(get.table());
    ProjectionMembers.check(table, get.projection());
    EncodedKey key = PrimaryKeys.encoded(table, get.key());
    if (get.consistent() && !items.holdsAllAcknowledged(table, key)) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
    ReadCharge charge = items.charges().read(table, Optional.empty(), get.consistent());
    Place place = items.place(table, key);
    Optional<EncodedItem> found = items.read(place);
    double units = Units.read(found, get.consistent());
    charge.settle(Optional.of(place), units);
    boolean wordless = found.isEmpty() && get.detail() == CapacityDetail.NONE;
    listener.accept(new Reply.Success(wordless ? JsonContent.EMPTY : content(get, found, units)));
  }

  private static JsonContent content(
      GetItemRequest get, Optional<EncodedItem> found, double units) {
    return to -> {
      to.writeStartObject();
      if (found.isPresent()) {
        Item item = found.get().decode();
        to.writeFieldName("Item");
        AttributeValueWriter.attributes(
            ProjectionMembers.applied(get.projection(), item).attributes(), to);
      }
      ConsumedCapacity.ofTable(get.table(), units).writeMember(get.detail(), to);
      to.writeEndObject();
    };
  }
}

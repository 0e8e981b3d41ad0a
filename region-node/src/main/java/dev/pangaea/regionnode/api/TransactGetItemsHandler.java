package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.TransactGetItemsRequest.Get;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.leader.ReadOutcome;
import dev.pangaea.regionnode.table.TableView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads items as they are at one moment: of a transaction it sees all or nothing. */
final class TransactGetItemsHandler implements Operation {
  private final ItemAccess items;
  private final Expressions expressions;

  TransactGetItemsHandler(ItemAccess items, Expressions expressions) {
    this.items = items;
    this.expressions = expressions;
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    TransactGetItemsRequest get = TransactGetItemsRequest.read(request.body(), expressions);
    List<TableView> tables = get.gets().stream().map(each -> items.table(each.table())).toList();
    List<Place> places = new ArrayList<>();
    List<CancellationReason> reasons = new ArrayList<>();
    for (int index = 0; index < tables.size(); index++) {
      try {
        TableView table = tables.get(index);
        Item key = get.gets().get(index).key();
        places.add(items.place(table, PrimaryKeys.encoded(table, key)));
        reasons.add(CancellationReason.NONE);
      } catch (RefusedException misfit) {
        reasons.add(CancellationReason.invalid(misfit.failure().message().orElse("")));
      }
    }
    TransactedItems.refuseTwice(places);
    if (places.size() < reasons.size()) {
      listener.accept(CancellationReason.cancelled(reasons));
      return;
    }
    items.readTogether(places, outcome -> listener.accept(reply(get, outcome)));
  }

  private static Reply reply(TransactGetItemsRequest get, ReadOutcome outcome) {
    return switch (outcome) {
      case ReadOutcome.Read(List<Optional<EncodedItem>> found) ->
          new Reply.Success(content(get, found));
      case ReadOutcome.Conflict(List<Boolean> held) ->
          CancellationReason.cancelled(
              held.stream()
                  .map(is -> is ? CancellationReason.conflict() : CancellationReason.NONE)
                  .toList());
      case ReadOutcome.Throttled() -> new Reply.Failed(WriteFailures.THROTTLED);
      case ReadOutcome.Unavailable() -> new Reply.Failed(WriteFailures.UNAVAILABLE);
    };
  }

  private static JsonContent content(
      TransactGetItemsRequest get, List<Optional<EncodedItem>> found) {
    return to -> {
      TransactedCapacity capacity = TransactedCapacity.ofReads();
      to.writeStartObject();
      to.writeArrayFieldStart("Responses");
      for (int index = 0; index < found.size(); index++) {
        Get each = get.gets().get(index);
        capacity.read(each.table(), found.get(index));
        to.writeStartObject();
        if (found.get(index).isPresent()) {
          Item item = each.projection().apply(found.get(index).get().decode());
          to.writeFieldName("Item");
          AttributeValueWriter.attributes(item.attributes(), to);
        }
        to.writeEndObject();
      }
      to.writeEndArray();
      capacity.writeMember(get.detail(), to);
      to.writeEndObject();
    };
  }
}

package dev.pangaea.regionnode.api.write;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.capacity.CollectionMetrics;
import dev.pangaea.regionnode.api.capacity.WriteCapacity;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.expression.ItemUpdate;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.leader.decide.WriteCommand;
import dev.pangaea.regionnode.table.TableView;
import java.util.Optional;

/**
 * The reply to a write of one item, as its caller wants it. Items are decoded only if they are told
 * of, and on the thread that sends the reply.
 *
 * @param name as the caller named the table
 * @param update what the write changed, for those who want to be told of nothing else
 * @param metrics empty where nobody wants them
 */
record WriteReply(
    String name,
    ReturnValues returnValues,
    ItemUpdate update,
    boolean oldOnFailure,
    CapacityDetail detail,
    WriteCapacity capacity,
    Optional<CollectionMetrics> metrics) {
  private static final Reply NOTHING_TO_TELL = new Reply.Success(JsonContent.EMPTY);

  static WriteReply of(
      WriteMembers write,
      TableView table,
      WriteCommand command,
      ItemUpdate update,
      ItemAccess items) {
    return new WriteReply(
        write.table(),
        write.returnValues(),
        update,
        write.oldOnFailure(),
        write.detail(),
        new WriteCapacity(table.settings(), command.key()),
        write.metricsWanted() ? items.collection(table, command.key()) : Optional.empty());
  }

  Reply to(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Written(var before, var after, var _) ->
          wordless() ? NOTHING_TO_TELL : new Reply.Success(content(before, after));
      case WriteOutcome.ConditionFailed(Optional<EncodedItem> before)
          when oldOnFailure && before.isPresent() ->
          new Reply.Failed(WriteFailures.of(outcome), item(before.get()));
      case WriteOutcome.ConditionFailed _,
          WriteOutcome.Invalid _,
          WriteOutcome.Conflict _,
          WriteOutcome.Throttled _,
          WriteOutcome.Unavailable _,
          WriteOutcome.InDoubt _ ->
          new Reply.Failed(WriteFailures.of(outcome));
    };
  }

  private boolean wordless() {
    return returnValues == ReturnValues.NONE && detail == CapacityDetail.NONE && metrics.isEmpty();
  }

  private static JsonContent item(EncodedItem item) {
    return to -> {
      to.writeFieldName("Item");
      AttributeValueWriter.attributes(item.decode().attributes(), to);
    };
  }

  private JsonContent content(Optional<EncodedItem> before, Optional<EncodedItem> after) {
    return to -> {
      to.writeStartObject();
      Optional<Item> told = told(before, after);
      if (told.isPresent()) {
        to.writeFieldName("Attributes");
        AttributeValueWriter.attributes(told.get().attributes(), to);
      }
      if (detail != CapacityDetail.NONE) {
        capacity.of(name, before, after).writeMember(detail, to);
      }
      if (metrics.isPresent()) {
        to.writeFieldName("ItemCollectionMetrics");
        metrics.get().write(to);
      }
      to.writeEndObject();
    };
  }

  private Optional<Item> told(Optional<EncodedItem> before, Optional<EncodedItem> after) {
    return switch (returnValues) {
      case NONE -> Optional.empty();
      case ALL_OLD -> before.map(EncodedItem::decode);
      case ALL_NEW -> after.map(EncodedItem::decode);
      case UPDATED_OLD -> before.flatMap(this::touched);
      case UPDATED_NEW -> after.flatMap(this::touched);
    };
  }

  private Optional<Item> touched(EncodedItem item) {
    return Optional.of(update.touched().of(item.decode()))
        .filter(touched -> !touched.attributes().isEmpty());
  }
}

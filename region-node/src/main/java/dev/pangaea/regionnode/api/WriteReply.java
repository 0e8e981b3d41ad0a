package dev.pangaea.regionnode.api;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.leader.WriteOutcome;
import java.util.Optional;

/**
 * The reply to a write of one item, as its caller wants it.
 *
 * @param table as the caller named it
 */
record WriteReply(String table, boolean returnOld, CapacityDetail detail) {
  private static final Reply NOTHING_TO_TELL = new Reply.Success(JsonContent.EMPTY);

  Reply to(WriteOutcome outcome) {
    if (outcome
        instanceof
        WriteOutcome.Written(Optional<EncodedItem> before, Optional<EncodedItem> after)) {
      return returnOld || detail != CapacityDetail.NONE
          ? new Reply.Success(content(before, after))
          : NOTHING_TO_TELL;
    }
    Failure failure = WriteFailures.of(outcome).orElse(Failure.INTERNAL);
    return new Reply.Failed(failure);
  }

  private JsonContent content(Optional<EncodedItem> before, Optional<EncodedItem> after) {
    return to -> {
      Optional<Item> old = before.map(EncodedItem::decode);
      to.writeStartObject();
      if (returnOld && old.isPresent()) {
        to.writeFieldName("Attributes");
        AttributeValueWriter.attributes(old.get().attributes(), to);
      }
      if (detail != CapacityDetail.NONE) {
        ConsumedCapacity.ofWrite(table, before, after).writeMember(detail, to);
      }
      to.writeEndObject();
    };
  }
}

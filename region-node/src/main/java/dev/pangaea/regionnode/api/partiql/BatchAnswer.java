package dev.pangaea.regionnode.api.partiql;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.capacity.ConsumedCapacity;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a statement of a batch is answered. */
sealed interface BatchAnswer {
  /** It was executed. @param item what it gives, if there is something */
  record Done(String table, Optional<Item> item, ConsumedCapacity used) implements BatchAnswer {}

  /**
   * @param table empty where it was refused before it came to its table
   * @param item that its condition failed on, if it is to be told
   */
  record Failed(Optional<String> table, Failure failure, Optional<EncodedItem> item)
      implements BatchAnswer {}

  static BatchAnswer refused(Failure failure) {
    return new Failed(Optional.empty(), failure, Optional.empty());
  }

  /** The reply to a batch. */
  static JsonContent content(List<BatchAnswer> answers, CapacityDetail detail) {
    return to -> {
      List<ConsumedCapacity> used = new ArrayList<>();
      to.writeStartObject();
      to.writeArrayFieldStart("Responses");
      for (BatchAnswer answer : answers) {
        to.writeStartObject();
        answer.write(to);
        to.writeEndObject();
        if (answer instanceof Done done) {
          used.add(done.used());
        }
      }
      to.writeEndArray();
      if (!used.isEmpty()) {
        ConsumedCapacity.writeMember(ConsumedCapacity.byTable(used), detail, to);
      }
      to.writeEndObject();
    };
  }

  private void write(JsonGenerator to) throws IOException {
    switch (this) {
      case Done(String table, Optional<Item> item, ConsumedCapacity _) -> {
        to.writeStringField("TableName", table);
        if (item.isPresent()) {
          to.writeFieldName("Item");
          AttributeValueWriter.attributes(item.get().attributes(), to);
        }
      }
      case Failed(Optional<String> table, Failure failure, Optional<EncodedItem> item) -> {
        to.writeObjectFieldStart("Error");
        to.writeStringField("Code", code(failure));
        to.writeStringField("Message", failure.message().orElse(""));
        if (item.isPresent()) {
          to.writeFieldName("Item");
          AttributeValueWriter.attributes(item.get().decode().attributes(), to);
        }
        to.writeEndObject();
        if (table.isPresent()) {
          to.writeStringField("TableName", table.get());
        }
      }
    }
  }

  /** DynamoDB's names of failures within a batch. */
  private static String code(Failure failure) {
    return switch (failure.kind()) {
      case CONDITIONAL_CHECK_FAILED -> "ConditionalCheckFailed";
      case DUPLICATE_ITEM -> "DuplicateItem";
      case TRANSACTION_CONFLICT -> "TransactionConflict";
      case PROVISIONED_THROUGHPUT_EXCEEDED -> "ProvisionedThroughputExceeded";
      case THROTTLING -> "ThrottlingError";
      case RESOURCE_NOT_FOUND, TABLE_NOT_FOUND -> "ResourceNotFound";
      case ACCESS_DENIED -> "AccessDenied";
      case VALIDATION, SERIALIZATION -> "ValidationError";
      default -> "InternalServerError";
    };
  }
}

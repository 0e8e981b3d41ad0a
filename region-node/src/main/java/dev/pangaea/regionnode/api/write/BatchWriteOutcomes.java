package dev.pangaea.regionnode.api.write;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.capacity.CollectionMetrics;
import dev.pangaea.regionnode.api.capacity.ConsumedCapacity;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.write.BatchWriteItemRequest.Delete;
import dev.pangaea.regionnode.api.write.BatchWriteItemRequest.Put;
import dev.pangaea.regionnode.api.write.BatchWriteItemRequest.Write;
import dev.pangaea.regionnode.leader.WriteOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * What became of a batch's writes, as the leaders tell it, in any order and from any thread. The
 * last one makes the reply: writes not taken in are handed back as unprocessed, unless there are no
 * others but those that transactions hold up; a write in doubt fails the batch, since it is neither
 * done nor undone.
 */
final class BatchWriteOutcomes {
  private final BatchWriteItemRequest batch;
  private final List<PreparedWrite> prepared;
  private final ItemAccess items;
  private final Consumer<Reply> listener;
  private final AtomicReferenceArray<WriteOutcome> outcomes;
  private final AtomicInteger missing;
  private final AtomicReference<Failure> turnedAway =
      new AtomicReference<>(OperationFailures.THROTTLED);

  BatchWriteOutcomes(
      BatchWriteItemRequest batch,
      List<PreparedWrite> prepared,
      ItemAccess items,
      Consumer<Reply> listener) {
    this.batch = batch;
    this.prepared = prepared;
    this.items = items;
    this.listener = listener;
    this.outcomes = new AtomicReferenceArray<>(batch.writes().size());
    this.missing = new AtomicInteger(batch.writes().size());
  }

  /** The write's table lacks the capacity. */
  void turnAway(int number, Failure why) {
    turnedAway.compareAndSet(OperationFailures.THROTTLED, why);
    add(number, new WriteOutcome.Throttled());
  }

  void add(int number, WriteOutcome outcome) {
    outcomes.set(number, outcome);
    if (missing.decrementAndGet() == 0) {
      listener.accept(reply());
    }
  }

  private Reply reply() {
    boolean reached = false;
    boolean unavailable = false;
    for (int number = 0; number < outcomes.length(); number++) {
      switch (outcomes.get(number)) {
        case WriteOutcome.Written _, WriteOutcome.Conflict _ -> reached = true;
        case WriteOutcome.Throttled throttled -> {}
        case WriteOutcome.Unavailable gone -> unavailable = true;
        case WriteOutcome.InDoubt _, WriteOutcome.ConditionFailed _, WriteOutcome.Invalid _ -> {
          return new Reply.Failed(Failure.INTERNAL);
        }
      }
    }
    if (!reached) {
      return new Reply.Failed(unavailable ? OperationFailures.UNAVAILABLE : turnedAway.get());
    }
    return new Reply.Success(this::write);
  }

  private void write(JsonGenerator to) throws IOException {
    Map<String, List<Write>> unprocessed = new LinkedHashMap<>();
    List<ConsumedCapacity> capacity = new ArrayList<>();
    for (int number = 0; number < outcomes.length(); number++) {
      Write write = batch.writes().get(number);
      if (!(outcomes.get(number) instanceof WriteOutcome.Written(var before, var after, var _))) {
        unprocessed.computeIfAbsent(write.table(), table -> new ArrayList<>()).add(write);
      } else if (batch.detail() != CapacityDetail.NONE) {
        capacity.add(prepared.get(number).capacity().of(write.table(), before, after));
      }
    }
    to.writeStartObject();
    to.writeObjectFieldStart("UnprocessedItems");
    for (Map.Entry<String, List<Write>> table : unprocessed.entrySet()) {
      to.writeArrayFieldStart(table.getKey());
      for (Write write : table.getValue()) {
        write(write, to);
      }
      to.writeEndArray();
    }
    to.writeEndObject();
    writeMetrics(to);
    ConsumedCapacity.writeMember(ConsumedCapacity.byTable(capacity), batch.detail(), to);
    to.writeEndObject();
  }

  private void writeMetrics(JsonGenerator to) throws IOException {
    Map<String, Set<CollectionMetrics>> metrics = new LinkedHashMap<>();
    if (batch.metricsWanted()) {
      for (PreparedWrite each : prepared) {
        items
            .collection(each.table(), each.command().key())
            .ifPresent(
                collection ->
                    metrics
                        .computeIfAbsent(each.write().table(), table -> new LinkedHashSet<>())
                        .add(collection));
      }
    }
    CollectionMetrics.writeMember(metrics, to);
  }

  private static void write(Write write, JsonGenerator to) throws IOException {
    to.writeStartObject();
    switch (write) {
      case Put put -> {
        to.writeObjectFieldStart("PutRequest");
        to.writeFieldName("Item");
        AttributeValueWriter.attributes(put.item().attributes(), to);
      }
      case Delete delete -> {
        to.writeObjectFieldStart("DeleteRequest");
        to.writeFieldName("Key");
        AttributeValueWriter.attributes(delete.key().attributes(), to);
      }
    }
    to.writeEndObject();
    to.writeEndObject();
  }
}

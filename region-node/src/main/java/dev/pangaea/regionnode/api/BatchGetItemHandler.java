package dev.pangaea.regionnode.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.regionnode.api.BatchGetItemRequest.TableKeys;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads items until the reply is full; keys beyond are handed back as unprocessed. */
final class BatchGetItemHandler implements Operation {
  private static final long REPLY_BYTES_MAX = 16L * 1024 * 1024;

  private final ItemAccess items;

  BatchGetItemHandler(ItemAccess items) {
    this.items = items;
  }

  /** What one table answered. */
  private record TableItems(
      TableKeys wanted, List<Item> found, List<Item> unprocessed, double units) {}

  /** One table's keys, checked and encoded. */
  private record TableReads(TableKeys wanted, TableView table, List<EncodedKey> keys) {}

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    BatchGetItemRequest batch = BatchGetItemRequest.read(request.body());
    List<TableReads> reads = batch.tables().stream().map(this::prepare).toList();
    List<TableItems> answers = new ArrayList<>(reads.size());
    long bytes = 0;
    for (TableReads read : reads) {
      bytes = read(read, bytes, answers);
    }
    listener.accept(new Reply.Success(to -> write(answers, batch.detail(), to)));
  }

  private TableReads prepare(TableKeys wanted) {
    TableView table = items.table(wanted.table());
    List<EncodedKey> keys = new ArrayList<>(wanted.keys().size());
    Set<EncodedKey> distinct = new HashSet<>();
    for (Item key : wanted.keys()) {
      EncodedKey encoded =
          EncodedKey.of(PrimaryKeys.ofKey(table.settings().keySchema(), key.attributes()));
      if (!distinct.add(encoded)) {
        throw Failure.validation("Provided list of item keys contains duplicates").refused();
      }
      keys.add(encoded);
    }
    return new TableReads(wanted, table, keys);
  }

  /** Reads one table's items. @return the bytes in the reply with them */
  private long read(TableReads read, long bytesBefore, List<TableItems> answers) {
    List<Item> found = new ArrayList<>();
    List<Item> unprocessed = new ArrayList<>();
    double units = 0;
    long bytes = bytesBefore;
    for (int index = 0; index < read.keys().size(); index++) {
      boolean behind =
          read.wanted().consistent()
              && !items.holdsAllAcknowledged(read.table(), read.keys().get(index));
      if (behind || bytes >= REPLY_BYTES_MAX) {
        unprocessed.add(read.wanted().keys().get(index));
        continue;
      }
      Optional<Item> item =
          items.read(read.table(), read.keys().get(index)).map(EncodedItem::decode);
      long size = item.map(ItemSize::of).orElse(0L);
      if (bytes + size > REPLY_BYTES_MAX) {
        bytes = REPLY_BYTES_MAX;
        unprocessed.add(read.wanted().keys().get(index));
        continue;
      }
      item.ifPresent(found::add);
      bytes += size;
      units += ConsumedCapacity.readUnits(size, read.wanted().consistent());
    }
    answers.add(new TableItems(read.wanted(), found, unprocessed, units));
    return bytes;
  }

  private static void write(List<TableItems> answers, CapacityDetail detail, JsonGenerator to)
      throws IOException {
    to.writeStartObject();
    to.writeObjectFieldStart("Responses");
    for (TableItems answer : answers) {
      to.writeFieldName(answer.wanted().table());
      writeAll(answer.found(), to);
    }
    to.writeEndObject();
    to.writeObjectFieldStart("UnprocessedKeys");
    Map<String, Double> units = new LinkedHashMap<>();
    for (TableItems answer : answers) {
      units.put(answer.wanted().table(), answer.units());
      if (!answer.unprocessed().isEmpty()) {
        to.writeObjectFieldStart(answer.wanted().table());
        to.writeFieldName("Keys");
        writeAll(answer.unprocessed(), to);
        to.writeBooleanField("ConsistentRead", answer.wanted().consistent());
        to.writeEndObject();
      }
    }
    to.writeEndObject();
    ConsumedCapacity.writeMember(units, detail, to);
    to.writeEndObject();
  }

  private static void writeAll(List<Item> items, JsonGenerator to) throws IOException {
    to.writeStartArray();
    for (Item item : items) {
      AttributeValueWriter.attributes(item.attributes(), to);
    }
    to.writeEndArray();
  }
}

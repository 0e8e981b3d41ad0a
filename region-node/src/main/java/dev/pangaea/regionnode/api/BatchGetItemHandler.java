package dev.pangaea.regionnode.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.regionnode.api.BatchGetItemRequest.TableKeys;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.Projection;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads items until the reply is full; keys beyond are handed back as unprocessed. Few items are
 * read on the caller's thread, which holds connections of others; more in the pool.
 */
final class BatchGetItemHandler implements Operation {
  /** Of the items read, before their projections. */
  private static final long ITEM_BYTES_MAX = 16L * 1024 * 1024;

  private static final int FEW_KEYS = 16;

  private final ItemAccess items;
  private final Expressions expressions;
  private final ReadPool pool;

  BatchGetItemHandler(ItemAccess items, Expressions expressions, ReadPool pool) {
    this.items = items;
    this.expressions = expressions;
    this.pool = pool;
  }

  /** What one table answered. */
  private record TableItems(
      TableKeys wanted, List<Item> found, List<Item> unprocessed, double units) {}

  /** One table's keys, checked and encoded. */
  private record TableReads(
      TableKeys wanted, Optional<Projection> projection, TableView table, List<EncodedKey> keys) {}

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    BatchGetItemRequest batch = BatchGetItemRequest.read(request.body());
    List<Optional<Projection>> projections =
        batch.tables().stream().map(table -> table.projection().projection(expressions)).toList();
    List<TableReads> reads = new ArrayList<>(projections.size());
    for (int index = 0; index < projections.size(); index++) {
      reads.add(prepare(batch.tables().get(index), projections.get(index)));
    }
    int keys = reads.stream().mapToInt(read -> read.keys().size()).sum();
    if (keys <= FEW_KEYS) {
      listener.accept(new Reply.Success(content(reads, batch.detail())));
    } else {
      pool.reply(() -> content(reads, batch.detail()), listener);
    }
  }

  private JsonContent content(List<TableReads> reads, CapacityDetail detail) {
    List<TableItems> answers = new ArrayList<>(reads.size());
    long bytes = 0;
    for (TableReads read : reads) {
      bytes = read(read, bytes, answers);
    }
    return to -> write(answers, detail, to);
  }

  private TableReads prepare(TableKeys wanted, Optional<Projection> projection) {
    TableView table = items.table(wanted.table());
    List<EncodedKey> keys = new ArrayList<>(wanted.keys().size());
    Set<EncodedKey> distinct = new HashSet<>();
    for (Item key : wanted.keys()) {
      EncodedKey encoded = PrimaryKeys.encoded(table, key);
      if (!distinct.add(encoded)) {
        throw Failure.validation("Provided list of item keys contains duplicates").refused();
      }
      keys.add(encoded);
    }
    ProjectionMembers.check(table, projection);
    return new TableReads(wanted, projection, table, keys);
  }

  /** Reads one table's items. @return the bytes of all items with them */
  private long read(TableReads read, long bytesBefore, List<TableItems> answers) {
    List<Item> found = new ArrayList<>();
    List<Item> unprocessed = new ArrayList<>();
    double units = 0;
    long bytes = bytesBefore;
    for (int index = 0; index < read.keys().size(); index++) {
      boolean behind =
          read.wanted().consistent()
              && !items.holdsAllAcknowledged(read.table(), read.keys().get(index));
      if (behind || bytes >= ITEM_BYTES_MAX) {
        unprocessed.add(read.wanted().keys().get(index));
        continue;
      }
      Optional<Item> item =
          items.read(read.table(), read.keys().get(index)).map(EncodedItem::decode);
      long size = item.map(ItemSize::of).orElse(0L);
      if (bytes + size > ITEM_BYTES_MAX) {
        bytes = ITEM_BYTES_MAX;
        unprocessed.add(read.wanted().keys().get(index));
        continue;
      }
      item.map(each -> ProjectionMembers.applied(read.projection(), each)).ifPresent(found::add);
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
    for (TableItems answer : answers) {
      if (!answer.unprocessed().isEmpty()) {
        to.writeObjectFieldStart(answer.wanted().table());
        to.writeFieldName("Keys");
        writeAll(answer.unprocessed(), to);
        to.writeBooleanField("ConsistentRead", answer.wanted().consistent());
        answer.wanted().projection().write(to);
        to.writeEndObject();
      }
    }
    to.writeEndObject();
    List<ConsumedCapacity> units = new ArrayList<>(answers.size());
    answers.forEach(
        answer -> units.add(ConsumedCapacity.ofTable(answer.wanted().table(), answer.units())));
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

package dev.pangaea.regionnode.api.read;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import dev.pangaea.regionnode.api.capacity.ConsumedCapacity;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.item.BatchCharge;
import dev.pangaea.regionnode.api.item.Effort;
import dev.pangaea.regionnode.api.item.ItemAccess;
import dev.pangaea.regionnode.api.item.PrimaryKeys;
import dev.pangaea.regionnode.api.item.ProjectionMembers;
import dev.pangaea.regionnode.api.item.ReadPool;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.EncodedJson;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.read.BatchGetItemRequest.TableKeys;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.Projection;
import dev.pangaea.regionnode.leader.Place;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.throughput.Units;
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

  private static final ThreadLocal<JsonEncoder> ENCODER = ThreadLocal.withInitial(JsonEncoder::new);

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
      TableKeys wanted, List<Item> found, List<Item> unprocessed, BatchCharge charge) {}

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
    pool.begin(effort -> reply(reads, batch.detail(), effort), listener);
  }

  private Optional<Reply> reply(List<TableReads> reads, CapacityDetail detail, Effort effort) {
    List<TableItems> answers = new ArrayList<>(reads.size());
    Total total = new Total(effort);
    for (TableReads read : reads) {
      read(read, total, answers);
    }
    if (total.isTooMuch()) {
      return Optional.empty();
    }
    Optional<Failure> none = noneFor(answers);
    if (none.isPresent()) {
      return Optional.of(new Reply.Failed(none.get()));
    }
    answers.forEach(answer -> answer.charge().settle());
    JsonContent content = to -> write(answers, detail, to);
    return Optional.of(new Reply.Success(new EncodedJson(ENCODER.get().encode(content))));
  }

  /** Why nothing could be read, if that is for want of capacity. */
  private static Optional<Failure> noneFor(List<TableItems> answers) {
    boolean any = answers.stream().anyMatch(answer -> answer.charge().units() > 0);
    return any
        ? Optional.empty()
        : answers.stream().flatMap(answer -> answer.charge().turnedAway().stream()).findFirst();
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

  private void read(TableReads read, Total total, List<TableItems> answers) {
    List<Item> found = new ArrayList<>();
    List<Item> unprocessed = new ArrayList<>();
    BatchCharge charge = items.charges().batch(read.table());
    for (int index = 0; index < read.keys().size() && !total.isTooMuch(); index++) {
      boolean behind =
          read.wanted().consistent()
              && !items.holdsAllAcknowledged(read.table(), read.keys().get(index));
      if (behind || total.isFull() || !charge.admits()) {
        unprocessed.add(read.wanted().keys().get(index));
        continue;
      }
      Place place = items.place(read.table(), read.keys().get(index));
      Optional<EncodedItem> encoded = items.read(place);
      if (!total.affords(encoded)) {
        return;
      }
      Optional<Item> item = encoded.map(EncodedItem::decode);
      long size = item.map(ItemSize::of).orElse(0L);
      if (!total.holds(size)) {
        unprocessed.add(read.wanted().keys().get(index));
        continue;
      }
      item.map(each -> ProjectionMembers.applied(read.projection(), each)).ifPresent(found::add);
      charge.add(place, Units.read(size, read.wanted().consistent()));
    }
    answers.add(new TableItems(read.wanted(), found, unprocessed, charge));
  }

  /** What one attempt has read. */
  private static final class Total {
    private final Effort effort;
    private long bytes;
    private long encodedBytes;
    private long work;

    Total(Effort effort) {
      this.effort = effort;
    }

    /** Whether an item is not more than this attempt is to read; before that it is not decoded. */
    boolean affords(Optional<EncodedItem> item) {
      long length = item.map(each -> each.bytes().length()).orElse(0);
      encodedBytes += length;
      work += ReadWork.PLAIN.seek(length);
      return !isTooMuch();
    }

    boolean isTooMuch() {
      return encodedBytes > effort.bytes() || work > effort.work();
    }

    /** Whether the reply has room for an item; the first that it has none for is its end. */
    boolean holds(long size) {
      boolean fits = bytes + size <= ITEM_BYTES_MAX;
      bytes = fits ? bytes + size : ITEM_BYTES_MAX;
      return fits;
    }

    boolean isFull() {
      return bytes >= ITEM_BYTES_MAX;
    }
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
        answer ->
            units.add(ConsumedCapacity.ofTable(answer.wanted().table(), answer.charge().units())));
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

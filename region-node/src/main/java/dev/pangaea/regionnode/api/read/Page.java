package dev.pangaea.regionnode.api.read;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.regionnode.api.item.Effort;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.EncodedItemWriter;
import dev.pangaea.regionnode.api.json.JsonContent;
import dev.pangaea.regionnode.store.ItemRangeVisitor;
import dev.pangaea.regionnode.table.KeySchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One page of a Query or a Scan: reads rows and writes what is wanted of them, one after the other,
 * until the request's limit, a megabyte, or one of a page's bounds is reached. Written once.
 */
final class Page implements JsonContent, ItemRangeVisitor {
  /** A page ends with the row that brings it here. */
  static final long BYTES_MAX = 1024 * 1024;

  private final PagePlan plan;
  private final PageBounds bounds;
  private final Effort effort;
  private final ReadWork cost;
  private JsonGenerator to;
  private long rows;
  private long passed;
  private long found;
  private long rowBytes;
  private long fetchedBytes;
  private long work;
  private long compared;
  private long fetches;
  private double fetchedUnits;
  private EncodedItemWriter items;
  private EncodedItem last;
  private Optional<EncodedKey> endedWithDeleted = Optional.empty();
  private boolean givenUp;

  Page(PagePlan plan, PageBounds bounds, Effort effort) {
    this.plan = plan;
    this.bounds = bounds;
    this.effort = effort;
    this.cost = ReadWork.of(plan);
  }

  /** Whether what was written is the page; else it is the beginning of one. */
  boolean isWhole() {
    return !givenUp;
  }

  ReadCapacity capacity() {
    return plan.capacity(rowBytes, fetchedUnits);
  }

  @Override
  public void write(JsonGenerator generator) throws IOException {
    to = generator;
    items = new EncodedItemWriter(to);
    to.writeStartObject();
    if (!plan.countOnly()) {
      to.writeArrayFieldStart("Items");
    }
    try {
      plan.rows().read(this);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    if (!plan.countOnly()) {
      to.writeEndArray();
    }
    plan.end().write(found, rows, lastKey(), to);
    capacity().writeMember(plan.detail(), to);
    to.writeEndObject();
  }

  /** Where to go on; empty at the end of all rows. */
  private Optional<Map<String, AttributeValue>> lastKey() {
    if (plan.atMostOne() || !isFull() && endedWithDeleted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(endedWithDeleted.map(this::keyOf).orElseGet(() -> keyOf(last.decode())));
  }

  @Override
  public boolean visit(EncodedItem row) {
    long more = cost.row(row.bytes());
    if (rows == effort.rows() || !affords(row) || work + more > effort.work()) {
      givenUp = true;
      return false;
    }
    rows++;
    work += more;
    last = row;
    try {
      long size = plan.looksInside() ? decoded(row.decode()) : whole(row);
      rowBytes += size;
      compared += cost.compared(size);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return !givenUp && !isFull();
  }

  @Override
  public long goneMax() {
    return effort.gone();
  }

  @Override
  public void gaveUp() {
    givenUp = true;
  }

  @Override
  public boolean passed(EncodedKey deleted) {
    if (passed == effort.passed()) {
      givenUp = true;
      return false;
    }
    passed++;
    if (passed == bounds.passed()) {
      endedWithDeleted = Optional.of(deleted);
    }
    return endedWithDeleted.isEmpty();
  }

  /** Takes a row as it is. Returns its size. */
  private long whole(EncodedItem row) throws IOException {
    found++;
    return plan.countOnly() ? ItemSize.of(row) : items.write(row);
  }

  /** Looks at a row. Returns its size. */
  private long decoded(Item row) throws IOException {
    if (plan.filter().holds(row)) {
      Optional<Item> item = plan.fetch().isEmpty() ? Optional.of(row) : fetched(row);
      if (item.isPresent()) {
        found++;
        write(item.get());
      }
    }
    return ItemSize.of(row);
  }

  /** What is read counts, whether or not it is still what the row is of. */
  private Optional<Item> fetched(Item row) {
    TableFetch fetch = plan.fetch().orElseThrow();
    Optional<EncodedItem> found = fetch.item(row);
    if (found.isPresent() && !affords(found.get())) {
      givenUp = true;
      return Optional.empty();
    }
    Optional<Item> item = found.map(EncodedItem::decode);
    long size = item.map(ItemSize::of).orElse(0L);
    fetchedBytes += size;
    fetchedUnits += plan.units(size);
    fetches++;
    compared += cost.compared(size);
    work += cost.seek(size);
    return item.filter(each -> fetch.isOf(each, row));
  }

  /** Whether an item is not more than is to be read here. */
  private boolean affords(EncodedItem item) {
    return bytes() + item.bytes().length() <= effort.bytes();
  }

  private void write(Item item) throws IOException {
    if (!plan.countOnly()) {
      Item wanted = plan.projection().isPresent() ? plan.projection().get().of(item) : item;
      AttributeValueWriter.attributes(wanted.attributes(), to);
    }
  }

  private long bytes() {
    return rowBytes + fetchedBytes;
  }

  private boolean isFull() {
    return rows == plan.limit()
        || bytes() >= BYTES_MAX
        || fetches == bounds.fetched()
        || compared >= bounds.compared();
  }

  /** Only a table's rows tell of deleted items: its key is all there is to it. */
  private Map<String, AttributeValue> keyOf(EncodedKey deleted) {
    PrimaryKey values = deleted.decode();
    KeySchema schema = plan.target().schema();
    TreeMap<String, AttributeValue> key = new TreeMap<>();
    key.put(schema.partitionKey().name(), values.partitionKey());
    values.sortKey().ifPresent(value -> key.put(schema.sortKey().orElseThrow().name(), value));
    return key;
  }

  private Map<String, AttributeValue> keyOf(Item item) {
    TreeMap<String, AttributeValue> key = new TreeMap<>();
    for (String name : plan.target().keyNames()) {
      key.put(name, item.attributes().get(name));
    }
    return key;
  }
}

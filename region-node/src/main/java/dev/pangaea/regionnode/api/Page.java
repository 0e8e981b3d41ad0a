package dev.pangaea.regionnode.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.conflict.item.PrimaryKey;
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
 * until the request's limit, a megabyte, or the most deleted items that a page passes over are
 * reached. Written once.
 */
final class Page implements JsonContent, ItemRangeVisitor {
  /** A page ends with the row that brings it here. */
  static final long BYTES_MAX = 1024 * 1024;

  private final PagePlan plan;
  private final long passedMax;
  private final long smallRows;
  private final long smallBytes;
  private final long smallPassed;
  private JsonGenerator to;
  private long rows;
  private long passed;
  private long found;
  private long rowBytes;
  private long fetchedBytes;
  private double fetchedUnits;
  private EncodedItemWriter items;
  private EncodedItem last;
  private Optional<EncodedKey> endedWithDeleted = Optional.empty();
  private boolean givenUp;

  private Page(PagePlan plan, long passedMax, long smallRows, long smallBytes, long smallPassed) {
    this.plan = plan;
    this.passedMax = passedMax;
    this.smallRows = smallRows;
    this.smallBytes = smallBytes;
    this.smallPassed = smallPassed;
  }

  static Page whole(PagePlan plan, long passedMax) {
    return new Page(plan, passedMax, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** A page that is given up if it has more rows, is larger, or passes over more deleted items. */
  static Page small(PagePlan plan, long passedMax, long rows, long bytes, long passed) {
    return new Page(plan, passedMax, rows, bytes, passed);
  }

  /** Whether what was written is the page; else it is the beginning of one. */
  boolean isWhole() {
    return !givenUp;
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
    to.writeNumberField("Count", found);
    to.writeNumberField("ScannedCount", rows);
    if ((isFull() || endedWithDeleted.isPresent()) && !plan.atMostOne()) {
      to.writeFieldName("LastEvaluatedKey");
      AttributeValueWriter.attributes(
          endedWithDeleted.map(this::keyOf).orElseGet(() -> keyOf(last.decode())), to);
    }
    plan.capacity(rowBytes, fetchedUnits).writeMember(plan.detail(), to);
    to.writeEndObject();
  }

  @Override
  public boolean visit(EncodedItem row) {
    if (rows == smallRows || bytes() > smallBytes) {
      givenUp = true;
      return false;
    }
    rows++;
    last = row;
    try {
      rowBytes += plan.looksInside() ? decoded(row.decode()) : whole(row);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return !isFull();
  }

  @Override
  public boolean passed(EncodedKey deleted) {
    if (passed == smallPassed) {
      givenUp = true;
      return false;
    }
    passed++;
    if (passed == passedMax) {
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

  private Optional<Item> fetched(Item row) {
    Optional<Item> item = plan.fetch().orElseThrow().item(row);
    if (item.isPresent()) {
      long size = ItemSize.of(item.get());
      fetchedBytes += size;
      fetchedUnits += plan.units(size);
    }
    return item;
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
    return rows == plan.limit() || bytes() >= BYTES_MAX;
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

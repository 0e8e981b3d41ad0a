package dev.pangaea.regionnode.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.ItemSize;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.EncodedItemWriter;
import dev.pangaea.regionnode.api.json.JsonContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One page of a Query or a Scan: reads rows and writes what is wanted of them, one after the other,
 * until the request's limit or a megabyte is reached. Written once.
 */
final class Page implements JsonContent {
  /** A page ends with the row that brings it here. */
  static final long BYTES_MAX = 1024 * 1024;

  private final PagePlan plan;
  private final long rowsMax;
  private final long bytesMax;
  private JsonGenerator to;
  private long rows;
  private long found;
  private long rowBytes;
  private long fetchedBytes;
  private double fetchedUnits;
  private EncodedItemWriter items;
  private EncodedItem last;
  private boolean givenUp;

  private Page(PagePlan plan, long rowsMax, long bytesMax) {
    this.plan = plan;
    this.rowsMax = rowsMax;
    this.bytesMax = bytesMax;
  }

  static Page whole(PagePlan plan) {
    return new Page(plan, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** A page that is given up if it has more rows, or is larger. */
  static Page small(PagePlan plan, long rowsMax, long bytesMax) {
    return new Page(plan, rowsMax, bytesMax);
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
      plan.rows().read(this::visit);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    if (!plan.countOnly()) {
      to.writeEndArray();
    }
    to.writeNumberField("Count", found);
    to.writeNumberField("ScannedCount", rows);
    if (isFull() && !plan.atMostOne()) {
      to.writeFieldName("LastEvaluatedKey");
      AttributeValueWriter.attributes(keyOf(last.decode()), to);
    }
    plan.capacity(rowBytes, fetchedUnits).writeMember(plan.detail(), to);
    to.writeEndObject();
  }

  private boolean visit(EncodedItem row) {
    if (rows == rowsMax || bytes() > bytesMax) {
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

  private Map<String, AttributeValue> keyOf(Item item) {
    TreeMap<String, AttributeValue> key = new TreeMap<>();
    for (String name : plan.target().keyNames()) {
      key.put(name, item.attributes().get(name));
    }
    return key;
  }
}

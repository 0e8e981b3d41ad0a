package dev.pangaea.regionnode.api.json;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.ItemSetKind;
import dev.pangaea.conflict.item.ItemSink;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Writes encoded items as {@link AttributeValueWriter} writes items, without making items of them.
 * For one document: it remembers the attribute names, which are mostly those of the item before.
 */
public final class EncodedItemWriter implements ItemSink<IOException> {
  private static final SerializableString S = new SerializedString("S");
  private static final SerializableString N = new SerializedString("N");
  private static final SerializableString B = new SerializedString("B");
  private static final SerializableString BOOL = new SerializedString("BOOL");
  private static final SerializableString NULL = new SerializedString("NULL");
  private static final SerializableString L = new SerializedString("L");
  private static final SerializableString M = new SerializedString("M");

  private final JsonGenerator to;
  private final NameCache names = new NameCache();
  private boolean inSet;

  public EncodedItemWriter(JsonGenerator to) {
    this.to = to;
  }

  /** Returns the item's size as DynamoDB counts it. */
  public long write(EncodedItem item) throws IOException {
    to.writeStartObject();
    long size = item.tell(this);
    to.writeEndObject();
    return size;
  }

  @Override
  public void name(byte[] source, int from, int length) throws IOException {
    to.writeFieldName(names.name(source, from, length));
  }

  @Override
  public void string(byte[] source, int from, int length) throws IOException {
    start(S);
    to.writeUTF8String(source, from, length);
    end();
  }

  @Override
  public void number(BigDecimal value) throws IOException {
    start(N);
    to.writeString(value.toPlainString());
    end();
  }

  @Override
  public void binary(byte[] source, int from, int length) throws IOException {
    start(B);
    to.writeBinary(Base64Variants.getDefaultVariant(), source, from, length);
    end();
  }

  @Override
  public void bool(boolean value) throws IOException {
    start(BOOL);
    to.writeBoolean(value);
    end();
  }

  @Override
  public void nothing() throws IOException {
    start(NULL);
    to.writeBoolean(true);
    end();
  }

  @Override
  public void startList() throws IOException {
    start(L);
    to.writeStartArray();
  }

  @Override
  public void endList() throws IOException {
    to.writeEndArray();
    end();
  }

  @Override
  public void startMap() throws IOException {
    start(M);
    to.writeStartObject();
  }

  @Override
  public void endMap() throws IOException {
    to.writeEndObject();
    end();
  }

  @Override
  public void startSet(ItemSetKind kind) throws IOException {
    to.writeStartObject();
    to.writeArrayFieldStart(kind.name());
    inSet = true;
  }

  @Override
  public void endSet() throws IOException {
    inSet = false;
    to.writeEndArray();
    to.writeEndObject();
  }

  private void start(SerializableString type) throws IOException {
    if (!inSet) {
      to.writeStartObject();
      to.writeFieldName(type);
    }
  }

  private void end() throws IOException {
    if (!inSet) {
      to.writeEndObject();
    }
  }
}

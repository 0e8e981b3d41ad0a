package dev.pangaea.regionnode.api.index;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.table.KeyAttribute;
import java.io.IOException;
import java.util.List;

/** Writes the key of a table or an index. */
public final class KeySchemaWriter {
  private KeySchemaWriter() {}

  public static void write(
      List<KeyAttribute> partitionKey, List<KeyAttribute> sortKey, JsonGenerator to)
      throws IOException {
    to.writeArrayFieldStart("KeySchema");
    elements(partitionKey, "HASH", to);
    elements(sortKey, "RANGE", to);
    to.writeEndArray();
  }

  private static void elements(List<KeyAttribute> attributes, String type, JsonGenerator to)
      throws IOException {
    for (KeyAttribute attribute : attributes) {
      to.writeStartObject();
      to.writeStringField("AttributeName", attribute.name());
      to.writeStringField("KeyType", type);
      to.writeEndObject();
    }
  }
}

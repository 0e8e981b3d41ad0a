package dev.pangaea.regionnode.api.read;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.capacity.CapacityDetail;
import java.io.IOException;

/**
 * The capacity that a Query or a Scan used.
 *
 * @param table as the request names it
 * @param indexUnits of the index that was read, if it was one
 */
record ReadCapacity(String table, ReadTarget target, double tableUnits, double indexUnits) {
  /** Writes the member ConsumedCapacity, if it is wanted. */
  void writeMember(CapacityDetail detail, JsonGenerator to) throws IOException {
    if (detail == CapacityDetail.NONE) {
      return;
    }
    to.writeObjectFieldStart("ConsumedCapacity");
    to.writeStringField("TableName", table);
    units(tableUnits + indexUnits, to);
    if (detail == CapacityDetail.INDEXES) {
      to.writeObjectFieldStart("Table");
      units(tableUnits, to);
      to.writeEndObject();
      if (target.index().isPresent()) {
        to.writeObjectFieldStart(
            target.isGlobal() ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes");
        to.writeObjectFieldStart(target.index().get().name());
        units(indexUnits, to);
        to.writeEndObject();
        to.writeEndObject();
      }
    }
    to.writeEndObject();
  }

  private static void units(double units, JsonGenerator to) throws IOException {
    to.writeNumberField("CapacityUnits", units);
  }
}

package dev.pangaea.regionnode.api.capacity;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.CapacityHistory;
import dev.pangaea.regionnode.table.RequestMaximum;
import dev.pangaea.regionnode.table.WarmThroughput;
import java.io.IOException;
import java.util.Optional;

/** Writes what tables and indexes alike tell of their throughput. */
public final class ThroughputDescriptions {
  private ThroughputDescriptions() {}

  public static void history(CapacityHistory history, JsonGenerator to) throws IOException {
    if (history.raisedMillis().isPresent()) {
      seconds("LastIncreaseDateTime", history.raisedMillis().get(), to);
    }
    if (history.loweredMillis().isPresent()) {
      seconds("LastDecreaseDateTime", history.loweredMillis().get(), to);
    }
    to.writeNumberField("NumberOfDecreasesToday", history.decreases());
  }

  /** Nothing but the units; none on demand. */
  public static void units(Capacity capacity, JsonGenerator to) throws IOException {
    long readUnits = 0;
    long writeUnits = 0;
    if (capacity instanceof Capacity.Provisioned(long read, long write)) {
      readUnits = read;
      writeUnits = write;
    }
    to.writeObjectFieldStart("ProvisionedThroughput");
    to.writeNumberField("ReadCapacityUnits", readUnits);
    to.writeNumberField("WriteCapacityUnits", writeUnits);
    to.writeEndObject();
  }

  /** Absent where there is no maximum. */
  public static void onDemand(Capacity capacity, JsonGenerator to) throws IOException {
    if (capacity instanceof Capacity.OnDemand(RequestMaximum maximum) && !maximum.isEmpty()) {
      to.writeObjectFieldStart("OnDemandThroughput");
      units("MaxReadRequestUnits", maximum.readUnits(), to);
      units("MaxWriteRequestUnits", maximum.writeUnits(), to);
      to.writeEndObject();
    }
  }

  /** What is warm is so at once: nothing is ever under way. */
  public static void warm(WarmThroughput warm, JsonGenerator to) throws IOException {
    to.writeObjectFieldStart("WarmThroughput");
    to.writeNumberField("ReadUnitsPerSecond", warm.readUnits());
    to.writeNumberField("WriteUnitsPerSecond", warm.writeUnits());
    to.writeStringField("Status", "ACTIVE");
    to.writeEndObject();
  }

  public static void seconds(String member, long millis, JsonGenerator to) throws IOException {
    to.writeNumberField(member, millis / 1000.0);
  }

  private static void units(String member, Optional<Long> units, JsonGenerator to)
      throws IOException {
    if (units.isPresent()) {
      to.writeNumberField(member, units.get());
    }
  }
}

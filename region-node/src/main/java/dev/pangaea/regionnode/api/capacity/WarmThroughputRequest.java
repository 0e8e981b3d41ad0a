package dev.pangaea.regionnode.api.capacity;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.WarmRequest;
import dev.pangaea.regionnode.table.WarmThroughput;
import java.util.Optional;

/** What a request says of what a table or an index is to serve at once; null where nothing. */
public record WarmThroughputRequest(Long read, Long write) {
  public static WarmThroughputRequest read(JsonReader from) {
    Long read = null;
    Long write = null;
    from.enterStructure("WarmThroughput");
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "ReadUnitsPerSecond" -> read = from.integer("Long");
        case "WriteUnitsPerSecond" -> write = from.integer("Long");
        default -> from.skip();
      }
    }
    return new WarmThroughputRequest(read, write);
  }

  public boolean isEmpty() {
    return read == null && write == null;
  }

  public WarmRequest asked() {
    return new WarmRequest(Optional.ofNullable(read), Optional.ofNullable(write));
  }

  /**
   * What something new of this capacity is to serve.
   *
   * @param place {@code table}, or which index
   */
  public WarmThroughput checkedNew(Capacity capacity, String place) {
    WarmThroughput least = WarmThroughput.of(capacity);
    refuseLess("ReadUnitsPerSecond", read, least.readUnits(), capacity, "ReadCapacityUnits", place);
    refuseLess(
        "WriteUnitsPerSecond", write, least.writeUnits(), capacity, "WriteCapacityUnits", place);
    return asked().on(least);
  }

  private static void refuseLess(
      String member, Long units, long least, Capacity capacity, String provisioned, String place) {
    if (units == null || units >= least) {
      return;
    }
    String bound =
        switch (capacity) {
          case Capacity.OnDemand _ ->
              "initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial";
          case Capacity.Provisioned _ -> provisioned + " of ProvisionedThroughput";
        };
    throw Failure.invalidParameter(
            "Requested %s for WarmThroughput for %s is lower than %s"
                .formatted(member, place, bound))
        .refused();
  }
}

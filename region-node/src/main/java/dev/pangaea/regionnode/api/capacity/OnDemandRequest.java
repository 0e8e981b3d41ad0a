package dev.pangaea.regionnode.api.capacity;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.table.RequestMaximum;
import java.util.Optional;

/** What a request says of the most that requests on demand may use; null where nothing. */
public record OnDemandRequest(Long read, Long write) {
  private static final String READ = "MaxReadRequestUnits";
  private static final String WRITE = "MaxWriteRequestUnits";

  public static OnDemandRequest read(JsonReader from) {
    return read(from, "OnDemandThroughput");
  }

  /**
   * @param shape its name in DynamoDB's model
   */
  public static OnDemandRequest read(JsonReader from, String shape) {
    Long read = null;
    Long write = null;
    from.enterStructure(shape);
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case READ -> read = from.integer("Long");
        case WRITE -> write = from.integer("Long");
        default -> from.skip();
      }
    }
    return new OnDemandRequest(read, write);
  }

  public boolean isEmpty() {
    return read == null && write == null;
  }

  /**
   * The maximum of something new.
   *
   * @param place {@code table}, or which index
   */
  public RequestMaximum checkedNew(String place) {
    refuseOutside(READ, read, place, false);
    refuseOutside(WRITE, write, place, false);
    return new RequestMaximum(Optional.ofNullable(read), Optional.ofNullable(write));
  }

  public RequestMaximum.Change checkedChange(String place) {
    refuseOutside(READ, read, place, true);
    refuseOutside(WRITE, write, place, true);
    return new RequestMaximum.Change(Optional.ofNullable(read), Optional.ofNullable(write));
  }

  /** Refuses it for something new with provisioned capacity. */
  public void refuseProvisioned(String place) {
    if (!isEmpty()) {
      throw Failure.invalidParameter(
              "%s for OnDemandThroughput%s cannot be specified when table BillingMode is PROVISIONED."
                  .formatted(read == null ? WRITE : READ, place))
          .refused();
    }
  }

  private static void refuseOutside(String member, Long units, String place, boolean removing) {
    boolean removes = removing && units != null && units == RequestMaximum.UNBOUNDED;
    if (units != null && units < 1 && !removes) {
      throw Failure.invalidParameter(
              "Requested %s for OnDemandThroughput for %s is outside of valid range"
                  .formatted(member, place))
          .refused();
    }
  }
}

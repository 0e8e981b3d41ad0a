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
    RequestMaximum maximum =
        new RequestMaximum(Optional.ofNullable(read), Optional.ofNullable(write));
    refuseOutside(maximum, place);
    return maximum;
  }

  public RequestMaximum.Change checkedChange(String place) {
    RequestMaximum.Change change = change();
    refuseOutside(change.on(RequestMaximum.NONE), place);
    return change;
  }

  /** Unchecked: a provisioned table refuses any, whether or not it is in range. */
  public RequestMaximum.Change change() {
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

  private static void refuseOutside(RequestMaximum maximum, String place) {
    Optional<String> outside = maximum.outsideOfRange(place);
    if (outside.isPresent()) {
      throw Failure.validation(outside.get()).refused();
    }
  }
}

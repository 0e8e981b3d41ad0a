package dev.pangaea.regionnode.api.capacity;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.table.Capacity;
import dev.pangaea.regionnode.table.TableChange;
import java.util.List;
import java.util.Optional;

/**
 * What a request says of a table's capacity: its billing mode and its provisioned units, each null
 * where it says nothing.
 */
public record CapacityRequest(String billingMode, Units units) {
  private static final String ON_DEMAND = "PAY_PER_REQUEST";
  private static final List<String> MODES = List.of("PROVISIONED", ON_DEMAND);
  private static final long UNITS_MAX = 1_000_000_000_000L;

  public record Units(Long read, Long write) {
    public static Units read(JsonReader from) {
      Long read = null;
      Long write = null;
      from.enterStructure("ProvisionedThroughput");
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "ReadCapacityUnits" -> read = from.integer("Long");
          case "WriteCapacityUnits" -> write = from.integer("Long");
          default -> from.skip();
        }
      }
      return new Units(read, write);
    }

    public void check(Constraints constraints, String member) {
      check(constraints, member + ".writeCapacityUnits", write);
      check(constraints, member + ".readCapacityUnits", read);
    }

    private static void check(Constraints constraints, String member, Long value) {
      constraints.present(member, value);
      constraints.atLeast(member, value, 1);
    }

    public Capacity.Provisioned checked() {
      refuseOutOfBounds("ReadCapacityUnits", read);
      refuseOutOfBounds("WriteCapacityUnits", write);
      return new Capacity.Provisioned(read, write);
    }
  }

  public void check(Constraints constraints) {
    constraints.oneOf("billingMode", billingMode, MODES);
    if (units != null) {
      units.check(constraints, "provisionedThroughput");
    }
  }

  public boolean isEmpty() {
    return billingMode == null && units == null;
  }

  public boolean wantsOnDemand() {
    return ON_DEMAND.equals(billingMode) && units == null;
  }

  /** What is to become of a table's capacity; empty if nothing. */
  public Optional<TableChange.CapacityChange> change() {
    if (isEmpty()) {
      return Optional.empty();
    }
    if (billingMode != null && units == null && !ON_DEMAND.equals(billingMode)) {
      throw Failure.invalidParameter(
              "ProvisionedThroughput must be specified when BillingMode is PROVISIONED")
          .refused();
    }
    return Optional.of(new TableChange.CapacityChange(capacity(), billingMode != null));
  }

  /** The capacity of a new table. */
  public Capacity capacity(Optional<OnDemandRequest> maximum) {
    return switch (capacity()) {
      case Capacity.OnDemand onDemand ->
          maximum.isEmpty() ? onDemand : new Capacity.OnDemand(maximum.get().checkedNew("table"));
      case Capacity.Provisioned provisioned -> {
        maximum.ifPresent(request -> request.refuseProvisioned(""));
        yield provisioned;
      }
    };
  }

  private Capacity capacity() {
    if (ON_DEMAND.equals(billingMode)) {
      if (units != null) {
        throw Failure.invalidParameter(
                "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                    + " BillingMode is PAY_PER_REQUEST")
            .refused();
      }
      return new Capacity.OnDemand();
    }
    if (units == null) {
      throw Failure.invalidParameter(
              "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
                  + " PROVISIONED")
          .refused();
    }
    return units.checked();
  }

  private static void refuseOutOfBounds(String member, long value) {
    if (value > UNITS_MAX) {
      throw Failure.validation("Given value " + value + " for " + member + " is out of bounds")
          .refused();
    }
  }
}

package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.capacity.CapacityRequest;
import dev.pangaea.regionnode.api.failure.Failure;
import java.util.stream.Stream;

/**
 * What one request changes of a table: one thing, but for few that go together.
 *
 * @param indexed whether indexes are made or deleted
 */
record UpdateCombination(
    CapacityRequest capacity,
    boolean maximum,
    boolean warm,
    boolean stream,
    boolean encryption,
    boolean tableClass,
    boolean protection,
    boolean indexed) {
  boolean isEmpty() {
    return things() == 0;
  }

  void check() {
    if (things() > 1 || indexed && things() > 0) {
      refuseThoseThatComeAlone();
    }
    if (things() > 1) {
      refuseTogether();
    }
    if (indexed) {
      refuseWithIndexes();
    }
  }

  static Failure onlyOperation(String thing) {
    return Failure.invalidParameter(thing + " must be the only operation in the request");
  }

  private long things() {
    return Stream.of(!capacity.isEmpty(), maximum, warm, stream, encryption, tableClass, protection)
        .filter(given -> given)
        .count();
  }

  private void refuseThoseThatComeAlone() {
    if (encryption) {
      throw onlyOperation("Server-Side Encryption modification").refused();
    }
    if (tableClass) {
      throw onlyOperation("TableClass modification").refused();
    }
    if (protection) {
      throw onlyOperation("DeletionProtection modification").refused();
    }
  }

  private void refuseTogether() {
    if (maximum && (warm || stream || capacity.units() != null)) {
      throw maximumAlone();
    }
    if (warm) {
      throw onlyOperation("WarmThroughput").refused();
    }
    if (stream && !capacity.wantsOnDemand()) {
      throw Failure.invalidParameter("You cannot modify stream status while updating table IOPS")
          .refused();
    }
  }

  private void refuseWithIndexes() {
    if (!capacity.isEmpty()) {
      throw Failure.invalidParameter("You cannot create or delete index while updating table IOPS")
          .refused();
    }
    if (stream) {
      throw Failure.invalidParameter(
              "You cannot create or delete index while changing stream status")
          .refused();
    }
    if (maximum) {
      throw maximumAlone();
    }
    if (warm) {
      throw Failure.invalidParameter(
              "Create global secondary index cannot be specified when updating WarmThroughput")
          .refused();
    }
  }

  private static RuntimeException maximumAlone() {
    return Failure.invalidParameter(
            "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request")
        .refused();
  }
}

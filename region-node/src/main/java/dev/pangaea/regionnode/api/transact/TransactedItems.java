package dev.pangaea.regionnode.api.transact;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.leader.Place;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What requests to write and to read items together have in common. */
final class TransactedItems {
  private static final String MEMBER = "transactItems";

  private TransactedItems() {}

  static void check(Constraints constraints, List<?> elements) {
    constraints.present(MEMBER, elements);
    if (elements != null && elements.size() > TransactWriteItemsRequest.ITEMS_MAX) {
      constraints.broken(
          MEMBER,
          "[...]",
          "Member must have length less than or equal to " + TransactWriteItemsRequest.ITEMS_MAX);
    } else {
      constraints.size(MEMBER, elements, 1, TransactWriteItemsRequest.ITEMS_MAX);
    }
  }

  /** Where an element stands in the request. */
  static String element(int index) {
    return MEMBER + "." + (index + 1) + ".member";
  }

  static void refuseTwice(Collection<Place> places) {
    Set<Place> distinct = new HashSet<>();
    for (Place place : places) {
      if (!distinct.add(place)) {
        throw Failure.validation(
                "Transaction request cannot include multiple operations on one item")
            .refused();
      }
    }
  }

  static Failure tooLarge(long bytes) {
    return Failure.validation("Transaction payload size cannot exceed 4MB. Payload Size: " + bytes);
  }
}

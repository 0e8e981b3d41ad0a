package dev.pangaea.regionnode.table;

import java.util.Optional;

/** A change of one of a table's global indexes. */
public sealed interface IndexUpdate {
  String index();

  /**
   * @param warm what it is to serve at once; less than its capacity brings means nothing
   */
  record Create(String index, IndexShape shape, WarmThroughput warm) implements IndexUpdate {
    public Create(String index, IndexShape shape) {
      this(index, shape, WarmThroughput.NONE);
    }
  }

  /** Empty where a thing is to stay as it is. */
  record Update(
      String index,
      Optional<Capacity.Provisioned> capacity,
      Optional<RequestMaximum.Change> maximum,
      Optional<WarmRequest> warm)
      implements IndexUpdate {
    public Update(String index, Capacity.Provisioned capacity) {
      this(index, Optional.of(capacity), Optional.empty(), Optional.empty());
    }

    /** The capacity that comes of it. */
    Capacity on(Capacity now) {
      if (capacity.isPresent()) {
        return capacity.get();
      }
      RequestMaximum before =
          now instanceof Capacity.OnDemand(RequestMaximum bounds) ? bounds : RequestMaximum.NONE;
      return maximum.<Capacity>map(change -> new Capacity.OnDemand(change.on(before))).orElse(now);
    }
  }

  record Delete(String index) implements IndexUpdate {}
}

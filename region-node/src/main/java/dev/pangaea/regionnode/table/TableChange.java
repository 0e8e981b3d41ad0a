package dev.pangaea.regionnode.table;

import dev.pangaea.regionnode.scaling.ScalingChange;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A change of a table's settings that an application asks for, or that scaling makes. */
public sealed interface TableChange {
  /** What becomes of global indexes. */
  default List<IndexUpdate> indexes() {
    return List.of();
  }

  /** What UpdateTable changes; empty where it leaves a thing as it is. */
  record Update(
      Optional<CapacityChange> capacity,
      Optional<RequestMaximum.Change> maximum,
      Optional<WarmRequest> warm,
      Optional<StreamChange> stream,
      Optional<String> tableClass,
      Optional<Boolean> deletionProtected,
      List<IndexUpdate> indexes)
      implements TableChange {
    public Update {
      indexes = List.copyOf(indexes);
    }

    /** A change of global indexes only. */
    public static Update of(List<IndexUpdate> indexes) {
      return new Update(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          indexes);
    }

    /** Whether it takes no time and may be made while another change is under way. */
    boolean whileUpdating() {
      return deletionProtected.isPresent() || warm.isPresent();
    }

    /** Whether the table stays ACTIVE. */
    boolean atOnce() {
      return whileUpdating() || maximum.isPresent() && capacity.isEmpty();
    }
  }

  /**
   * Provisioned units that scaling sets for all regions; what a region has otherwise stays.
   *
   * @param indexes none but those that come to have other units
   */
  record Steps(Optional<Capacity.Provisioned> capacity, List<IndexUpdate> indexes)
      implements TableChange {
    public Steps {
      indexes = List.copyOf(indexes);
    }

    boolean isNothing() {
      return capacity.isEmpty() && indexes.isEmpty();
    }
  }

  /** Expiry by an attribute, on or off. */
  record TimeToLive(boolean enabled, String attribute) implements TableChange {}

  /** Tags to be added, or to get another value. */
  record Tag(SortedMap<String, String> tags) implements TableChange {
    public Tag {
      tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
  }

  /** Tags to be taken away; those that are not there do not matter. */
  record Untag(SortedSet<String> keys) implements TableChange {
    public Untag {
      keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
    }
  }

  /** How capacity is scaled. */
  record Scaling(ScalingChange change) implements TableChange {}

  /**
   * @param modeGiven whether the request names the billing mode: units alone do not change it
   */
  record CapacityChange(Capacity wanted, boolean modeGiven) {}

  /** What is to become of a table's stream. */
  sealed interface StreamChange {
    record Enable(String viewType) implements StreamChange {}

    record Disable() implements StreamChange {}
  }
}

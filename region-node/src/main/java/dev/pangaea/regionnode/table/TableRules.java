package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.scaling.Scalable;
import java.util.Optional;
import java.util.SortedSet;

/** When DynamoDB refuses to change a table, and in which words. */
final class TableRules {
  static final TableOutcome PROVISIONED_REPLICA =
      new TableOutcome.Refused(
          "Table write capacity should either be Pay-Per-Request or AutoScaled.");
  private static final String IN_USE =
      "Attempt to change a resource which is still in use: Table is being %s: %s";

  private TableRules() {}

  /**
   * @param whileUpdating whether the change may be made while another one is under way
   */
  static Optional<TableOutcome> againstUpdate(
      Group group, CatalogEntry own, boolean whileUpdating) {
    return switch (own.status()) {
      case CREATING -> inUse(IN_USE.formatted("created", own.table()));
      case DELETING -> inUse(IN_USE.formatted("deleted", own.table()));
      case UPDATING ->
          whileUpdating ? Optional.empty() : inUse(IN_USE.formatted("updated", own.table()));
      case ACTIVE, CREATION_FAILED -> againstChangeWhileJoining(group, own);
    };
  }

  /** When tags and the time to live cannot be changed. */
  static Optional<TableOutcome> againstTag(CatalogEntry own) {
    return switch (own.status()) {
      case CREATING -> inUse(IN_USE.formatted("created", own.table()));
      case DELETING -> inUse(IN_USE.formatted("deleted", own.table()));
      case UPDATING, ACTIVE, CREATION_FAILED -> Optional.empty();
    };
  }

  /**
   * @param supported the regions that can be heard of
   */
  static Optional<TableOutcome> againstDelete(
      Group group, CatalogEntry own, SortedSet<RegionName> supported) {
    return switch (own.status()) {
      case CREATING ->
          inUse(
              "Attempt to change a resource which is still in use: Table: %s is being used."
                  .formatted(own.table()));
      case DELETING -> inUse("Table is being deleted");
      case UPDATING -> inUse("The resource which you are attempting to change is in use.");
      case ACTIVE, CREATION_FAILED ->
          own.settings().deletionProtected()
              ? refused(
                  "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.")
              : againstLoss(group, own, supported);
    };
  }

  /** The last region stays until it has all that those before it wrote. */
  private static Optional<TableOutcome> againstLoss(
      Group group, CatalogEntry own, SortedSet<RegionName> supported) {
    Optional<TableOutcome> joining = againstChangeWhileJoining(group, own);
    if (joining.isPresent()) {
      return joining;
    }
    boolean lacking =
        group.leaving(own).stream().anyMatch(peer -> supported.contains(peer.region()));
    return lacking && group.staying(own).isEmpty()
        ? refused(
            "The last active replica of table: '%s'  in region: '%s' cannot be deleted until all writes are replicated."
                .formatted(own.table(), own.region()))
        : Optional.empty();
  }

  static Optional<TableOutcome> againstReplica(
      Group group, CatalogEntry own, ReplicaUpdate wanted, SortedSet<RegionName> supported) {
    RegionName region = wanted.region();
    if (region.equals(own.region())) {
      return refused(
          "Cannot add or delete the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.");
    }
    if (!supported.contains(region)) {
      return refused(
          "Region %s is not supported. The latest version of global tables are only supported in the following regions: %s"
              .formatted(region, supported));
    }
    if (own.status() != TableStatus.ACTIVE) {
      return inUse("The resource which you are attempting to change is in use.");
    }
    Optional<TableOutcome> joining = againstWhileJoining(group, own);
    if (joining.isPresent()) {
      return joining;
    }
    return switch (wanted) {
      case ReplicaUpdate.Create create -> againstCreate(group, own, region);
      case ReplicaUpdate.Update update -> againstStranger(group, own, region);
      case ReplicaUpdate.Delete delete -> againstRemoval(group, own, region);
    };
  }

  private static Optional<TableOutcome> againstChangeWhileJoining(Group group, CatalogEntry own) {
    return group.replicas(own).stream().anyMatch(each -> each.status() == TableStatus.CREATING)
        ? inUse("The resource which you are attempting to change is in use.")
        : Optional.empty();
  }

  private static Optional<TableOutcome> againstWhileJoining(Group group, CatalogEntry own) {
    return group.replicas(own).stream()
        .filter(replica -> replica.status() == TableStatus.CREATING)
        .findFirst()
        .flatMap(
            replica ->
                refused(
                    "Create/Update/Delete of replica is not allowed while the replica is being added to table with name: %s in region %s"
                        .formatted(own.table(), replica.region())));
  }

  private static Optional<TableOutcome> againstCreate(
      Group group, CatalogEntry own, RegionName region) {
    CatalogEntry there = group.entries().get(region);
    boolean taken = there != null && !there.gone() || group.isMember(own.group(), region);
    if (taken) {
      return refused(
          "Failed to create a the new replica of table with name: ‘%s’ because one or more replicas already existed as tables."
              .formatted(own.table()));
    }
    return switch (own.settings().capacity()) {
      case Capacity.OnDemand _ -> Optional.empty();
      case Capacity.Provisioned _ ->
          isAutoScaled(own.settings()) ? Optional.empty() : Optional.of(PROVISIONED_REPLICA);
    };
  }

  /** Whether policies scale the writes of a table and of all its global indexes. */
  static boolean isAutoScaled(TableSettings settings) {
    return settings.scaling().tracks(Scalable.TABLE_WRITE)
        && settings.indexes().stream()
            .filter(index -> !index.isLocal() && index.status() != IndexStatus.DELETING)
            .allMatch(
                index -> settings.scaling().tracks(Scalable.of(index.name(), Scalable.Kind.WRITE)));
  }

  private static Optional<TableOutcome> againstStranger(
      Group group, CatalogEntry own, RegionName region) {
    return group.isMember(own.group(), region)
        ? Optional.empty()
        : refused(
            "Update global table operation failed because one or more replicas were not part of the global table. Please retry the request without these replicas: [%s]."
                .formatted(region));
  }

  private static Optional<TableOutcome> againstRemoval(
      Group group, CatalogEntry own, RegionName region) {
    Optional<TableOutcome> stranger = againstStranger(group, own, region);
    if (stranger.isPresent()) {
      return stranger;
    }
    CatalogEntry there = group.entries().get(region);
    return there != null && there.settings().deletionProtected()
        ? refused(
            "Cannot delete table %s in region %s because it has deletion protection enabled. Disable deletion protection first."
                .formatted(own.table(), region))
        : Optional.empty();
  }

  private static Optional<TableOutcome> refused(String message) {
    return Optional.of(new TableOutcome.Refused(message));
  }

  private static Optional<TableOutcome> inUse(String message) {
    return Optional.of(new TableOutcome.InUse(message));
  }
}

package dev.pangaea.regionnode.table;

import dev.pangaea.regionnode.scaling.Scalable;
import dev.pangaea.regionnode.scaling.ScalingChange;
import dev.pangaea.regionnode.scaling.ScalingOutcome;
import dev.pangaea.regionnode.scaling.ScalingSettings;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** What a request to change a table's settings comes to. Pure. */
sealed interface SettingsDecision {
  int TAGS_MAX = 50;

  /**
   * The settings change.
   *
   * @param warm what the table is to serve at once
   * @param atOnce whether the table stays ACTIVE; else it is UPDATING for a moment
   */
  record Changed(TableSettings settings, WarmThroughput warm, boolean atOnce)
      implements SettingsDecision {}

  /** They are so already, which is no error; the answer says UPDATING unless it is at once. */
  record Same(boolean atOnce) implements SettingsDecision {}

  record Refused(TableOutcome outcome) implements SettingsDecision {}

  static SettingsDecision of(Group group, CatalogEntry own, TableChange change, long nowMillis) {
    return switch (change) {
      case TableChange.Update update -> update(group, own, update, nowMillis);
      case TableChange.Steps steps -> steps(group, own, steps, nowMillis);
      case TableChange.Scaling(ScalingChange scaling) -> scaling(group, own, scaling);
      case TableChange.TimeToLive timeToLive -> timeToLive(own, timeToLive);
      case TableChange.Tag(var tags) -> tag(own, tags);
      case TableChange.Untag(var keys) -> untag(own, keys);
    };
  }

  /**
   * The settings that what is asked for is compared with: an application sees what the region has,
   * scaling changes what all have.
   */
  static TableSettings compared(Group group, CatalogEntry own, TableChange change) {
    return change instanceof TableChange.Steps ? own.settings() : group.here(own);
  }

  private static SettingsDecision steps(
      Group group, CatalogEntry own, TableChange.Steps steps, long nowMillis) {
    Capacity before = own.settings().capacity();
    Capacity after = steps.capacity().<Capacity>map(next -> next).orElse(before);
    Optional<TableOutcome> refusal =
        TableRules.againstUpdate(group, own, false)
            .or(() -> DecreaseRule.against(before, after, own.history().capacity(), nowMillis));
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    return steps.capacity().isEmpty()
        ? new Same(false)
        : new Changed(own.settings().with(after), group.warm(own), false);
  }

  private static SettingsDecision update(
      Group group, CatalogEntry own, TableChange.Update update, long nowMillis) {
    TableSettings next = own.settings().with(capacity(own.settings().capacity(), update));
    WarmThroughput warm = group.warm(own);
    Capacity now = compared(group, own, update).capacity();
    Optional<TableOutcome> refusal =
        TableRules.againstUpdate(group, own, update.whileUpdating())
            .or(() -> update.capacity().flatMap(wanted -> against(group, own, now, wanted)))
            .or(
                () ->
                    update
                        .capacity()
                        .flatMap(
                            wanted ->
                                DecreaseRule.against(
                                    now, wanted.wanted(), own.history().capacity(), nowMillis)))
            .or(() -> update.maximum().flatMap(wanted -> against(next.capacity(), wanted)))
            .or(() -> update.warm().flatMap(wanted -> wanted.against(warm, "table")))
            .or(() -> update.stream().flatMap(wanted -> against(group, own, wanted)));
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    WarmThroughput nextWarm = update.warm().map(wanted -> wanted.on(warm)).orElse(warm);
    TableSettings settings = settings(own, next, update);
    if (settings.refusal().isPresent()) {
      return no(settings.refusal().get());
    }
    return settings.equals(own.settings()) && nextWarm.equals(warm)
        ? new Same(update.atOnce())
        : new Changed(settings, nextWarm, update.atOnce());
  }

  /** A table that stays on demand keeps its maximum where nothing is said about it. */
  private static Capacity capacity(Capacity now, TableChange.Update update) {
    RequestMaximum before =
        now instanceof Capacity.OnDemand(RequestMaximum bounds) ? bounds : RequestMaximum.NONE;
    RequestMaximum maximum = update.maximum().map(change -> change.on(before)).orElse(before);
    Capacity wanted = update.capacity().map(TableChange.CapacityChange::wanted).orElse(now);
    return switch (wanted) {
      case Capacity.OnDemand _ -> new Capacity.OnDemand(maximum);
      case Capacity.Provisioned provisioned -> provisioned;
    };
  }

  private static Optional<TableOutcome> against(Capacity capacity, RequestMaximum.Change wanted) {
    return switch (capacity) {
      case Capacity.OnDemand _ ->
          wanted.on(RequestMaximum.NONE).outsideOfRange("table").map(TableOutcome.Refused::new);
      case Capacity.Provisioned _ -> Optional.of(wanted.whileProvisioned(""));
    };
  }

  private static TableSettings settings(
      CatalogEntry own, TableSettings withCapacity, TableChange.Update update) {
    TableSettings next = withCapacity;
    if (update.stream().isPresent()) {
      next =
          next.withStream(
              switch (update.stream().get()) {
                case TableChange.StreamChange.Enable(String viewType) -> Optional.of(viewType);
                case TableChange.StreamChange.Disable() -> Optional.empty();
              });
    }
    if (update.tableClass().isPresent() && !own.settings().isOfClass(update.tableClass().get())) {
      next = next.withTableClass(update.tableClass());
    }
    for (IndexUpdate index : update.indexes()) {
      if (index instanceof IndexUpdate.Delete(String name)) {
        next = next.withScaling(next.scaling().withoutIndex(name));
      }
    }
    if (update.deletionProtected().isPresent()) {
      next = next.protectedFromDeletion(update.deletionProtected().get());
    }
    return next;
  }

  private static Optional<TableOutcome> against(
      Group group, CatalogEntry own, Capacity now, TableChange.CapacityChange change) {
    if (!(change.wanted() instanceof Capacity.Provisioned(long readUnits, long writeUnits))) {
      return Optional.empty();
    }
    if (!group.replicas(own).isEmpty() && !TableRules.isAutoScaled(own.settings())) {
      return Optional.of(TableRules.PROVISIONED_REPLICA);
    }
    return switch (now) {
      case Capacity.OnDemand _ ->
          change.modeGiven()
              ? Optional.empty()
              : refused(
                  "One or more parameter values were invalid: Neither ReadCapacityUnits nor"
                      + " WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
      case Capacity.Provisioned(long readNow, long writeNow) ->
          readUnits == readNow && writeUnits == writeNow
              ? refused(
                  ("The provisioned throughput for the table will not change. The requested value"
                          + " equals the current value. Current ReadCapacityUnits provisioned for"
                          + " the table: %d. Requested ReadCapacityUnits: %d. Current"
                          + " WriteCapacityUnits provisioned for the table: %d. Requested"
                          + " WriteCapacityUnits: %d. Refer to the Amazon DynamoDB Developer Guide"
                          + " for current limits and how to request higher limits.")
                      .formatted(readNow, readUnits, writeNow, writeUnits))
              : Optional.empty();
    };
  }

  private static Optional<TableOutcome> against(
      Group group, CatalogEntry own, TableChange.StreamChange change) {
    boolean enabled = own.settings().streamViewType().isPresent();
    return switch (change) {
      case TableChange.StreamChange.Enable enable ->
          enabled
              ? refused("Table already has an enabled stream: TableName: " + own.table())
              : Optional.empty();
      case TableChange.StreamChange.Disable() -> {
        if (!enabled) {
          yield refused("Table has no stream to disable: TableName: " + own.table());
        }
        yield group.replicas(own).isEmpty()
            ? Optional.empty()
            : refused(
                "One or more parameter values were invalid: Disabling Stream is not allowed for a"
                    + " Global Table replica.");
      }
    };
  }

  private static SettingsDecision timeToLive(CatalogEntry own, TableChange.TimeToLive wanted) {
    Optional<TableOutcome> refusal = TableRules.againstTag(own);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    Optional<String> current = own.settings().timeToLive();
    if (current.isPresent() && !current.get().equals(wanted.attribute())) {
      return no(
          "TimeToLive is active on a different AttributeName: current AttributeName is "
              + current.get());
    }
    if (current.isPresent() == wanted.enabled()) {
      return no("TimeToLive is already " + (wanted.enabled() ? "enabled" : "disabled"));
    }
    Optional<String> next = wanted.enabled() ? Optional.of(wanted.attribute()) : Optional.empty();
    return new Changed(own.settings().withTimeToLive(next), WarmThroughput.NONE, true);
  }

  private static SettingsDecision scaling(Group group, CatalogEntry own, ScalingChange wanted) {
    Optional<TableOutcome> refusal = TableRules.againstTag(own);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    ScalingSettings before = own.settings().scaling();
    return switch (wanted.on(before)) {
      case ScalingOutcome.Changed(ScalingSettings next) -> {
        Optional<Scalable> strange =
            wanted.scaled().filter(scalable -> !isThere(own.settings(), scalable)).findFirst();
        if (strange.isPresent()) {
          yield new Refused(new TableOutcome.NoSuchIndex(strange.get().index().orElseThrow()));
        }
        if (!group.replicas(own).isEmpty() && leavesUnscaled(own.settings(), next)) {
          yield new Refused(TableRules.PROVISIONED_REPLICA);
        }
        yield next.equals(before)
            ? new Same(true)
            : new Changed(own.settings().withScaling(next), WarmThroughput.NONE, true);
      }
      case ScalingOutcome.NoTarget() -> new Refused(new TableOutcome.NoScalableTarget());
      case ScalingOutcome.NoPolicy() -> new Refused(new TableOutcome.NoScalingPolicy());
      case ScalingOutcome.Refused(String message) -> no(message);
    };
  }

  /** Whether writes that have units, and that a policy scales, are scaled by none then. */
  private static boolean leavesUnscaled(TableSettings settings, ScalingSettings next) {
    return settings.capacity() instanceof Capacity.Provisioned
        && settings.scaling().targets().keySet().stream()
            .filter(scalable -> !scalable.isRead() && isThere(settings, scalable))
            .anyMatch(scalable -> settings.scaling().tracks(scalable) && !next.tracks(scalable));
  }

  private static boolean isThere(TableSettings settings, Scalable scalable) {
    return scalable.index().isEmpty()
        || settings
            .index(scalable.index().get())
            .filter(index -> !index.isLocal() && index.status() != IndexStatus.DELETING)
            .isPresent();
  }

  private static SettingsDecision tag(CatalogEntry own, SortedMap<String, String> added) {
    TreeMap<String, String> tags = new TreeMap<>(own.settings().allTags());
    tags.putAll(added);
    return tags.size() > TAGS_MAX
        ? no("Number of Tags exceed the current limit for the provided ResourceArn")
        : tagged(own, tags);
  }

  private static SettingsDecision untag(CatalogEntry own, SortedSet<String> keys) {
    TreeMap<String, String> tags = new TreeMap<>(own.settings().allTags());
    tags.keySet().removeAll(keys);
    return tagged(own, tags);
  }

  private static SettingsDecision tagged(CatalogEntry own, TreeMap<String, String> tags) {
    Optional<TableOutcome> refusal = TableRules.againstTag(own);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    TableSettings next = own.settings().withAllTags(tags);
    if (next.refusal().isPresent()) {
      return no(next.refusal().get());
    }
    return tags.equals(own.settings().allTags())
        ? new Same(true)
        : new Changed(next, WarmThroughput.NONE, true);
  }

  private static SettingsDecision no(String message) {
    return new Refused(new TableOutcome.Refused(message));
  }

  private static Optional<TableOutcome> refused(String message) {
    return Optional.of(new TableOutcome.Refused(message));
  }
}

package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.scaling.Scalable;
import dev.pangaea.regionnode.scaling.ScalingChange;
import dev.pangaea.regionnode.scaling.TrackingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A checked request to scale a global table otherwise: writes in all regions, reads in the region
 * that is asked.
 */
record AutoScalingRequest(String table, List<ScalingChange> changes) {
  AutoScalingRequest {
    changes = List.copyOf(changes);
  }

  /** What is to become of one capacity's scaling. */
  private record Settings(
      Optional<Long> min, Optional<Long> max, boolean disabled, Optional<TrackingPolicy> policy) {
    List<ScalingChange> on(Scalable scalable, long nowMillis) {
      if (disabled) {
        return List.of(new ScalingChange.Deregister(scalable));
      }
      List<ScalingChange> changes = new ArrayList<>();
      changes.add(
          new ScalingChange.Register(
              scalable, min, max, ScalingChange.Suspending.NOTHING, nowMillis));
      policy.ifPresent(next -> changes.add(new ScalingChange.PutPolicy(scalable, next)));
      return changes;
    }
  }

  /** Reads one; told of what it breaks, and of the time. */
  private static final class Reading {
    private final String region;
    private final long nowMillis;
    private final Constraints constraints = new Constraints();
    private final List<ScalingChange> changes = new ArrayList<>();

    Reading(String region, long nowMillis) {
      this.region = region;
      this.nowMillis = nowMillis;
    }

    AutoScalingRequest read(JsonReader from) {
      String table = null;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "TableName" -> table = from.string();
          case "ProvisionedWriteCapacityAutoScalingUpdate" ->
              changes.addAll(
                  settings(from, Scalable.Kind.WRITE).on(Scalable.TABLE_WRITE, nowMillis));
          case "GlobalSecondaryIndexUpdates" ->
              indexes(from, Scalable.Kind.WRITE, "globalSecondaryIndexUpdates");
          case "ReplicaUpdates" -> replicas(from);
          default -> from.skip();
        }
      }
      from.end();
      TableNames.existing(constraints, table);
      constraints.check();
      if (changes.isEmpty()) {
        throw Failure.validation("At least one auto scaling update is required").refused();
      }
      return new AutoScalingRequest(TableNames.plain(table), changes);
    }

    private void replicas(JsonReader from) {
      from.enterList();
      for (int position = 1; from.nextElement(); position++) {
        String element = "replicaUpdates.%d.member.".formatted(position);
        String of = null;
        from.enterElement("ReplicaAutoScalingUpdate");
        for (String name = from.nextMember(); name != null; name = from.nextMember()) {
          switch (name) {
            case "RegionName" -> of = from.string();
            case "ReplicaProvisionedReadCapacityAutoScalingUpdate" ->
                changes.addAll(
                    settings(from, Scalable.Kind.READ).on(Scalable.TABLE_READ, nowMillis));
            case "ReplicaGlobalSecondaryIndexUpdates" ->
                indexes(from, Scalable.Kind.READ, element + "replicaGlobalSecondaryIndexUpdates");
            default -> from.skip();
          }
        }
        constraints.present(element + "regionName", of);
        if (of != null && !of.equals(region)) {
          constraints.unbuilt("ReplicaUpdates of another region than the one that is asked");
        }
      }
    }

    private void indexes(JsonReader from, Scalable.Kind kind, String list) {
      from.enterList();
      for (int position = 1; from.nextElement(); position++) {
        String index = null;
        Optional<Settings> wanted = Optional.empty();
        from.enterElement("GlobalSecondaryIndexAutoScalingUpdate");
        for (String name = from.nextMember(); name != null; name = from.nextMember()) {
          switch (name) {
            case "IndexName" -> index = from.string();
            case "ProvisionedWriteCapacityAutoScalingUpdate",
                "ProvisionedReadCapacityAutoScalingUpdate" ->
                wanted = Optional.of(settings(from, kind));
            default -> from.skip();
          }
        }
        constraints.present("%s.%d.member.indexName".formatted(list, position), index);
        if (index != null && wanted.isPresent()) {
          changes.addAll(wanted.get().on(Scalable.of(index, kind), nowMillis));
        }
      }
    }

    private Settings settings(JsonReader from, Scalable.Kind kind) {
      Optional<Long> min = Optional.empty();
      Optional<Long> max = Optional.empty();
      boolean disabled = false;
      Optional<TrackingPolicy> policy = Optional.empty();
      from.enterStructure("AutoScalingSettingsUpdate");
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "MinimumUnits" -> min = Optional.of(units("minimumUnits", from));
          case "MaximumUnits" -> max = Optional.of(units("maximumUnits", from));
          case "AutoScalingDisabled" -> disabled = from.bool();
          case "ScalingPolicyUpdate" -> policy = Optional.of(policy(from, kind));
          default -> from.skip();
        }
      }
      return new Settings(min, max, disabled, policy);
    }

    private long units(String member, JsonReader from) {
      long units = from.integer("Long");
      constraints.atLeast(member, units, 1);
      constraints.atMost(member, units, Integer.MAX_VALUE); // a client reads no larger target
      return units;
    }

    private long cooldown(String member, JsonReader from) {
      long seconds = from.integer("Integer");
      constraints.atLeast(member, seconds, 0);
      constraints.atMost(member, seconds, Integer.MAX_VALUE);
      return seconds;
    }

    private TrackingPolicy policy(JsonReader from, Scalable.Kind kind) {
      String policy =
          kind == Scalable.Kind.READ
              ? "DynamoDBReadCapacityUtilization"
              : "DynamoDBWriteCapacityUtilization";
      TrackingPolicy read = null;
      from.enterStructure("AutoScalingPolicyUpdate");
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "PolicyName" -> policy = from.string();
          case "TargetTrackingScalingPolicyConfiguration" -> read = tracking(from);
          default -> from.skip();
        }
      }
      if (read == null) {
        throw Failure.validation("TargetTrackingScalingPolicyConfiguration must be specified")
            .refused();
      }
      return read.named(policy);
    }

    private TrackingPolicy tracking(JsonReader from) {
      double target = Double.NaN;
      long in = 0;
      long out = 0;
      boolean disabled = false;
      from.enterStructure("AutoScalingTargetTrackingScalingPolicyConfigurationUpdate");
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "TargetValue" -> target = from.real("Double");
          case "ScaleInCooldown" -> in = cooldown("scaleInCooldown", from);
          case "ScaleOutCooldown" -> out = cooldown("scaleOutCooldown", from);
          case "DisableScaleIn" -> disabled = from.bool();
          default -> from.skip();
        }
      }
      if (!(target >= TrackingPolicy.TARGET_MIN && target <= TrackingPolicy.TARGET_MAX)) {
        throw Failure.validation("TargetValue must be between 20 and 90").refused();
      }
      return new TrackingPolicy(
          "", target, Duration.ofSeconds(in), Duration.ofSeconds(out), disabled, nowMillis);
    }
  }

  /**
   * @param region the one that is asked
   */
  static AutoScalingRequest read(JsonReader from, String region, long nowMillis) {
    return new Reading(region, nowMillis).read(from);
  }
}

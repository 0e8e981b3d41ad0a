package dev.pangaea.regionnode.api.table;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.scaling.Scalable;
import dev.pangaea.regionnode.scaling.ScalableTarget;
import dev.pangaea.regionnode.scaling.ScalingSettings;
import dev.pangaea.regionnode.scaling.TrackingPolicy;
import dev.pangaea.regionnode.table.IndexSettings;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says of each region of a global table, this one too, how its capacity is scaled. */
final class AutoScalingDescriptions {
  private AutoScalingDescriptions() {}

  private record Region(TableStatus status, ScalingSettings scaling) {}

  static Reply reply(TableView table) {
    return new Reply.Success(to -> write(table, to));
  }

  private static void write(TableView table, JsonGenerator to) throws IOException {
    TreeMap<RegionName, Region> regions = new TreeMap<>();
    regions.put(table.region(), new Region(table.status(), table.settings().scaling()));
    table
        .replicas()
        .forEach(
            replica ->
                regions.put(replica.region(), new Region(replica.status(), replica.scaling())));
    to.writeStartObject();
    to.writeObjectFieldStart("TableAutoScalingDescription");
    to.writeStringField("TableName", table.name());
    to.writeStringField("TableStatus", table.status().name());
    to.writeArrayFieldStart("Replicas");
    for (Map.Entry<RegionName, Region> each : regions.entrySet()) {
      Region region = each.getValue();
      to.writeStartObject();
      to.writeStringField("RegionName", each.getKey().value());
      indexes(table, region.scaling(), to);
      settings(
          "ReplicaProvisionedReadCapacityAutoScalingSettings",
          region.scaling().target(Scalable.TABLE_READ),
          to);
      settings(
          "ReplicaProvisionedWriteCapacityAutoScalingSettings",
          region.scaling().target(Scalable.TABLE_WRITE),
          to);
      to.writeStringField("ReplicaStatus", region.status().name());
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeEndObject();
    to.writeEndObject();
  }

  /** Global indexes are alike in every region, and stand in each as in the one that is asked. */
  private static void indexes(TableView table, ScalingSettings scaling, JsonGenerator to)
      throws IOException {
    List<IndexSettings> global =
        table.settings().indexes().stream().filter(index -> !index.isLocal()).toList();
    if (global.isEmpty()) {
      return;
    }
    to.writeArrayFieldStart("GlobalSecondaryIndexes");
    for (IndexSettings index : global) {
      to.writeStartObject();
      to.writeStringField("IndexName", index.name());
      to.writeStringField("IndexStatus", index.status().name());
      settings(
          "ProvisionedReadCapacityAutoScalingSettings",
          scaling.target(Scalable.of(index.name(), Scalable.Kind.READ)),
          to);
      settings(
          "ProvisionedWriteCapacityAutoScalingSettings",
          scaling.target(Scalable.of(index.name(), Scalable.Kind.WRITE)),
          to);
      to.writeEndObject();
    }
    to.writeEndArray();
  }

  private static void settings(String member, Optional<ScalableTarget> target, JsonGenerator to)
      throws IOException {
    to.writeObjectFieldStart(member);
    if (target.isPresent()) {
      to.writeNumberField("MinimumUnits", target.get().min());
      to.writeNumberField("MaximumUnits", target.get().max());
    }
    to.writeBooleanField("AutoScalingDisabled", target.isEmpty());
    to.writeArrayFieldStart("ScalingPolicies");
    Optional<TrackingPolicy> policy = target.flatMap(ScalableTarget::policy);
    if (policy.isPresent()) {
      to.writeStartObject();
      to.writeStringField("PolicyName", policy.get().name());
      to.writeObjectFieldStart("TargetTrackingScalingPolicyConfiguration");
      to.writeBooleanField("DisableScaleIn", policy.get().scaleInDisabled());
      to.writeNumberField("ScaleInCooldown", policy.get().scaleInCooldown().toSeconds());
      to.writeNumberField("ScaleOutCooldown", policy.get().scaleOutCooldown().toSeconds());
      to.writeNumberField("TargetValue", policy.get().targetPercent());
      to.writeEndObject();
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeEndObject();
  }
}

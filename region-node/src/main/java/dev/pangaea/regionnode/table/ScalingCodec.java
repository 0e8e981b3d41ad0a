package dev.pangaea.regionnode.table;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.BooleanValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.AttributeValue.MapValue;
import dev.pangaea.conflict.item.AttributeValue.NumberValue;
import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.regionnode.scaling.Scalable;
import dev.pangaea.regionnode.scaling.ScalableTarget;
import dev.pangaea.regionnode.scaling.ScalingActivity;
import dev.pangaea.regionnode.scaling.ScalingSettings;
import dev.pangaea.regionnode.scaling.Suspension;
import dev.pangaea.regionnode.scaling.TrackingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** How a table is scaled as a value of the catalog's items, and back. */
final class ScalingCodec {
  private ScalingCodec() {}

  /** Empty where nothing is to be kept. */
  static Optional<AttributeValue> value(ScalingSettings scaling) {
    if (scaling.equals(ScalingSettings.NONE)) {
      return Optional.empty();
    }
    TreeMap<String, AttributeValue> fields = new TreeMap<>();
    fields.put(
        "Targets",
        new ListValue(
            scaling.targets().entrySet().stream()
                .map(each -> target(each.getKey(), each.getValue()))
                .toList()));
    fields.put(
        "Activities",
        new ListValue(scaling.activities().stream().map(ScalingCodec::activity).toList()));
    return Optional.of(new MapValue(fields));
  }

  static ScalingSettings scaling(Fields fields) {
    TreeMap<Scalable, ScalableTarget> targets = new TreeMap<>();
    for (AttributeValue each : fields.list("Targets")) {
      Fields target = new Fields(Fields.map(each));
      targets.put(scalable(target), target(target));
    }
    List<ScalingActivity> activities =
        fields.list("Activities").stream()
            .map(each -> activity(new Fields(Fields.map(each))))
            .toList();
    return new ScalingSettings(targets, activities);
  }

  private static AttributeValue target(Scalable scalable, ScalableTarget target) {
    TreeMap<String, AttributeValue> fields = scalable(scalable);
    fields.put("Min", NumberValue.of(target.min()));
    fields.put("Max", NumberValue.of(target.max()));
    fields.put("InSuspended", new BooleanValue(target.suspension().in()));
    fields.put("OutSuspended", new BooleanValue(target.suspension().out()));
    fields.put("ScheduledSuspended", new BooleanValue(target.suspension().scheduled()));
    fields.put("CreatedMillis", NumberValue.of(target.createdMillis()));
    target.policy().ifPresent(policy -> fields.put("Policy", policy(policy)));
    return new MapValue(fields);
  }

  private static ScalableTarget target(Fields fields) {
    return new ScalableTarget(
        fields.number("Min"),
        fields.number("Max"),
        new Suspension(
            fields.truth("InSuspended"),
            fields.truth("OutSuspended"),
            fields.truth("ScheduledSuspended")),
        fields.number("CreatedMillis"),
        fields.has("Policy")
            ? Optional.of(policy(new Fields(fields.map("Policy"))))
            : Optional.empty());
  }

  private static AttributeValue policy(TrackingPolicy policy) {
    TreeMap<String, AttributeValue> fields = new TreeMap<>();
    fields.put("Name", new StringValue(policy.name()));
    fields.put("TargetPercent", new StringValue(Double.toString(policy.targetPercent())));
    fields.put("InCooldownSeconds", NumberValue.of(policy.scaleInCooldown().toSeconds()));
    fields.put("OutCooldownSeconds", NumberValue.of(policy.scaleOutCooldown().toSeconds()));
    fields.put("InDisabled", new BooleanValue(policy.scaleInDisabled()));
    fields.put("CreatedMillis", NumberValue.of(policy.createdMillis()));
    return new MapValue(fields);
  }

  private static TrackingPolicy policy(Fields fields) {
    return new TrackingPolicy(
        fields.text("Name"),
        Double.parseDouble(fields.text("TargetPercent")),
        Duration.ofSeconds(fields.number("InCooldownSeconds")),
        Duration.ofSeconds(fields.number("OutCooldownSeconds")),
        fields.truth("InDisabled"),
        fields.number("CreatedMillis"));
  }

  private static AttributeValue activity(ScalingActivity activity) {
    TreeMap<String, AttributeValue> fields = scalable(activity.scalable());
    fields.put("Id", new StringValue(activity.id()));
    fields.put("AtMillis", NumberValue.of(activity.atMillis()));
    fields.put("From", NumberValue.of(activity.from()));
    fields.put("To", NumberValue.of(activity.to()));
    fields.put("Cause", new StringValue(activity.cause().name()));
    activity.policy().ifPresent(name -> fields.put("Policy", new StringValue(name)));
    return new MapValue(fields);
  }

  private static ScalingActivity activity(Fields fields) {
    return new ScalingActivity(
        fields.text("Id"),
        scalable(fields),
        fields.number("AtMillis"),
        fields.number("From"),
        fields.number("To"),
        ScalingActivity.Cause.valueOf(fields.text("Cause")),
        fields.optionalText("Policy"));
  }

  private static TreeMap<String, AttributeValue> scalable(Scalable scalable) {
    TreeMap<String, AttributeValue> fields = new TreeMap<>();
    scalable.index().ifPresent(index -> fields.put("Index", new StringValue(index)));
    fields.put("Kind", new StringValue(scalable.kind().name()));
    return fields;
  }

  private static Scalable scalable(Fields fields) {
    return new Scalable(fields.optionalText("Index"), Scalable.Kind.valueOf(fields.text("Kind")));
  }
}

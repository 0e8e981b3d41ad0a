package dev.pangaea.regionnode.api.scaling;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.scaling.TrackingPolicy;
import java.time.Duration;
import java.util.List;

/** A checked request to scale a capacity by a policy. */
record PolicyRequest(Place place, TrackingPolicy policy) {
  private static final int NAME_CHARS_MAX = 256;
  private static final String TRACKING = "TargetTrackingScaling";
  private static final List<String> TYPES = List.of("StepScaling", TRACKING, "PredictiveScaling");

  /** What the request says of the target, each null where it says nothing. */
  private record Tracking(
      Double target, String metric, Long inCooldown, Long outCooldown, Boolean inDisabled) {
    static Tracking read(JsonReader from, Constraints constraints) {
      Double target = null;
      String metric = null;
      Long inCooldown = null;
      Long outCooldown = null;
      Boolean inDisabled = null;
      from.enterStructure("TargetTrackingScalingPolicyConfiguration");
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "TargetValue" -> target = from.real("Double");
          case "PredefinedMetricSpecification" -> metric = metric(from);
          case "ScaleInCooldown" -> inCooldown = from.integer("Integer");
          case "ScaleOutCooldown" -> outCooldown = from.integer("Integer");
          case "DisableScaleIn" -> inDisabled = from.bool();
          case "CustomizedMetricSpecification" -> constraints.unbuilt(name, from);
          default -> from.skip();
        }
      }
      return new Tracking(target, metric, inCooldown, outCooldown, inDisabled);
    }

    private static String metric(JsonReader from) {
      String type = null;
      from.enterStructure("PredefinedMetricSpecification");
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        if (name.equals("PredefinedMetricType")) {
          type = from.string();
        } else {
          from.skip();
        }
      }
      return type;
    }

    void check(Constraints constraints) {
      String member = "targetTrackingScalingPolicyConfiguration.";
      constraints.present(member + "targetValue", target);
      constraints.atLeast(member + "scaleInCooldown", inCooldown, 0);
      constraints.atMost(member + "scaleInCooldown", inCooldown, Integer.MAX_VALUE);
      constraints.atLeast(member + "scaleOutCooldown", outCooldown, 0);
      constraints.atMost(member + "scaleOutCooldown", outCooldown, Integer.MAX_VALUE);
    }

    TrackingPolicy policy(String name, Place place, long nowMillis) {
      if (!place.metric().equals(metric)) {
        throw Failure.validation(
                "Unsupported metric for scalable dimension %s: %s"
                    .formatted(place.dimension(), metric))
            .refused();
      }
      if (!(target >= TrackingPolicy.TARGET_MIN && target <= TrackingPolicy.TARGET_MAX)) {
        throw Failure.validation("Target value for %s must be between 20 and 90".formatted(metric))
            .refused();
      }
      return new TrackingPolicy(
          name,
          target,
          Duration.ofSeconds(inCooldown == null ? 0 : inCooldown),
          Duration.ofSeconds(outCooldown == null ? 0 : outCooldown),
          inDisabled != null && inDisabled,
          nowMillis);
    }
  }

  static PolicyRequest read(JsonReader from, long nowMillis) {
    Constraints constraints = new Constraints();
    PlaceMembers place = new PlaceMembers();
    String policy = null;
    String type = null;
    Tracking tracking = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      switch (name) {
        case "PolicyName" -> policy = from.string();
        case "PolicyType" -> type = from.string();
        case "TargetTrackingScalingPolicyConfiguration" ->
            tracking = Tracking.read(from, constraints);
        default -> {
          if (!place.read(name, from)) {
            from.skip();
          }
        }
      }
    }
    from.end();
    constraints.present("policyName", policy);
    constraints.length("policyName", policy, 1, NAME_CHARS_MAX);
    place.checkWhole(constraints);
    constraints.oneOf("policyType", type, TYPES);
    if (tracking != null) {
      tracking.check(constraints);
    }
    constraints.check();
    Place where = place.place();
    if (type != null && !type.equals(TRACKING)) {
      throw Failure.validation("Unsupported policy type for service namespace dynamodb: " + type)
          .refused();
    }
    if (tracking == null) {
      throw Failure.validation(
              "TargetTrackingScalingPolicyConfiguration must be specified for policy type "
                  + TRACKING)
          .refused();
    }
    return new PolicyRequest(where, tracking.policy(policy, where, nowMillis));
  }
}

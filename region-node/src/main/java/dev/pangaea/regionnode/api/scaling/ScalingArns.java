package dev.pangaea.regionnode.api.scaling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.scaling.TrackingPolicy;
import dev.pangaea.regionnode.table.TableView;
import java.util.UUID;

/** The resource names of what scales: the same as long as a thing is there. */
final class ScalingArns {
  private final Identity identity;

  ScalingArns(Identity identity) {
    this.identity = identity;
  }

  String target(TableView table, Place place) {
    return "arn:aws:application-autoscaling:"
        + identity.region()
        + ":"
        + identity.account()
        + ":scalable-target/"
        + id(table, place, "").toString().replace("-", "");
  }

  String policy(TableView table, Place place, TrackingPolicy policy) {
    return "arn:aws:autoscaling:"
        + identity.region()
        + ":"
        + identity.account()
        + ":scalingPolicy:"
        + id(table, place, policy.name())
        + ":resource/dynamodb/"
        + place.resourceId()
        + ":policyName/"
        + policy.name();
  }

  String role() {
    return "arn:aws:iam::"
        + identity.account()
        + ":role/aws-service-role/dynamodb.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable";
  }

  private static UUID id(TableView table, Place place, String policy) {
    String all = String.join("\n", table.tableId(), place.resourceId(), place.dimension(), policy);
    return UUID.nameUUIDFromBytes(all.getBytes(UTF_8));
  }
}

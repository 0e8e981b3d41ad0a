package dev.pangaea.regionnode.api.scaling;

import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.table.ScaledTables;
import dev.pangaea.regionnode.table.Tables;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** The operations on scaling, by Application Auto Scaling's names. */
public final class ScalingOperations {
  /** They are a service of their own, with a target of its own, at the same port. */
  public static final Set<String> NAMES =
      Set.of(
          "RegisterScalableTarget",
          "DeregisterScalableTarget",
          "DescribeScalableTargets",
          "PutScalingPolicy",
          "DeleteScalingPolicy",
          "DescribeScalingPolicies",
          "DescribeScalingActivities");

  private ScalingOperations() {}

  public static Map<String, Operation> byName(
      Identity identity, Tables tables, ScaledTables scaled, InstantSource clock) {
    ScalingArns arns = new ScalingArns(identity);
    ScalingReplies replies = new ScalingReplies(tables);
    return Map.of(
        "RegisterScalableTarget",
        new RegisterScalableTargetHandler(replies, arns, clock),
        "DeregisterScalableTarget",
        new DeregisterScalableTargetHandler(replies),
        "DescribeScalableTargets",
        new DescribeScalableTargetsHandler(tables, scaled, arns),
        "PutScalingPolicy",
        new PutScalingPolicyHandler(replies, arns, clock),
        "DeleteScalingPolicy",
        new DeleteScalingPolicyHandler(replies),
        "DescribeScalingPolicies",
        new DescribeScalingPoliciesHandler(tables, scaled, arns),
        "DescribeScalingActivities",
        new DescribeScalingActivitiesHandler(tables, scaled));
  }
}
